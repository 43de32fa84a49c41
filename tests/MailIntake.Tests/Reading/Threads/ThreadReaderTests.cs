using MailIntake.Mail.Mime;
using MailIntake.Referrals;
using MailIntake.Referrals.Reading;
using MailIntake.Referrals.Reading.Rendering;
using MailIntake.Referrals.Reading.Threads;

namespace MailIntake.Tests.Reading.Threads;

public class ThreadReaderTests
{
    private const string Block = "From: Hannah Okafor <hannah@northwind.example>\nSent: Monday, March 2, 2026 10:15 AM\n"
        + "To: Rosa Delgado <rosa@partner.example>\nSubject: Closing tool\n\n";

    [Theory]
    [InlineData("Best,\nRosa\n\n--\nRosa Delgado\n_______________________\nThis email and its attachments are confidential and may be privileged.")]
    [InlineData("From: our side it would be Dana who joins.\nTo: decide by Friday.")]
    [InlineData("Company: Globex\nContact: Jane Roe\nEmail: jane@globex.example\nFrom: Brightpath")]
    [InlineData("Original message: see the attachment, it says all.")]
    [InlineData("The subject: we need a tool. The date: next June.")]
    [InlineData("She wrote:\nplease call me.")]
    [InlineData("On Tuesday we met and Hannah wrote: call me.")]
    [InlineData("Date: June 3\nSubject: kick-off\nAttendees: Jane, Dana")]
    public void Text_of_ones_own_is_no_forward_and_no_history(string text)
    {
        Read(text).Earlier.Should().BeEmpty();
    }

    [Fact]
    public void Outlooks_block_under_a_reply_to_its_author_is_history()
    {
        var envelope = Envelope("RE: Closing tool", To("hannah@northwind.example"));

        var message = ThreadReader.Read(Text("Thursday works.\n\n" + Block + "Can we talk?"),
            envelope).Earlier.Single();

        message.IsForward.Should().BeFalse();
        message.NewText.Text.Should().Be("Can we talk?");
    }

    [Fact]
    public void Outlooks_block_sent_to_somebody_new_is_a_forward_whatever_the_subject()
    {
        ThreadReader.Read(Text("Please register.\n\n" + Block + "Can we talk?"),
            Envelope("RE: Closing tool", To("track@vendor.example")))
            .Earlier.Single().IsForward.Should().BeTrue();
    }

    [Fact]
    public void An_answer_to_the_token_address_over_our_letter_is_history()
    {
        const string Letter = "From: Vendor Referrals <track@vendor.example>\nSent: Monday, March 2, 2026 10:15 AM\nTo: Rosa Delgado\nSubject: One detail\n\n";

        ThreadReader.Read(Text("Globex.\n\n" + Letter + "Which company?"),
            Envelope("RE: One detail", To("track+a1b2@vendor.example")))
            .Earlier.Single().IsForward.Should().BeFalse();
    }

    [Fact]
    public void A_forward_inside_a_forward_keeps_the_first_sender()
    {
        var text = "FYI\n\n---------- Forwarded message ---------\nFrom: Rosa Delgado <rosa@partner.example>\nDate: Tue, Mar 3, 2026 at 9:00 AM\n"
            + "Subject: Fwd: Closing tool\nTo: Dana <dana@vendor.example>\n\n\nDana, one for you.\n\n" + Block + "Can we talk?";

        var outer = Read(text).Earlier.Single();

        outer.From!.Address!.ToString().Should().Be("rosa@partner.example");
        outer.Depth.Should().Be(2);
        outer.Earlier.Single().From!.Address!.ToString().Should().Be("hannah@northwind.example");
        outer.NewText.Text.Should().Be("Dana, one for you.");
    }

    [Fact]
    public void Several_forwards_in_one_mail_stand_side_by_side()
    {
        static string Forward(string who, int day) =>
            $"---------- Forwarded message ---------\nFrom: {who} <{who}@x.example>\n"
            + $"Date: Mon, Mar {day}, 2026 at 10:15 AM\nSubject: hello\nTo: Rosa <rosa@partner.example>\n\n\nI am {who}.\n\n\n";

        var read = Read("Three for you\n\n" + Forward("ada", 2) + Forward("bob", 3) + Forward("cyd", 4));

        read.Earlier.Select(e => e.From!.Name).Should().Equal("ada", "bob", "cyd");
        read.Earlier.Select(e => e.NewText.Text).Should().Equal("I am ada.", "I am bob.", "I am cyd.");
    }

    [Fact]
    public void A_forwarded_conversation_gives_its_messages()
    {
        const string Mail = "see all\n\n---------- Forwarded Conversation ----------\nSubject: Tool\n------------------------\n\n"
            + "From: *Hannah Okafor* <hannah@northwind.example>\nDate: Mon, Mar 2, 2026 at 10:15 AM\nTo: Rosa <rosa@partner.example>\n\n\n"
            + "Can you help?\n\n----------\nFrom: *Rosa* <rosa@partner.example>\nDate: Mon, Mar 2, 2026 at 11:15 AM\nTo: Hannah <hannah@northwind.example>\n\n\nYes.\n";

        var read = Read(Mail);

        read.NewText.Text.Should().Be("see all");
        read.Earlier.Single().From!.Name.Should().Be("Hannah Okafor");
        read.Earlier.Single().NewText.Text.Should().Be("Can you help?");
        read.Earlier.Single().Earlier.Single().NewText.Text.Should().Be("Yes.");
    }

    [Fact]
    public void Labels_may_have_fullwidth_colons_and_asterisks()
    {
        var message = Read("確認ください\n\n-----元のメッセージ-----\n差出人：佐藤 美咲 <m.sato@minato.example>\n送信日時：2026年3月2日 10:15\n*宛先：* 伊藤 <k.ito@tanuki.example>\n件名：ご相談\n\n本文")
            .Earlier.Single();

        message.From!.Name.Should().Be("佐藤 美咲");
        message.To.Single().Name.Should().Be("伊藤");
        message.Subject.Should().Be("ご相談");
    }

    [Fact]
    public void Answers_between_quoted_lines_are_the_new_text()
    {
        const string Mail = "See below.\n\nOn Mon, Mar 2, 2026 at 10:15 AM Track <track@vendor.example> wrote:\n\n> Which company?\n\nGlobex.\n\n"
            + "> Which address?\n\njane@globex.example\n\nRosa";

        var read = Read(Mail);

        read.NewText.Text.Should().Be("See below.\n\nGlobex.\n\njane@globex.example");
        read.Earlier.Single().NewText.Text.Should().Be("Which company?\nWhich address?");
    }

    [Fact]
    public void A_bottom_posted_answer_is_the_new_text()
    {
        var read = Read("On Mon, Mar 2, 2026 at 10:15 AM Track <track@vendor.example> wrote:\n> Which company?\n>\n\nGlobex Ltd.\n");

        read.NewText.Text.Should().Be("Globex Ltd.");
        read.Earlier.Single().From!.Name.Should().Be("Track");
    }

    [Fact]
    public void An_attribution_may_wrap_over_lines()
    {
        const string Mail = "Yes.\n\nOn Mon, Mar 2, 2026 at 10:15 AM A Very Long Display Name Of A Person\n<someone.with.a.long.address@vendor.example>\nwrote:\n\n> Is it?\n";

        Read(Mail).Earlier.Single().From!.ToString().Should().Contain("someone.with.a.long.address@vendor.example");
    }

    [Fact]
    public void Zohos_attribution_ends_in_dashes()
    {
        Read("Ok.\n\n---- On Mon, 02 Mar 2026 10:15:00 +0530 Jane Roe <jane@globex.example> wrote ----\n\nHello").Earlier.Single()
            .From!.Name.Should().Be("Jane Roe");
    }

    [Fact]
    public void Nothing_but_a_quotation_is_kept_as_text()
    {
        Read("> only quoted\n> lines here").NewText.Text.Should().Be("only quoted\nlines here");
    }

    [Fact]
    public void Nothing_but_a_signature_is_kept_as_text()
    {
        Read("Best regards,\nRosa Delgado\nBrightpath").NewText.Text.Should().StartWith("Best regards");
    }

    [Fact]
    public void A_forward_without_a_note_has_no_new_text()
    {
        var read = ThreadReader.Read(Text("________________________________\n" + Block + "Can we talk?"),
            Envelope("FW: Closing tool", To("track@vendor.example")));

        read.NewText.IsEmpty.Should().BeTrue();
        read.Earlier.Single().IsForward.Should().BeTrue();
    }

    [Fact]
    public void Header_lines_that_wrap_are_joined()
    {
        const string Mail = "---------- Forwarded message ---------\nFrom: Hannah Okafor\n<hannah@northwind.example>\nDate: Mon, Mar 2, 2026 at 10:15 AM\n"
            + "Subject: A subject that is so long that the client\nhad to wrap it\nTo: A B <a@x.example>, C D\n<c@x.example>, E F <e@x.example>\n\nbody";

        var message = Read(Mail).Earlier.Single();

        message.From!.Address!.ToString().Should().Be("hannah@northwind.example");
        message.Subject.Should().Be("A subject that is so long that the client had to wrap it");
        message.To.Select(t => t.Address!.ToString()).Should().Equal("a@x.example", "c@x.example", "e@x.example");
        message.Body.Text.Should().Be("body");
    }

    [Fact]
    public void Labels_may_stand_alone_with_their_values_below()
    {
        var message = Read("note\n\n-----Original Message-----\nFrom:\nHannah <hannah@northwind.example>\nSent:\nMonday, March 2, 2026 10:15 AM\nTo:\nRosa\nSubject:\nTool\n\nbody")
            .Earlier.Single();

        message.From!.Name.Should().Be("Hannah");
        message.Subject.Should().Be("Tool");
    }

    [Fact]
    public void What_is_quoted_points_at_its_place()
    {
        const string Mail = "note\n\n> Begin forwarded message:\n> \n> From: Hannah Okafor <hannah@northwind.example>\n> Subject: Tool\n> Date: 2 March 2026 at 10:15:06 GMT\n> To: Rosa <rosa@partner.example>\n> \n> Call me, Hannah.\n";
        var message = Read(Mail).Earlier.Single();

        var where = message.From!.Where;
        where.Part.Should().Be("forward:From");
        Mail.Substring(where.Start, where.Length).Should().Be("Hannah Okafor <hannah@northwind.example>");
        var call = message.Body.Locate(message.Body.Text.IndexOf("Call", StringComparison.Ordinal), 4);
        Mail.Substring(call.Start, call.Length).Should().Be("Call");
    }

    private static ThreadReading Read(string text) =>
        ThreadReader.Read(Text(text), Envelope("hello", To("track@vendor.example")));

    private static RenderedBody Text(string text) => PlainTextRenderer.Render("1", text);

    private static Correspondent To(string address) =>
        new(null, EmailAddress.Parse(address), address, new SourceSpan("header:To", 0, address.Length));

    private static Envelope Envelope(string subject, Correspondent to) => new(
        subject, new Correspondent("Rosa Delgado", EmailAddress.Parse("rosa@partner.example"), "",
            new SourceSpan("header:From", 0, 0)), [to],
        new DateTime(2026, 3, 5), IsOuter: true);
}
