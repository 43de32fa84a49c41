using MailIntake.Mail.Mime;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;
using MailIntake.Referrals.Reading;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>Reads attached cards (vCard, RFC 6350 and older) and simple lists (CSV with a line of column heads): each
/// card
/// or row as keyed values.</summary>
internal static class CardReader
{
    private const int LongestFile = 256 * 1024;

    public static List<List<KeyedValue>> Read(Email email, Passage passage)
    {
        var cards = new List<List<KeyedValue>>();
        foreach (var part in email.Attachments)
        {
            var name = part.FileName ?? "";
            var isCard = part.MediaType is "text/vcard" or "text/x-vcard" or "text/directory"
                || name.EndsWith(".vcf", StringComparison.OrdinalIgnoreCase);
            var isList = part.MediaType is "text/csv" || name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
            if ((isCard || isList) && part.Content.Length <= LongestFile)
            {
                var stretch =
                    new Stretch(passage,
                    new VisibleText(part.Number, part.Text.Replace("\r", " ", StringComparison.Ordinal), []),
                    StretchKind.Body);
                cards.AddRange(isCard ? Cards(stretch) : Rows(stretch));
            }
        }

        return cards;
    }

    private static List<List<KeyedValue>> Cards(Stretch stretch)
    {
        var cards = new List<List<KeyedValue>>();
        foreach (var (start, length) in Lines(stretch.Text))
        {
            var line = stretch.Text.AsSpan(start, length);
            var colon = line.IndexOf(':');
            if (colon <= 0)
            {
                continue;
            }

            var property = line[..colon].ToString().Split(';')[0].Split('.')[^1].ToUpperInvariant();
            if (property == "BEGIN")
            {
                cards.Add([]);
            }
            else if (cards.Count > 0 && FieldOf(property) is { } field && line[(colon + 1)..].Trim().Length > 0)
            {
                var value = line[(colon + 1)..];
                var end = field == "prospectCompany"
                    && value.IndexOf(';') is > 0 and var semicolon ? semicolon : value.Length;
                cards[^1].Add(new KeyedValue(stretch, field, property, start + colon + 1,
                    value[..end].TrimEnd().Length));
            }
        }

        return [.. cards.Where(c => c.Count > 0)];
    }

    private static string? FieldOf(string property) => property switch
    {
        "FN" => "prospectContactName",
        "ORG" => "prospectCompany",
        "TITLE" => "prospectContactTitle",
        "EMAIL" => "prospectContactEmail",
        "TEL" => "prospectContactPhone",
        _ => null,
    };

    private static List<List<KeyedValue>> Rows(Stretch stretch)
    {
        string?[]? fields = null;
        var rows = new List<List<KeyedValue>>();
        foreach (var (start, length) in Lines(stretch.Text))
        {
            var cells = Cells(stretch.Text, start, length);
            if (fields is null)
            {
                fields = [.. cells.Select(c =>
                    Lexicon.Keys.GetValueOrDefault(TextFold.Fold(stretch.Text.AsSpan(c.Start, c.Length)).Replace("_",
                    " ", StringComparison.Ordinal).Trim()))];
            }
            else
            {
                rows.Add([.. cells.Zip(fields).Where(p => p.Second is not (null or "-") && p.First.Length > 0)
                    .Select(p => new KeyedValue(stretch, p.Second!, p.Second!, p.First.Start, p.First.Length))]);
            }
        }

        return [.. rows.Where(r => r.Count >= 2)];
    }

    private static IEnumerable<(int Start, int Length)> Lines(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            if (text.AsSpan(start, end - start).Trim().Length > 0)
            {
                yield return (start, end - start);
            }

            start = end + 1;
        }
    }

    private static List<(int Start, int Length)> Cells(string text, int start, int length)
    {
        var cells = new List<(int, int)>();
        var line = text.AsSpan(start, length);
        var separator = line.Contains(';') ? ';' : line.Contains('\t') ? '\t' : ',';
        int from = start, end = start + length;
        var quoted = false;
        for (var i = start; i <= end; i++)
        {
            if (i < end && text[i] == '"')
            {
                quoted = !quoted;
            }
            else if (i == end || (text[i] == separator && !quoted))
            {
                int a = from, b = i;
                while (a < b && text[a] is ' ' or '"' or '\ufeff')
                {
                    a++;
                }

                while (b > a && text[b - 1] is ' ' or '"')
                {
                    b--;
                }

                cells.Add((a, b - a));
                from = i + 1;
            }
        }

        return cells;
    }
}
