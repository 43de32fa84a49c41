using System.Net;
using MailIntake.Mail.Mime;

namespace MailIntake.Tests.EndToEnd;

/// <summary>The embedded default: a folder as mailbox, SQLite, rules only, as a process in a folder of its own.</summary>
public sealed class FolderServiceTests : IDisposable
{
    private readonly ReferralWorld _world = new();
    private int _seen;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_dropped_mail_is_confirmed_by_a_dropped_answer_and_exported()
    {
        await using var intake = await RunAsync();
        Drop("intro.eml", _world.Introduction("Gerd Halm", "Ostsee Werft GmbH", "gerd@ostsee.test"));
        var confirmation = await NextLetterAsync();
        Drop("yes.eml", _world.Answer(confirmation, "Yes, looks good"));
        await NextLetterAsync();
        (await intake.StopAsync()).Should().Be(0);

        var (exit, output, _) = await IntakeProcess.ExecuteAsync(_world.Folder, "export", "--format", "jsonl");

        exit.Should().Be(0);
        output.Should().Contain("\"prospectContactEmail\":\"gerd@ostsee.test\"").And.Contain("\"words\":");
        File.Exists(Path.Combine(_world.Folder, "var/inbox/done/intro.eml")).Should().BeTrue();
    }

    [Fact]
    public async Task A_mail_over_the_limit_is_set_aside_and_the_next_is_handled()
    {
        await using var intake = await RunAsync("--Limits:MessageBytes=20 KB");
        Drop("a-huge.eml", new byte[40_000]);
        Drop("b-intro.eml", _world.Introduction("Lars Poel", "Zuider Kaas BV", "lars@zuider.test"));
        await NextLetterAsync();

        await UntilAsync(() => File.Exists(Path.Combine(_world.Folder, "var/inbox/failed/a-huge.eml")));
        (await _world.Store.OpenReviewsAsync(default)).Should().Contain(r => r.Reason == "quarantined" && r.Detail.Contains("40,000"));
    }

    [Fact]
    public async Task A_second_worker_on_the_same_database_is_refused_in_a_sentence()
    {
        await using var intake = await RunAsync();

        var (exit, _, errors) = await IntakeProcess.ExecuteAsync(_world.Folder, "run", "--Ops:Url=");

        exit.Should().Be(1);
        errors.Should().Contain("one worker at a time");
    }

    [Fact]
    public async Task Ready_is_told_by_health_once_the_folder_was_looked_at()
    {
        await using var intake = await IntakeProcess.RunAsync(_world.Folder, ["--Ops:Url=http://127.0.0.1:15980"]);
        using var http = new HttpClient();

        await UntilAsync(() =>
            http.GetAsync(new Uri("http://127.0.0.1:15980/health/ready")).Result.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_copies_of_a_mail_are_one_mail()
    {
        await using var intake = await RunAsync();
        var mail = _world.Introduction("Mona Rask", "Fjord Data AS", "mona@fjord.test");
        Drop("one.eml", mail);
        Drop("two.eml", mail);
        await NextLetterAsync();
        await UntilAsync(() => Directory.GetFiles(Path.Combine(_world.Folder, "var/inbox"), "*.eml").Length == 0);

        (await _world.Store.CountsAsync(default)).Emails.Should().Be(1);
    }

    [Fact]
    public async Task What_check_says_has_no_colours_in_a_file()
    {
        var (exit, output, _) = await IntakeProcess.ExecuteAsync(_world.Folder, "check");

        exit.Should().Be(0);
        output.Should().Contain("understood").And.NotContain("\u001b");
    }

    private Task<IntakeProcess> RunAsync(params string[] more) =>
        IntakeProcess.RunAsync(_world.Folder, ["--Ops:Url=", "--Inbox:AnswerSince=Always", .. more]);

    private void Drop(string name, byte[] raw)
    {
        var inbox = Directory.CreateDirectory(Path.Combine(_world.Folder, "var/inbox")).FullName;
        File.WriteAllBytes(Path.Combine(inbox, name), raw);
    }

    private async Task<byte[]> NextLetterAsync()
    {
        var outbox = Directory.CreateDirectory(Path.Combine(_world.Folder, "var/outbox")).FullName;
        string[] letters = [];
        await UntilAsync(() =>
        {
            letters = [.. Directory.GetFiles(outbox, "*.eml").OrderBy(File.GetLastWriteTimeUtc)
                .Where(f => Email.Parse(File.ReadAllBytes(f)).To.Any(t => t.Address!.Domain == "partner.test"))];
            return letters.Length > _seen;
        });
        return File.ReadAllBytes(letters[_seen++]);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 300 && !condition(); i++)
        {
            await Task.Delay(100);
        }

        condition().Should().BeTrue(because: "it should happen within 30 seconds");
    }
}
