using MailIntake.Mail.Mime;
using MailIntake.Referrals.Extraction.Fields;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction;

/// <summary>One prospect among several in a mail: the words about them, and their keyed values where a table gives
/// them.</summary>
internal sealed record ProspectItem(Stretch Text, TypedValues Typed);

/// <summary>Finds lists of several prospects: table rows, and numbered or dotted items that each bring an address or a
/// telephone number of their own.</summary>
internal static class SeveralProspects
{
    public static IReadOnlyList<ProspectItem> Find(IReadOnlyList<Stretch> texts, Func<EmailAddress, bool> isOutsider)
    {
        foreach (var text in texts.Where(t => t.Kind is StretchKind.Body or StretchKind.Signature))
        {
            var rows = TableReader.Rows(text)
                .Where(r => r.Any(v => AddressScanner.Find(v.Part).Any(a => isOutsider(a.Address)))
                || r.Count(v => v.Length > 1) >= 3)
                .Where(r => !r.SelectMany(v => AddressScanner.Find(v.Part)).Any(a => !isOutsider(a.Address)))
                .Where(r => r.Any(v =>
                    v.Field is "prospectCompany" or "prospectContactName" && v.Value.Any(char.IsLetter)))
                .ToList();
            if (rows.Count > 0)
            {
                return [.. rows.Select(r => new ProspectItem(Row(text, r), new TypedValues(r)))];
            }

            var items = Items(text).Select(i =>
                new Stretch(text.Passage, text.Visible(i.Start, i.Length), StretchKind.Body)).ToList();
            var reachable = items.Where(i => AddressScanner.Find(i).Any(a => isOutsider(a.Address))).ToList();
            if (IsOnePerson(items) || IsOneHouse(items, isOutsider))
            {
                continue;
            }

            if (reachable.Count >= 2
                || (reachable.Count == 1 && items.Count >= 2
                && items.All(i => reachable.Contains(i) || IsSomebody(i))))
            {
                return [.. items.Select(i => new ProspectItem(i, new TypedValues(KeyedLines.Find(i))))];
            }
        }

        return [];
    }

    // "- E-mail: ...", "- Phone: ...": each item a key of its own, and no key twice.
    private static bool IsOnePerson(List<Stretch> items)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        return items.Count > 0 && items.TrueForAll(i =>
            KeyedLines.Find(i) is { Count: > 0 } keyed && keyed[0].Start < 30 && keyed.TrueForAll(k => keys.Add(k.Field)));
    }

    // Several people of one company are one prospect.
    private static bool IsOneHouse(List<Stretch> items, Func<EmailAddress, bool> isOutsider)
    {
        var addresses = items.SelectMany(AddressScanner.Find).Select(m => m.Address).Where(isOutsider).ToList();
        return addresses.Count > 1 && !MailDomain.IsFreeMail(addresses[0].Domain)
            && addresses.TrueForAll(a => a.Domain == addresses[0].Domain);
    }

    // Without an address: a telephone number, or a name and more than a word about it.
    private static bool IsSomebody(Stretch item) =>
        PhoneScanner.Find(item).Count > 0
            || (item.Text.Length > 25 && CompanyRuns.Find(item).Any(r => r.Words.Count > 1) && item.Text.Contains(',', StringComparison.Ordinal));

    private static Stretch Row(Stretch text, List<KeyedValue> row) =>
        new(text.Passage, text.Visible(row[0].Start, row[^1].Start + row[^1].Length - row[0].Start), StretchKind.Body);

    // "1) ...", "2. ...", "- ...": from one mark to the next; the last ends at a blank line.
    private static List<(int Start, int Length)> Items(Stretch stretch)
    {
        var starts = new List<int>();
        var text = stretch.Text;
        for (var start = 0; start < text.Length;)
        {
            if (OpensItem(text, start))
            {
                starts.Add(start);
            }

            var end = text.IndexOf('\n', start);
            start = end < 0 ? text.Length : end + 1;
        }

        var items = new List<(int, int)>();
        for (var i = 0; i < starts.Count; i++)
        {
            items.Add((starts[i], (i + 1 < starts.Count ? starts[i + 1] : EndOfParagraph(text, starts[i])) - starts[i]));
        }

        return items;
    }

    // A picture opens the line: "🚛 Jaque Prates - ...".
    private static bool IsPicture(string text, int i) =>
        char.GetUnicodeCategory(text, i) == System.Globalization.UnicodeCategory.OtherSymbol
            || (char.IsHighSurrogate(text[i]) && char.ConvertToUtf32(text, i) is >= 0x1F300 and <= 0x1FAFF);

    private static int EndOfParagraph(string text, int start) =>
        text.IndexOf("\n\n", start, StringComparison.Ordinal) is >= 0 and var blank ? blank : text.Length;

    private static bool OpensItem(string text, int start)
    {
        var i = start;
        while (i < text.Length && text[i] is ' ' or '\t')
        {
            i++;
        }

        var digits = i;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
        {
            digits++;
        }

        if (digits > i && digits - i <= 2)
        {
            return digits + 1 < text.Length && text[digits] is '.' or ')' or ':' or '/'
                && char.IsWhiteSpace(text[digits + 1]);
        }

        return i + 1 < text.Length && (text[i] is '-' or '*' or '•' or '–' or '・' or '●')
            && char.IsWhiteSpace(text[i + 1])
            || (i < text.Length && text[i] is >= '①' and <= '⑳')
            || (i + 2 < text.Length && IsPicture(text, i));
    }
}
