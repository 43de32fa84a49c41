using System.Text;

namespace MailIntake.Tests;

/// <summary>What becomes of a mail: whom we write to, whom we do not, and what is kept for a person.</summary>
public sealed class IntakeTests
{
    [Fact]
    public async Task A_complete_referral_is_confirmed_by_its_sender_and_recorded_once()
    {
        await using var world = await IntakeWorld.CreateAsync();
        var confirmation = (await world.HearAsync(world.Referral())).Should().ContainSingle().Subject;

        await world.HearAsync(world.Answer(confirmation, "YES"));
        await world.HearAsync(world.Answer(confirmation, "Yes, please."));

        var record = (await world.RecordsAsync()).Should().ContainSingle("a second YES gets no second record").Subject;
        record.ProspectContactEmail.Should().Be("wilma.sorrel@fernhill.test");
        record.ClaimedAt.Should().Be(world.Clock.GetUtcNow());
    }

    [Fact]
    public async Task The_claim_time_is_when_the_first_mail_was_received()
    {
        await using var world = await IntakeWorld.CreateAsync();
        var received = world.Clock.GetUtcNow();
        var confirmation = (await world.HearAsync(world.Referral()))[0];
        world.Clock.Advance(TimeSpan.FromDays(2));

        await world.HearAsync(world.Answer(confirmation, "YES"));

        (await world.RecordsAsync()).Should().ContainSingle().Which.ClaimedAt.Should().Be(received);
    }

    [Fact]
    public async Task The_same_mail_under_other_trace_fields_is_one_delivery_more_and_nothing_else()
    {
        await using var world = await IntakeWorld.CreateAsync();
        var mail = world.Referral();
        await world.HearAsync(mail);

        var letters = await world.HearAsync([.. Encoding.ASCII.GetBytes("Received: from a by b; Mon, 2 Mar 2026 09:00:01 +0000\r\n"), .. mail]);

        letters.Should().BeEmpty();
        (await world.Store.EmailLinesAsync(default))[1].Outcome.Should().Be("one delivery more of mail 1");
    }

    [Fact]
    public async Task Another_mail_with_the_same_message_id_is_kept_and_flagged()
    {
        await using var world = await IntakeWorld.CreateAsync();
        var mail = Encoding.UTF8.GetString(world.Referral());
        await world.HearAsync(Encoding.UTF8.GetBytes(mail));

        await world.HearAsync(Encoding.UTF8.GetBytes(mail.Replace("Fernhill", "Oakhill", StringComparison.Ordinal)));

        (await world.ReasonsAsync()).Should().Contain("same-message-id");
    }

    [Fact]
    public async Task The_same_prospect_from_the_same_partner_is_already_on_file()
    {
        await using var world = await IntakeWorld.CreateAsync();
        await world.HearAsync(world.Referral());

        var letter = (await world.HearAsync(world.Referral(from: "uwe@millrace.test"))).Should().ContainSingle().Subject;

        letter.To[0].Address!.ToString().Should().Be("uwe@millrace.test");
        letter.TextBody!.Text.Should().Contain("reached us already");
    }

    [Fact]
    public async Task The_same_prospect_from_another_partner_is_contested_and_asked_as_usual()
    {
        await using var world = await IntakeWorld.CreateAsync();
        await world.HearAsync(world.Referral());

        var letter = (await world.HearAsync(world.Referral(from: "otto@ferncliff.test"))).Should().ContainSingle().Subject;

        letter.TextBody!.Text.Should().Contain("Reply YES").And.NotContain("Millrace", "another party's name is not told");
        (await world.ReasonsAsync()).Should().Contain("contested");
    }

    [Fact]
    public async Task An_unknown_sender_gets_one_word_in_seven_days_with_nothing_of_the_mail_in_it()
    {
        await using var world = await IntakeWorld.CreateAsync();
        var first = (await world.HearAsync(world.Referral(from: "vera@holm.test"))).Should().ContainSingle().Subject;
        world.Clock.Advance(TimeSpan.FromDays(6));
        var second = await world.HearAsync(world.Referral(from: "vera@holm.test", prospect: "b@oak.test"));
        world.Clock.Advance(TimeSpan.FromDays(2));
        var third = await world.HearAsync(world.Referral(from: "vera@holm.test", prospect: "c@elm.test"));

        first.TextBody!.Text.Should().NotContain("Fernhill").And.NotContain("Wilma");
        second.Should().BeEmpty();
        third.Should().ContainSingle();
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-generated\n")]
    [InlineData("Precedence: bulk\n")]
    [InlineData("List-Id: <introductions.millrace.test>\n")]
    [InlineData("Return-Path: <>\n")]
    [InlineData("X-MailIntake-Loop: track@elsewhere.test\n")]
    public async Task Mail_that_must_not_be_answered_gets_no_letter(string field)
    {
        await using var world = await IntakeWorld.CreateAsync();

        (await world.HearAsync(world.Referral(fields: field))).Should().BeEmpty();
    }

    [Fact]
    public async Task Old_mail_is_taken_in_without_a_letter()
    {
        await using var world = await IntakeWorld.CreateAsync(answerSince: new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        await world.ReceiveAsync(world.Referral(), receivedAt: new DateTimeOffset(2026, 2, 28, 23, 59, 59, TimeSpan.Zero));

        await world.Intake.TurnAsync(default);

        (await world.LettersAsync()).Should().BeEmpty();
        (await world.Store.EmailLinesAsync(default)).Should().ContainSingle().Which.Outcome.Should().Contain("in-review");
    }

    [Fact]
    public async Task A_yes_by_somebody_else_is_an_item_and_changes_nothing()
    {
        await using var world = await IntakeWorld.CreateAsync();
        var confirmation = (await world.HearAsync(world.Referral()))[0];

        var letters = await world.HearAsync(world.Answer(confirmation, "YES", from: "otto@ferncliff.test"));

        letters.Should().BeEmpty();
        (await world.RecordsAsync()).Should().BeEmpty();
        (await world.ReasonsAsync()).Should().Contain("answer-by-other");
    }

    [Fact]
    public async Task A_colleague_at_the_same_partner_may_confirm()
    {
        await using var world = await IntakeWorld.CreateAsync();
        var confirmation = (await world.HearAsync(world.Referral()))[0];

        await world.HearAsync(world.Answer(confirmation, "YES", from: "uwe@millrace.test"));

        (await world.RecordsAsync()).Should().ContainSingle().Which.ConfirmedBy.Should().Be("uwe@millrace.test");
    }

    [Fact]
    public async Task An_answer_that_lost_plus_address_and_references_is_found_by_the_quoted_token()
    {
        await using var world = await IntakeWorld.CreateAsync();
        var confirmation = (await world.HearAsync(world.Referral()))[0];
        var quoted = string.Join('\n', confirmation.TextBody!.Text.Split('\n').Select(l => $"> {l}"));

        await world.HearAsync(world.Mail(
            "rosa@millrace.test", "Re: New referral", $"YES\n\nOn Mon, 2 Mar 2026 at 09:05, track@cobalt.test wrote:\n\n{quoted}"));

        (await world.RecordsAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task An_out_of_office_changes_nothing_and_is_not_answered()
    {
        await using var world = await IntakeWorld.CreateAsync();
        var confirmation = (await world.HearAsync(world.Referral()))[0];

        var letters = await world.HearAsync(world.Answer(
            confirmation, "I am away. Yes, I will be back on Monday.", fields: "Auto-Submitted: auto-replied\n"));

        letters.Should().BeEmpty();
        (await world.RecordsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task The_senders_daily_cap_mutes_and_tells_a_person()
    {
        await using var world = await IntakeWorld.CreateAsync(new LimitsOptions { LettersPerSenderPerDay = 1 });
        await world.HearAsync(world.Referral());

        var letters = await world.HearAsync(world.Referral(prospect: "other@oak.test"));

        letters.Should().BeEmpty();
        (await world.ReasonsAsync()).Should().Contain("letter-withheld");
    }

    [Fact]
    public async Task Where_outsiders_are_on_the_mail_our_letter_enters_no_thread()
    {
        await using var world = await IntakeWorld.CreateAsync();

        var letter = (await world.HearAsync(world.Referral(to: "track@cobalt.test, someone@else.test")))[0];

        letter.InReplyTo.Should().BeEmpty();
        letter.References.Should().BeEmpty();
        letter.Subject.Should().NotContain("New referral");
    }

    [Fact]
    public async Task An_attachment_that_was_not_read_is_named_in_the_letter()
    {
        await using var world = await IntakeWorld.CreateAsync();
        var mail = Encoding.UTF8.GetString(world.Referral())
            .Replace("Content-Type: text/plain; charset=\"utf-8\"\r\n\r\n", "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n", StringComparison.Ordinal)
            + "\r\n--b\r\nContent-Type: application/pdf; name=\"offer.pdf\"\r\nContent-Disposition: attachment\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQ=\r\n--b--\r\n";

        var letter = (await world.HearAsync(Encoding.UTF8.GetBytes(mail)))[0];

        letter.TextBody!.Text.Should().Contain("offer.pdf");
    }

    [Fact]
    public async Task A_mail_that_ends_the_process_each_time_is_set_aside_and_the_next_is_handled()
    {
        await using var world = await IntakeWorld.CreateAsync(new LimitsOptions { Attempts = 2 });
        await world.ReceiveAsync(world.Referral());
        for (var death = 0; death < 2; death++)
        {
            await world.Store.ClaimEmailsAsync(10, TimeSpan.FromMinutes(10), default);
            await world.Store.FreeLeasesAsync(default);
        }

        await world.Intake.TurnAsync(default);
        var letters = await world.HearAsync(world.Referral(prospect: "next@oak.test"));

        (await world.Store.EmailLinesAsync(default))[0].Status.Should().Be("failed");
        letters.Should().ContainSingle();
        (await world.ReasonsAsync()).Should().Contain("quarantined");
    }

    [Fact]
    public async Task A_letter_of_ours_that_comes_back_is_not_read()
    {
        await using var world = await IntakeWorld.CreateAsync();
        await world.HearAsync(world.Referral());
        var raw = (await world.LettersAsync())[0].Raw;

        (await world.HearAsync(raw.ToArray())).Should().BeEmpty();
        (await world.Store.EmailLinesAsync(default))[1].Outcome.Should().Contain("our own letter");
    }

    [Fact]
    public async Task A_bounce_of_our_letter_stops_the_conversation_and_tells_a_person()
    {
        await using var world = await IntakeWorld.CreateAsync();
        var confirmation = (await world.HearAsync(world.Referral()))[0];
        var bounce = Encoding.UTF8.GetString(world.Answer(
                confirmation, "The mail system: <rosa@millrace.test>: user unknown", from: "MAILER-DAEMON@mx.cobalt.test"))
            .Replace("text/plain; charset=\"utf-8\"", "multipart/report; report-type=delivery-status; boundary=b", StringComparison.Ordinal);

        var letters = await world.HearAsync(Encoding.UTF8.GetBytes(bounce));

        letters.Should().BeEmpty();
        (await world.ReasonsAsync()).Should().Contain("letter-bounced");
    }

    [Fact]
    public async Task Mails_that_a_failing_store_cut_short_are_handled_as_soon_as_it_is_back()
    {
        await using var world = await IntakeWorld.CreateAsync();
        await world.ReceiveAsync(world.Referral());
        await world.ReceiveAsync(world.Referral(prospect: "petra.sorrel@fernhill.test"));
        await world.SqlAsync(
            """
            CREATE TRIGGER no_letter BEFORE INSERT ON Outbox BEGIN SELECT RAISE(ABORT, 'full'); END;
            CREATE TRIGGER no_retry BEFORE UPDATE OF NextAttemptAt ON Email BEGIN SELECT RAISE(ABORT, 'full'); END;
            """);
        for (var turn = 0; turn < 10; turn++)
        {
            await world.Invoking(w => w.Intake.TurnAsync(default)).Should().ThrowAsync<Microsoft.Data.Sqlite.SqliteException>();
        }

        await world.SqlAsync("DROP TRIGGER no_letter; DROP TRIGGER no_retry;");
        await world.Intake.TurnAsync(default);

        (await world.Store.EmailLinesAsync(default)).Should().OnlyContain(e => e.Status == "settled");
    }
}
