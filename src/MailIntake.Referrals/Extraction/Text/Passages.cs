using MailIntake.Referrals.Extraction.Vocabulary;
using MailIntake.Referrals.Reading;

namespace MailIntake.Referrals.Extraction.Text;

/// <summary>Lays a mail out as its messages, newest first, each with its own words parted into text, signature and
/// small
/// print. Paragraphs that give orders to a machine are dropped.</summary>
internal static class Passages
{
    private const int MostMessages = 40;

    /// <param name="directory">Letters of our own track address, real or made up, are nobody's words about a
    /// prospect.</param>
    public static (IReadOnlyList<Passage> Passages, bool Ordered) Of(EmailReading reading, PartnerDirectory directory)
    {
        var passages = new List<Passage>();
        var ordered = false;
        var outer = new Passage
        {
            Author = Author(reading),
            To = Recipients(reading.Email.To, "To"),
            Cc = Recipients(reading.Email.Cc, "Cc"),
            Date = OuterDate(reading),
            IsOuter = true,
        };
        outer.Stretches =
            Cut(outer, reading.NewText, reading.Signature, reading.Notices, Subject(reading.Email.Subject),
            ref ordered);
        passages.Add(outer);
        foreach (var earlier in reading.Earlier)
        {
            Add(earlier, passages, directory, ref ordered);
        }

        return (passages, ordered);
    }

    private static void Add(
        EarlierMessage message, List<Passage> passages, PartnerDirectory directory, ref bool ordered)
    {
        if (passages.Count >= MostMessages)
        {
            return;
        }

        var passage = new Passage
        {
            Author = message.From,
            To = message.To,
            Cc = message.Cc,
            Date = message.Date,
            IsForward = message.IsForward,
            Age = passages.Count,
        };
        passage.Stretches = (message.From?.Address is { } author && directory.IsTrack(author))
            || (message.From is null && OpensWithTrack(message.NewText.Text, directory))
            ? []
            : Cut(passage, message.NewText, message.Signature, message.Notices, Subject(message), ref ordered);
        passages.Add(passage);
        foreach (var earlier in message.Earlier)
        {
            Add(earlier, passages, directory, ref ordered);
        }
    }

    // A quoted "From: ... <track@...>" that is no whole block of headers still makes the quote a letter of ours.
    private static bool OpensWithTrack(string text, PartnerDirectory directory)
    {
        var start = text.Length - text.AsSpan().TrimStart(" \n>*").Length;
        var end = text.IndexOf('\n', start);
        var line = text.AsSpan(start, (end < 0 ? text.Length : end) - start);
        return line.Length < 200 && line[..Math.Min(14, line.Length)].Contains(':')
            && directory.Us.TrackAddress is { Length: > 3 } track
            && line.Contains(track, StringComparison.OrdinalIgnoreCase);
    }

    private static List<Stretch> Cut(
        Passage passage, VisibleText text, VisibleText signature, VisibleText notices, VisibleText subject,
        ref bool ordered)
    {
        var stretches = new List<Stretch>();
        (text, signature) = (text.WithoutStruck(), signature.WithoutStruck());
        if (signature.IsEmpty && SignatureSplit.Find(text.Text, passage.Author?.Name) is { } at)
        {
            signature = text.Slice(at);
            text = text.Slice(0, at);
        }

        foreach (var (kind, whole) in new[] { (StretchKind.Body, text), (StretchKind.Signature, signature) })
        {
            foreach (var (start, length, paragraphKind) in Paragraphs(whole.Text))
            {
                if (paragraphKind == ParagraphKind.Orders)
                {
                    ordered = true;
                    continue;
                }

                stretches.Add(new Stretch(
                    passage, whole.Slice(start, length),
                    paragraphKind == ParagraphKind.SmallPrint ? StretchKind.SmallPrint : kind));
            }
        }

        if (!notices.IsEmpty)
        {
            stretches.Add(new Stretch(passage, notices, StretchKind.SmallPrint));
        }

        if (MachineOrders.In(subject.Text))
        {
            ordered = true;
        }
        else if (!subject.IsEmpty)
        {
            stretches.Add(new Stretch(passage, subject, StretchKind.Subject));
        }

        return stretches;
    }

    private enum ParagraphKind
    {
        Plain,
        Orders,
        SmallPrint,
    }

    // Neighbouring plain paragraphs stay one stretch, so that a sentence and what is near it can be seen together.
    private static List<(int Start, int Length, ParagraphKind Kind)> Paragraphs(string text)
    {
        var result = new List<(int Start, int Length, ParagraphKind Kind)>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf("\n\n", start, StringComparison.Ordinal);
            end = end < 0 ? text.Length : end + 2;
            var kind = KindOf(text[start..end]);
            if (kind == ParagraphKind.Orders && IsForm(text.AsSpan(start, end - start)))
            {
                // A form's entries are one paragraph: only the entry with the order in it goes.
                var line = text.IndexOf('\n', start) + 1;
                end = line > start ? line : end;
                kind = KindOf(text[start..end]);
            }

            if (result.Count > 0 && result[^1].Kind == kind)
            {
                result[^1] = result[^1] with { Length = end - result[^1].Start };
            }
            else
            {
                result.Add((start, end - start, kind));
            }

            start = end;
        }

        return result;
    }

    // Three lines and more with a key each.
    private static bool IsForm(ReadOnlySpan<char> paragraph)
    {
        var keyed = 0;
        foreach (var line in paragraph.EnumerateLines())
        {
            keyed += line[..Math.Min(40, line.Length)].IndexOfAny(':', '：') > 1 ? 1 : 0;
        }

        return keyed >= 3;
    }

    private static ParagraphKind KindOf(string paragraph)
    {
        if (MachineOrders.In(paragraph))
        {
            return ParagraphKind.Orders;
        }

        return paragraph.Length > 60 && Lexicon.Disclaimers.All(new TokenizedText(paragraph)).Select(h => h.Phrase).Distinct().Count() >= 2
            ? ParagraphKind.SmallPrint
            : ParagraphKind.Plain;
    }

    private static Correspondent? Author(EmailReading reading) =>
        reading.Email.From.Select(m => Mailbox(m, "From")).FirstOrDefault();

    private static List<Correspondent> Recipients(IReadOnlyList<Mail.Mime.MailboxAddress> mailboxes, string header) =>
        [.. mailboxes.Select(m => Mailbox(m, header))];

    private static Correspondent Mailbox(Mail.Mime.MailboxAddress mailbox, string header) =>
        new(mailbox.Name, mailbox.Address, mailbox.ToString(),
            new SourceSpan($"header:{header}", mailbox.Start, mailbox.Length));

    private static VisibleText Subject(string subject) =>
        subject.Length == 0 ? VisibleText.Empty : new VisibleText("header:Subject", subject, []);

    // A subject that is folded or encoded where it stands is pointed at as a whole.
    private static VisibleText Subject(EarlierMessage message)
    {
        if (message.Subject.Length == 0)
        {
            return VisibleText.Empty;
        }

        var where = message.SubjectWhere ?? new SourceSpan("forward:Subject", 0, message.Subject.Length);
        return new VisibleText(where.Part, message.Subject,
            [.. Enumerable.Range(where.Start, message.Subject.Length + 1)]);
    }

    private static WrittenDate? OuterDate(EmailReading reading)
    {
        if (reading.Email.Date is not { } date)
        {
            return null;
        }

        var written = reading.Email.Headers["Date"] ?? "";
        return new WrittenDate(written.Trim(), date.DateTime, date.Offset,
            new SourceSpan("header:Date", 0, written.Trim().Length));
    }
}
