using MailIntake.Mail.Mime;
using MailIntake.Referrals;
using MailIntake.Referrals.Conversations;
using MailIntake.Store;

namespace MailIntake.Cli;

/// <summary>
/// The demo's people: they drop their mails into the inbox, read our letters in the outbox, and answer as mail programs
/// do, above the quoted letter.
/// </summary>
internal sealed class DemoSenders(
    IReadOnlyList<DemoMail> mails,
    string inbox,
    string outbox,
    IntakeStore store,
    PartnerDirectory directory,
    TimeProvider time)
{
    private readonly HashSet<string> _read = [];
    private readonly Dictionary<string, int> _answered = [];

    /// <summary>Answers that are still to be given.</summary>
    public int Outstanding => mails.Sum(m => m.Answers.Count) - _answered.Values.Sum();

    public void Begin()
    {
        foreach (var mail in mails)
        {
            Drop(mail.Name, mail.Raw);
        }
    }

    /// <summary>Reads what is new in the outbox and answers it; returns what happened, a line each.</summary>
    public async Task<IReadOnlyList<string>> TurnAsync(CancellationToken token)
    {
        var events = new List<string>();
        foreach (var file in Directory.EnumerateFiles(outbox, "*.eml").Order(StringComparer.Ordinal).Where(_read.Add))
        {
            var letter = Email.Parse(await File.ReadAllBytesAsync(file, token));
            var to = letter.To[0].Address!;
            events.Add($"letter to {to}: {letter.Subject}");
            if (await MailAnsweredAsync(letter, token) is { } mail && NextAnswer(mail, to) is { } answer)
            {
                Drop($"{Path.GetFileNameWithoutExtension(mail.Name)}-answer-{_answered[mail.Name]}.eml", Answer(letter, answer));
                events.Add($"answer of {to}: {answer.ReplaceLineEndings(" ").Trim()}");
            }
        }

        return events;
    }

    private async Task<DemoMail?> MailAnsweredAsync(Email letter, CancellationToken token)
    {
        var word = letter.ReplyTo is [{ Address: { } reply }, ..] ? ConversationToken.FromAddress(reply, directory) : null;
        var file = word is null ? null : await store.FirstMailboxAsync(word, token);
        return mails.FirstOrDefault(m => m.Name == file);
    }

    /// <summary>Null where the letter is not to the mail's sender, or everything was said.</summary>
    private string? NextAnswer(DemoMail mail, EmailAddress to)
    {
        var given = _answered.GetValueOrDefault(mail.Name);
        if (given >= mail.Answers.Count || !Email.Parse(mail.Raw).From.Any(f => to.Equals(f.Address)))
        {
            return null;
        }

        _answered[mail.Name] = given + 1;
        return mail.Answers[given];
    }

    private byte[] Answer(Email letter, string words)
    {
        var quoted = string.Join('\n', letter.TextBody!.Text.TrimEnd().Split('\n').Select(l => $"> {l}"));
        var from = letter.To[0];
        return MessageWriter.Write(new OutgoingMessage
        {
            MessageId = MessageId.Parse($"answer.{_answered.Values.Sum()}@{from.Address!.Domain}"),
            Date = time.GetUtcNow(),
            From = from,
            To = letter.ReplyTo,
            Subject = letter.Subject.StartsWith("Re:", StringComparison.Ordinal) ? letter.Subject : $"Re: {letter.Subject}",
            InReplyTo = letter.MessageId,
            References = [.. letter.References, letter.MessageId!],
            Text = $"{words}\nOn {letter.Date:ddd, d MMM yyyy 'at' HH:mm}, {letter.From[0]} wrote:\n\n{quoted}\n",
        });
    }

    /// <summary>As if the file had been written elsewhere and renamed in: complete, and a little old.</summary>
    private void Drop(string name, byte[] raw)
    {
        var path = Path.Combine(inbox, name);
        File.WriteAllBytes(path + ".part", raw);
        File.SetLastWriteTimeUtc(path + ".part", time.GetUtcNow().UtcDateTime.AddSeconds(-5));
        File.Move(path + ".part", path);
    }
}
