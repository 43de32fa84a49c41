using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Threads;

/// <summary>Whether a client wrote the labelled lines, or a person with a list of facts.</summary>
internal sealed partial class HeaderBlockScanner
{
    private bool IsPlausible(HeaderBlock block, bool isAnnounced)
    {
        var known = block.Lines.Count(l => l.Field != HeaderField.Other);
        if (block.Find(HeaderField.From) is not { } from)
        {
            return isAnnounced && known >= 2;
        }

        var sender = Value(from);
        if (sender.Length is 0 or > LongestValue && !sender.Contains('@'))
        {
            return false;
        }

        var hasAddress = sender.Contains('@');
        if (!hasAddress && !LooksLikeName(sender))
        {
            return false;
        }

        if (isAnnounced)
        {
            return known >= 2;
        }

        var written = block.Find(HeaderField.Date) is { } date ? Value(date) : [];
        var found = written.Length is > 0 and < LongestValue ? DateReader.Find(written, block.Languages) : null;
        var hasTo = block.Find(HeaderField.To) is { } to && !Value(to).IsEmpty;
        var hasSubject = block.Has(HeaderField.Subject);
        if (!hasAddress)
        {
            // "From: Paris", "To: Rome", "Date: March 4" are a journey's: clients write the time of day.
            return hasSubject && known >= 3 && (found is { HasTime: true }
                || (found is null && written.ContainsAnyInRange('0', '9') && written.Contains(':')));
        }

        // A sender and a subject alone are what web forms write (and nobody quotes those), a sender and "To: your
        // team" a list of facts.
        return found is not null
            ? known >= 3 || (known == 2 && found.Value.HasTime)
            : hasTo ? hasSubject || Value(block.Find(HeaderField.To)!.Value).Contains('@')
            : hasSubject && (block.Has(HeaderField.Date) || block.Quote > 0);
    }

    private ReadOnlySpan<char> Value(HeaderLine line) =>
        body.Text.Text.AsSpan(line.Start, line.End - line.Start).Trim();

    /// <summary>A few words that are no sentence.</summary>
    private static bool LooksLikeName(ReadOnlySpan<char> text) =>
        text.Length <= 80 && text.Count(' ') <= 8 && !text.EndsWith('.') && !text.ContainsAny('?', '!')
        && HasLetter(text);

    private static bool HasLetter(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsLetter(c))
            {
                return true;
            }
        }

        return false;
    }
}
