using MailIntake.Mail.Mime;

namespace MailIntake.Tests.Mime;

public class AuthenticationResultsTests
{
    private const string Domain = "partner.example";

    [Theory]
    [InlineData("mx.acme.example; dmarc=pass", "mx.acme.example")]
    [InlineData("MX.Acme.Example 1; dmarc=pass", "mx.acme.example")]
    [InlineData("\"mx.acme.example\"; dmarc=pass", "mx.acme.example")]
    [InlineData("(who) mx.acme.example (what); dmarc=pass", "mx.acme.example")]
    [InlineData("mx.acme.example; none", "mx.acme.example")]
    [InlineData("spf=pass smtp.mailfrom=partner.example; dmarc=pass", null)]
    [InlineData("", null)]
    [InlineData(";;;", null)]
    public void The_first_word_says_who_found_it(string value, string? expected) =>
        AuthenticationResults.Parse(value).AuthServId.Should().Be(expected);

    [Theory]
    [InlineData("mx; dkim=pass header.d=partner.example; spf=fail; dmarc=pass", "dkim=pass spf=fail dmarc=pass")]
    [InlineData("mx; DKIM=PASS; spf=none", "dkim=pass spf=none")]
    [InlineData("mx; dkim/1=pass", "dkim=pass")]
    [InlineData("mx; dkim = pass; dmarc =\tfail", "dkim=pass dmarc=fail")]
    [InlineData("mx; none", "no result")]
    [InlineData("mx; spf=pass (a; dmarc=pass) smtp.mailfrom=x.example", "spf=pass")]
    [InlineData("mx; spf=pass reason=\"a; dmarc=pass\"", "spf=pass")]
    [InlineData("mx; spf=pass (a (nested; dmarc=pass) b; dkim=pass)", "spf=pass")]
    [InlineData("mx; spf=pass (a \\) b; dmarc=pass)", "spf=pass")]
    public void Results_are_read_and_comments_are_not(string value, string verdict) =>
        AuthenticationResults.Parse(value).Verdict.Should().Be(verdict);

    [Theory]
    [InlineData("dmarc=pass header.from=partner.example")]
    [InlineData("dmarc=pass")]
    [InlineData("dmarc=pass (p=none dis=none) header.from=Partner.Example")]
    [InlineData("dkim=fail; spf=fail; dmarc=pass header.from=partner.example")]
    [InlineData("dkim=pass header.d=partner.example")]
    [InlineData("dkim=pass header.i=@partner.example")]
    [InlineData("dkim=pass header.d=mail.partner.example")]
    [InlineData("dkim=fail header.d=partner.example; dkim=pass header.d=partner.example")]
    [InlineData("spf=pass smtp.mailfrom=rosa@partner.example")]
    [InlineData("spf=pass smtp.mailfrom=bounces.partner.example")]
    [InlineData("dmarc=none header.from=partner.example; dkim=pass header.d=partner.example")]
    [InlineData("dmarc=none; spf=pass smtp.mailfrom=rosa@partner.example")]
    public void A_domain_is_proven(string results) =>
        AuthenticationResults.Parse($"mx; {results}").Proves(Domain).Should().BeTrue();

    [Theory]
    [InlineData("none")]
    [InlineData("dmarc=fail header.from=partner.example")]
    [InlineData("dmarc=fail; dkim=pass header.d=partner.example")]
    [InlineData("dkim=pass header.d=partner.example; dmarc=fail")]
    [InlineData("dmarc=temperror; dkim=pass header.d=partner.example")]
    [InlineData("dmarc=pass header.from=evil.example")]
    [InlineData("dmarc=none header.from=evil.example; dkim=pass header.d=partner.example")]
    [InlineData("dmarc=none header.from=partner.example; dkim=pass header.d=evil.example")]
    [InlineData("dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=x@evil.example")]
    [InlineData("dkim=pass header.d=evilpartner.example")]
    [InlineData("dkim=pass header.d=partner.example.evil.example")]
    [InlineData("dkim=pass header.d=example")]
    [InlineData("dkim=pass")]
    [InlineData("dkim=neutral header.d=partner.example")]
    [InlineData("spf=softfail smtp.mailfrom=rosa@partner.example")]
    [InlineData("spf=pass smtp.helo=partner.example")]
    [InlineData("arc=pass header.d=partner.example")]
    [InlineData("dkim=pass header.i=\"a header.d=partner.example \"@evil.example")]
    [InlineData("spf=pass smtp.mailfrom=\"x@partner.example \"@evil.example")]
    [InlineData("spf=pass (smtp.mailfrom=rosa@partner.example) smtp.mailfrom=x@evil.example")]
    public void A_domain_is_not_proven(string results) =>
        AuthenticationResults.Parse($"mx; {results}").Proves(Domain).Should().BeFalse();

    [Theory]
    [InlineData("dmarc=pass action=none header.from=partner.example", true)]
    [InlineData("dmarc=bestguesspass action=none header.from=partner.example", true)]
    [InlineData("dkim=pass header.d=partner.example; dmarc=none header.from=partner.example", true)]
    [InlineData("dmarc=pass", false)]
    [InlineData("dmarc=pass header.from=evil.example", false)]
    [InlineData("dmarc=bestguesspass header.from=evil.example", false)]
    [InlineData("dkim=pass header.d=partner.example", false)]
    [InlineData("spf=pass smtp.mailfrom=partner.example; dmarc=fail header.from=partner.example", false)]
    public void Where_the_header_must_name_the_domain_it_does(string results, bool proven) =>
        AuthenticationResults.Parse(results).Proves(Domain, headerFromRequired: true).Should().Be(proven);

    [Theory]
    [InlineData("mx; dkim=(")]
    [InlineData("mx; \"")]
    [InlineData("=;=;=")]
    [InlineData("mx; dkim=pass header.d=\"")]
    [InlineData("mx; spf=pass smtp.mailfrom=@")]
    [InlineData("\\")]
    public void What_is_torn_proves_nothing(string value) =>
        AuthenticationResults.Parse(value).Proves(Domain).Should().BeFalse();
}
