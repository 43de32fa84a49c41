using MailIntake.Mail.Mime;
using MailIntake.Referrals;
using MailIntake.Referrals.Conversations;
using MailIntake.Referrals.Extraction;
using MailIntake.Referrals.Reading;
using MailIntake.Tests.Mime;
using static MailIntake.Tests.Conversations.Samples;

namespace MailIntake.Tests.Conversations;

public class SubmissionTests
{
    [Theory]
    [InlineData("Meet Jane", "Meet Jane")]
    [InlineData("Re: Meet Jane", "Meet Jane")]
    [InlineData("RE: FW: Fwd: Meet Jane", "Meet Jane")]
    [InlineData("AW: WG: Meet Jane", "Meet Jane")]
    [InlineData("SV: VS: Meet Jane", "Meet Jane")]
    [InlineData("TR : RE : Meet Jane", "Meet Jane")]
    [InlineData("TR\u00A0: Meet Jane", "Meet Jane")]
    [InlineData("RV: ENC: RES: Meet Jane", "Meet Jane")]
    [InlineData("R: I: RIF: Meet Jane", "Meet Jane")]
    [InlineData("Antw: Doorst: Meet Jane", "Meet Jane")]
    [InlineData("回复：转发：Meet Jane", "Meet Jane")]
    [InlineData("返信: 転送: Meet Jane", "Meet Jane")]
    [InlineData("Re[2]: Meet Jane", "Meet Jane")]
    [InlineData("Intro: Meet Jane", "Intro: Meet Jane")]
    [InlineData("R2: Meet Jane", "R2: Meet Jane")]
    [InlineData("10:30 call", "10:30 call")]
    [InlineData("Re:", "")]
    [InlineData("", "")]
    [InlineData(":", ":")]
    public void Prefixes_of_replies_and_forwards_go(string subject, string expected) =>
        Submission.CleanSubject(subject).Should().Be(expected);

    [Theory]
    [InlineData("Hi\r\nBcc: all@acme.example", "Hi Bcc: all@acme.example")]
    [InlineData("Hi\nX: y", "Hi X: y")]
    [InlineData("Hi\0there", "Hi there")]
    [InlineData("Hi\u2028there\u2029now", "Hi there now")]
    [InlineData("\u202EHi\u202C", "Hi")]
    [InlineData("Per\u00ADspektive", "Perspektive")]
    [InlineData("\u200BRe: Hi", "Hi")]
    [InlineData("  a \t b  ", "a b")]
    public void Controls_and_marks_go(string subject, string expected) =>
        Submission.CleanSubject(subject).Should().Be(expected);

    [Fact]
    public void A_lone_surrogate_does_not_stop_us() =>
        Submission.CleanSubject("Hi \uD83D there").Should().Be("Hi \uFFFD there");

    [Fact]
    public void A_subject_has_at_most_150_characters_and_no_torn_one() =>
        Submission.CleanSubject(new string('x', 148) + "👍👍").Should().Be(new string('x', 148) + "…");

    [Theory]
    [InlineData("To: track@acme.example", false)]
    [InlineData("To: track@acme.example, dana@acme.example", false)]
    [InlineData("To: track@acme.example\nCc: marcus@acme.example", false)]
    [InlineData("Cc: track@acme.example\nTo: jane@globex.example", true)]
    [InlineData("To: track@acme.example\nCc: jane@globex.example", true)]
    [InlineData("To: track@acme.example, owen@brightpath.example", true)]
    [InlineData("To: undisclosed-recipients:;", false)]
    public void Our_letter_keeps_out_of_a_thread_that_others_read(string headers, bool isPrivate) =>
        ThreadOf(headers).Private.Should().Be(isPrivate);

    [Fact]
    public void Our_letter_answers_the_mail() =>
        ThreadOf("Message-ID: <b@x.example>\nReferences: <a@x.example>").Should().BeEquivalentTo(
            new { LastMessageId = MessageId.Parse("b@x.example"), References = new[] { MessageId.Parse("a@x.example") } });

    [Theory]
    [InlineData("From: rosa@brightpath.example", null, false, null)]
    [InlineData("From: x@other.example", null, false, "Unknown sender: x@other.example is neither one of ours nor of a listed partner.")]
    [InlineData("From: rosa@brightpath.example", "It must not be answered.", false, "It must not be answered.")]
    [InlineData("From: rosa@brightpath.example", null, true, "Old mail that was in the mailbox before the first start.")]
    public void What_must_wait_says_why(string from, string? held, bool backlog, string? reason)
    {
        var about = Open(from, held, backlog).Heard.About.Should().ContainSingle().Subject;

        (about.Kind, about.Words).Should().Be(reason is null ? (HeardKind.Submitted, "") : (HeardKind.Held, reason));
    }

    [Fact]
    public void A_mail_without_a_sender_is_held_like_a_strangers() =>
        Open("Subject: x").Heard.About.Should().ContainSingle().Which.Kind.Should().Be(HeardKind.Held);

    [Fact]
    public void Each_draft_is_a_referral_of_its_own() =>
        Open("From: rosa@brightpath.example", drafts: [Complete(), Complete()]).Opened.Referrals.Select(r => r.Number)
            .Should().Equal(1, 2);

    [Fact]
    public void A_mail_without_any_draft_is_one_empty_referral() =>
        Open("From: rosa@brightpath.example", drafts: []).Opened.Referrals.Should().ContainSingle();

    [Fact]
    public void The_claim_stands_at_the_time_of_receipt() =>
        Open("From: rosa@brightpath.example\nDate: Fri, 01 Jan 1999 00:00:00 +0000").Opened.ClaimedAt
            .Should().Be(Monday);

    [Theory]
    [InlineData(FieldName.PartnerCompany, "Nobody Ltd", "unknown-partner")]
    [InlineData(FieldName.ProspectCompany, "old customer inc", "existing-customer")]
    public void A_referral_carries_its_flags(FieldName field, string value, string flag) =>
        Open("From: rosa@brightpath.example", drafts: [Complete((field, value))]).Opened.Referrals[0].Flags
            .Should().Contain(flag);

    [Fact]
    public void An_unsure_value_is_flagged() =>
        Open("From: rosa@brightpath.example", drafts: [Complete().With(FieldName.ProspectCompany, Value("Globex", 0.6))])
            .Opened.Referrals[0].Flags.Should().Contain("low-confidence");

    [Fact]
    public void A_plain_referral_carries_no_flag() =>
        Open("From: rosa@brightpath.example").Opened.Referrals[0].Flags.Should().BeEmpty();

    private static Referrals.Conversations.Thread ThreadOf(string headers) =>
        Submission.ThreadOf(MailText.Parse(headers + "\n\nHello\n"), People);

    private static Submission Open(string headers, string? held = null, bool backlog = false, Draft[]? drafts = null)
    {
        var email = MailText.Parse(headers + "\n\nHello\n");
        var sender = Sender.Of(email, People, new AuthenticationPolicy(false));
        var findings = new ReferralFindings(drafts ?? [Complete()], []);
        return Submission.Open(new EmailReading { Email = email }, findings, sender, Monday, People, held, backlog);
    }
}
