using MailIntake.Referrals.Reading.Rendering;
using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Threads;

/// <summary>
/// A header block in a language that the tables lack, read by its place and shape: under a client's rule or in its
/// element stand three lines or more "label: value", an address first, a date among them, the subject last.
/// </summary>
internal static class UnknownHeaderBlock
{
    private const int FewestLines = 3;
    private const int MostLines = 6;
    private const int LongestLabel = 30;
    private const int LongestDate = 60;

    public static HeaderBlock? TryRead(RenderedBody body, int first)
    {
        var quote = body.Lines[first].Quote;
        var values = new List<(int Start, int End)>();
        var line = first;
        while (line < body.Lines.Length && values.Count <= MostLines && !body.Lines[line].IsBlank
            && body.Lines[line].Quote == quote
            && ValueStart(body.LineText(line)) is > 0 and var value)
        {
            values.Add((body.Lines[line].Start + value, body.Lines[line].End));
            line++;
        }

        if (values.Count is < FewestLines or > MostLines || !LooksLikeMailbox(Value(body, values[0])))
        {
            return null;
        }

        var date = values.FindIndex(v => DateReader.Find(Value(body, v)) is { HasTime: true });
        date = date >= 0 ? date : values.FindIndex(v => LooksLikeDate(Value(body, v)));
        var subject = values.Count - 1;
        if (date is <= 0 || date == subject || Value(body, values[subject]).Contains('@'))
        {
            return null;
        }

        var block = new HeaderBlock { FirstLine = first, EndLine = line, Quote = quote };
        HeaderField[] people = [HeaderField.To, HeaderField.Cc, HeaderField.Bcc];
        var next = 0;
        for (var i = 0; i < values.Count; i++)
        {
            var field = i == 0 ? HeaderField.From
                : i == date ? HeaderField.Date
                : i == subject ? HeaderField.Subject
                : next < people.Length ? people[next++] : HeaderField.Other;
            block.Add(field, values[i].Start, values[i].End, []);
        }

        return block;
    }

    /// <summary>"Contact: a@b" of a keyed list is no sender; clients write name and address, the latter in
    /// brackets.</summary>
    private static bool LooksLikeMailbox(ReadOnlySpan<char> value) => value.Contains('@')
        && value.ContainsAny('<', '[');

    /// <summary>A year and a time of day, the month in a word that nobody knows.</summary>
    private static bool LooksLikeDate(ReadOnlySpan<char> value)
    {
        var (hasYear, hasTime, digits) = (false, false, 0);
        for (var i = 0; i <= value.Length; i++)
        {
            if (i < value.Length && char.IsAsciiDigit(value[i]))
            {
                digits++;
                continue;
            }

            hasYear |= digits == 4 && (value[(i - 4)..].StartsWith("20") || value[(i - 4)..].StartsWith("19"));
            hasTime |= digits is 1 or 2 && i + 2 < value.Length && value[i] is ':' or '.'
                && char.IsAsciiDigit(value[i + 1]) && char.IsAsciiDigit(value[i + 2]);
            digits = 0;
        }

        return hasYear && hasTime && value.Length < LongestDate && !value.Contains('@');
    }

    private static int ValueStart(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOfAny(':', '：');
        if (colon is <= 0 or > LongestLabel)
        {
            return 0;
        }

        var value = colon + 1;
        while (value < text.Length && text[value] is ' ' or '\t' or '*')
        {
            value++;
        }

        return value < text.Length ? value : 0;
    }

    private static ReadOnlySpan<char> Value(RenderedBody body, (int Start, int End) value) =>
        body.Text.Text.AsSpan(value.Start, value.End - value.Start);
}
