using MailIntake.Inbox;
using MailIntake.Mail.Net;
using MailIntake.Tests.Support;

namespace MailIntake.Tests.Outbox;

public sealed class SignInTests : IDisposable
{
    private readonly TokenServer _server = new();
    private readonly HttpClient _http = new();
    private readonly ManualClock _clock = new();
    private readonly SignIn _signIn;
    private readonly string _folder = Directory.CreateTempSubdirectory("mailintake-").FullName;

    public SignInTests() => _signIn = new SignIn(_http, _clock);

    public void Dispose()
    {
        _http.Dispose();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Without_a_user_there_is_no_sign_in(string? user) =>
        (await _signIn.CredentialsAsync(user, "secret", new OAuthOptions(), default)).Should().BeNull();

    [Fact]
    public async Task Without_a_provider_the_password_is_the_proof() =>
        (await _signIn.CredentialsAsync("track", "secret", new OAuthOptions(), default))
            .Should().Be(new PasswordCredentials("track", "secret"));

    [Fact]
    public async Task Microsoft_365_is_asked_by_client_credentials()
    {
        await TokenAsync(Microsoft());

        _server.Asked.Should().Equal(
            "client_id=app&client_secret=s3cret&grant_type=client_credentials"
            + "&scope=https%3A%2F%2Foutlook.office365.com%2F.default");
    }

    [Fact]
    public async Task Google_is_asked_by_refresh_token()
    {
        await TokenAsync(Google());

        _server.Asked.Should().Equal("client_id=app&client_secret=s3cret&grant_type=refresh_token&refresh_token=r3fresh");
    }

    [Fact]
    public async Task The_token_is_the_proof() => (await TokenAsync(Microsoft())).Should().Be("token-1");

    [Fact]
    public async Task A_token_is_kept_for_80_in_100_of_its_life()
    {
        var options = Microsoft();
        await TokenAsync(options);
        _clock.Advance(TimeSpan.FromSeconds(799));

        (await TokenAsync(options)).Should().Be("token-1");
    }

    [Fact]
    public async Task A_token_is_asked_for_anew_after_that()
    {
        var options = Microsoft();
        await TokenAsync(options);
        _clock.Advance(TimeSpan.FromSeconds(800));

        (await TokenAsync(options)).Should().Be("token-2");
    }

    [Fact]
    public async Task Inbox_and_outbox_have_tokens_of_their_own()
    {
        await TokenAsync(Microsoft());

        (await TokenAsync(Microsoft())).Should().Be("token-2");
    }

    [Fact]
    public async Task A_token_without_a_life_is_kept_for_a_while()
    {
        _server.Answer = """{"access_token":"token-{0}"}""";
        var options = Microsoft();
        await TokenAsync(options);

        (await TokenAsync(options)).Should().Be("token-1", "RFC 6749 only recommends expires_in");
    }

    [Fact]
    public async Task The_providers_words_are_passed_on()
    {
        _server.Status = 401;
        _server.Answer = """{"error":"invalid_client","error_description":"AADSTS7000222: The secret expired."}""";

        await FluentActions.Awaiting(() => TokenAsync(Microsoft())).Should().ThrowAsync<SignInException>()
            .WithMessage("127.0.0.1 gave no token: invalid_client AADSTS7000222: The secret expired.");
    }

    [Fact]
    public async Task An_answer_that_is_no_JSON_is_a_sentence_with_its_status()
    {
        _server.Status = 502;
        _server.Answer = "<html>Bad gateway</html>";

        await FluentActions.Awaiting(() => TokenAsync(Microsoft()))
            .Should().ThrowAsync<SignInException>().WithMessage("127.0.0.1*502*");
    }

    [Fact]
    public async Task A_provider_that_is_away_is_a_sentence()
    {
        var options = Microsoft();
        _server.Dispose();

        await FluentActions.Awaiting(() => TokenAsync(options)).Should().ThrowAsync<SignInException>()
            .WithMessage("127.0.0.1 could not be asked for a token:*");
    }

    [Fact]
    public async Task A_failure_is_not_kept()
    {
        var options = Microsoft();
        var answer = _server.Answer;
        _server.Answer = """{"error":"temporarily_unavailable"}""";
        await FluentActions.Awaiting(() => TokenAsync(options)).Should().ThrowAsync<SignInException>();
        _server.Answer = answer;

        (await TokenAsync(options)).Should().Be("token-2");
    }

    [Fact]
    public async Task A_secret_is_never_among_the_words()
    {
        _server.Status = 400;
        _server.Answer = "{}";

        (await FluentActions.Awaiting(() => TokenAsync(Microsoft())).Should().ThrowAsync<SignInException>())
            .Which.ToString().Should().NotContain("s3cret");
    }

    [Fact]
    public async Task A_secret_file_that_is_gone_is_a_sentence_with_its_name()
    {
        var options = Microsoft();
        File.Delete(options.SecretFile!);

        await FluentActions.Awaiting(() => TokenAsync(options))
            .Should().ThrowAsync<SignInException>().WithMessage("*secret.txt*");
    }

    private async Task<string> TokenAsync(OAuthOptions options)
    {
        var credentials = await _signIn.CredentialsAsync("track@acme.example", null, options, default);
        return credentials.Should().BeOfType<TokenCredentials>().Subject.AccessToken;
    }

    private OAuthOptions Microsoft() => new()
    {
        Provider = OAuthProvider.Microsoft365,
        Tenant = "acme.example",
        ClientId = "app",
        SecretFile = Secret("secret.txt", "s3cret\n"),
        TokenEndpoint = _server.Endpoint,
    };

    private OAuthOptions Google() => new()
    {
        Provider = OAuthProvider.Google,
        ClientId = "app",
        SecretFile = Secret("secret.txt", "s3cret\n"),
        RefreshTokenFile = Secret("refresh.txt", "r3fresh\n"),
        TokenEndpoint = _server.Endpoint,
    };

    private string Secret(string name, string value)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, value);
        return path;
    }
}
