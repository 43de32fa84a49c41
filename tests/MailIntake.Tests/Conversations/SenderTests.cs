using MailIntake.Referrals.Conversations;
using MailIntake.Tests.Mime;
using static MailIntake.Tests.Conversations.Samples;

namespace MailIntake.Tests.Conversations;

/// <summary>Who sent a mail, as far as it is proven.</summary>
public class SenderTests
{
    private const string Proof = "Authentication-Results: mx.acme.example; dmarc=pass header.from=brightpath.example\n";
    private static readonly AuthenticationPolicy Ours = new(Required: true, "mx.acme.example");
    private static readonly AuthenticationPolicy Exchange = new(Required: true, ExchangeOnline: true);
    private static readonly AuthenticationPolicy Open = new(Required: false);

    [Fact]
    public void A_known_contact_with_proof_is_verified() =>
        Standing(Proof + "From: Rosa <rosa@brightpath.example>\n").Should().Be(SenderStanding.Verified);

    [Fact]
    public void Anybody_at_a_partners_domain_is_known() =>
        Standing(Proof + "From: New Person <new@brightpath.example>\n").Should().Be(SenderStanding.Verified);

    [Fact]
    public void A_known_contact_without_proof_is_unauthenticated() =>
        Standing("From: rosa@brightpath.example\n").Should().Be(SenderStanding.Unauthenticated);

    [Fact]
    public void A_stranger_with_proof_is_unknown() =>
        Standing("Authentication-Results: mx.acme.example; dmarc=pass\nFrom: x@other.example\n")
            .Should().Be(SenderStanding.Unknown);

    [Fact]
    public void A_header_of_another_server_is_an_attackers_text() =>
        Standing("Authentication-Results: mx.evil.example; dmarc=pass header.from=brightpath.example\n"
            + "From: rosa@brightpath.example\n").Should().Be(SenderStanding.Unauthenticated);

    [Fact]
    public void A_header_without_a_server_is_an_attackers_text() =>
        Standing("Authentication-Results: dmarc=pass header.from=brightpath.example\nFrom: rosa@brightpath.example\n")
            .Should().Be(SenderStanding.Unauthenticated);

    [Fact]
    public void The_topmost_header_of_our_server_wins() =>
        Standing("Authentication-Results: mx.acme.example; dmarc=fail\n" + Proof + "From: rosa@brightpath.example\n")
            .Should().Be(SenderStanding.Unauthenticated);

    [Fact]
    public void A_header_of_another_server_above_ours_is_passed_over() =>
        Standing("Authentication-Results: gw.acme.example; dmarc=fail\n" + Proof + "From: rosa@brightpath.example\n")
            .Should().Be(SenderStanding.Verified);

    [Fact]
    public void Our_servers_name_is_compared_without_case() =>
        Standing("Authentication-Results: MX.ACME.EXAMPLE; dmarc=pass\nFrom: rosa@brightpath.example\n")
            .Should().Be(SenderStanding.Verified);

    [Fact]
    public void A_failed_dmarc_is_not_mended_by_a_signature() =>
        Standing("Authentication-Results: mx.acme.example; dkim=pass header.d=brightpath.example; dmarc=fail\n"
            + "From: rosa@brightpath.example\n").Should().Be(SenderStanding.Unauthenticated);

    [Fact]
    public void A_signature_of_a_subdomain_is_aligned() =>
        Standing("Authentication-Results: mx.acme.example; dkim=pass header.d=mail.brightpath.example\n"
            + "From: rosa@brightpath.example\n").Should().Be(SenderStanding.Verified);

    [Theory]
    [InlineData("From: rosa@brightpath.example, mallory@evil.example\n")]
    [InlineData("From: rosa@brightpath.example\nFrom: mallory@evil.example\n")]
    public void Several_From_addresses_are_nobody(string from) =>
        Standing("Authentication-Results: mx.acme.example; dmarc=pass\n" + from).Should().Be(SenderStanding.Unknown);

    [Fact]
    public void Several_From_addresses_are_said_to_be_the_reason() =>
        Of(Proof + "From: rosa@brightpath.example\nFrom: mallory@evil.example\n").Reason
            .Should().Be("the mail has several From addresses");

    [Theory]
    [InlineData("From: Rosa Delgado\n")]
    [InlineData("From: rosa@brightpath.example (\n")]
    [InlineData("")]
    public void A_mail_without_a_From_address_has_a_sender_all_the_same(string from)
    {
        var act = () => Of(Proof + from);

        act.Should().NotThrow();
    }

    [Fact]
    public void A_sender_in_Reply_To_or_Sender_proves_nothing() =>
        Standing(Proof + "From: x@other.example\nSender: rosa@brightpath.example\nReply-To: rosa@brightpath.example\n")
            .Should().Be(SenderStanding.Unknown);

    [Theory]
    [InlineData("dmarc=pass action=none header.from=brightpath.example", SenderStanding.Verified)]
    [InlineData("dmarc=pass action=none header.from=evil.example", SenderStanding.Unauthenticated)]
    [InlineData("dmarc=fail action=oreject header.from=brightpath.example", SenderStanding.Unauthenticated)]
    [InlineData("dkim=pass header.d=brightpath.example", SenderStanding.Unauthenticated)]
    public void Exchange_Online_writes_no_server_name(string results, SenderStanding expected) =>
        Standing($"Authentication-Results: spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=x.example; {results}\n"
            + "From: rosa@brightpath.example\n", Exchange).Should().Be(expected);

    [Fact]
    public void In_Exchange_Online_only_the_topmost_header_counts() =>
        Standing("Authentication-Results: mx.evil.example; dmarc=pass\n"
            + "Authentication-Results: dmarc=pass header.from=brightpath.example\n"
            + "From: rosa@brightpath.example\n", Exchange).Should().Be(SenderStanding.Unauthenticated);

    [Fact]
    public void Where_no_authentication_is_asked_for_everybody_known_is_verified() =>
        Standing("From: rosa@brightpath.example\n", Open).Should().Be(SenderStanding.Verified);

    [Fact]
    public void Where_no_authentication_is_asked_for_a_stranger_stays_unknown() =>
        Standing("From: x@other.example\n", Open).Should().Be(SenderStanding.Unknown);

    [Fact]
    public void One_of_ours_is_known_as_ours() => Of("From: dana@acme.example\n", Open).Ours.Should().BeTrue();

    [Fact]
    public void A_contact_is_found_by_a_further_address() =>
        Of("From: owen.pryce@gmail.com\n", Open).Contact!.Name.Should().Be("Owen Pryce");

    [Fact]
    public void A_stranger_at_a_free_mail_domain_is_no_partners_even_where_the_domain_is_listed() =>
        Of("From: somebody@gmail.com\n", Open).Standing.Should().Be(SenderStanding.Unknown);

    private static Sender Of(string headers, AuthenticationPolicy? policy = null) =>
        Sender.Of(MailText.Parse(headers + "Subject: Meet Jane\n\nHello\n"), People, policy ?? Ours);

    private static SenderStanding Standing(string headers, AuthenticationPolicy? policy = null) =>
        Of(headers, policy).Standing;
}
