using System.Text;
using MailIntake.Mail.Net;

namespace MailIntake.Tests.Net;

public sealed class CredentialsTests
{
    private static readonly PasswordCredentials Password = new("track@track.test", "s3cret");
    private static readonly TokenCredentials Access = new("track@track.test", "t0ken");

    [Fact]
    public void Secrets_are_not_in_the_text() =>
        $"{Password} {Access}".Should().NotContainAny("s3cret", "t0ken");

    [Theory]
    [InlineData("PLAIN LOGIN", "PLAIN")]
    [InlineData("LOGIN XOAUTH2", "LOGIN")]
    [InlineData("XOAUTH2 GSSAPI", null)]
    public void A_password_goes_by_the_simplest_way_offered(string offered, string? chosen) =>
        SaslMechanism.Choose(Password, offered.Split(' ').Contains)?.Name.Should().Be(chosen);

    [Theory]
    [InlineData("PLAIN XOAUTH2 OAUTHBEARER", "XOAUTH2")]
    [InlineData("PLAIN OAUTHBEARER", "OAUTHBEARER")]
    [InlineData("PLAIN LOGIN", null)]
    public void A_token_goes_by_the_way_offered(string offered, string? chosen) =>
        SaslMechanism.Choose(Access, offered.Split(' ').Contains)?.Name.Should().Be(chosen);

    [Fact]
    public void A_bearer_token_is_wrapped_and_its_refusal_acknowledged()
    {
        var mechanism = SaslMechanism.Choose(Access with { User = "a,b=c" }, name => name == "OAUTHBEARER")!;

        Encoding.UTF8.GetString(mechanism.InitialResponse!)
            .Should().Be("n,a=a=2Cb=3Dc,\u0001auth=Bearer t0ken\u0001\u0001");
        mechanism.Answer("{\"status\":\"invalid_token\"}"u8.ToArray()).Should().Equal(1);
        mechanism.FailureDetail.Should().Be("{\"status\":\"invalid_token\"}");
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.9.9.9", true)]
    [InlineData("::1", true)]
    [InlineData("LocalHost", true)]
    [InlineData("localhost.example", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("imap.example", false)]
    public void Loopback_is_seen_from_the_writing(string host, bool isLoopback) =>
        ServerEndpoint.IsLoopback(host).Should().Be(isLoopback);
}
