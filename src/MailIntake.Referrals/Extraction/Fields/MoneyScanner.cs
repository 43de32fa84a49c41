using System.Collections.Frozen;
using System.Globalization;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>An amount of money in text, in major units. <paramref name="High"/> is set where a range is written;
/// <paramref name="Currency"/> is null where none is named; <paramref name="Sure"/> is false for a shared sign
/// ("$").</summary>
internal readonly record struct MoneyMention(
    Stretch Where, int First, int Last, decimal Amount, decimal? High, string? Currency, bool Sure, bool Monthly,
    bool Scaled)
{
    public Evidence Evidence => Where.EvidenceOfTokens(First, Last);
}

/// <summary>Reads amounts in the notations of the world: "~120k ARR", "EUR 45.000", "1,2 Mio. €", "¥12,000,000", "R$ 80
/// mil",
/// "Rs. 45 lakhs", "1,200万円", "CHF 80'000.–".</summary>
internal static partial class MoneyScanner
{
    private const int MostAmounts = 100;

    private static readonly FrozenDictionary<string,
        (string Code, bool Sure)> Currencies = Tables.Rows("currencies.tsv")
        .GroupBy(r => TextFold.Fold(r[0]), StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g => (g.First()[1], g.First()[2] == "sure"), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (int Power, bool Glued)> Magnitudes = Tables.Rows("magnitudes.tsv")
        .GroupBy(r => TextFold.Fold(r[0]), StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g =>
            (int.Parse(g.First()[1], CultureInfo.InvariantCulture), g.First()[2] == "glued"), StringComparer.Ordinal);

    private static readonly FrozenSet<string> RangeWords =
        new[] { "to", "bis", "a", "ate", "tot", "till", "til", "and", "und", "et", "y", "e", "en", "och", "og", "i",
        "and", "ile", "az", "do", "–", "—" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Monthly =
        new[] { "month", "mth", "mo", "monat", "monatlich", "mois", "mes", "mese", "maand", "monthly", "mensuel",
        "mensual", "mensal", "mensili", "mensile", "mensuelle", "maandelijks", "manad", "maned", "kuukausi", "kuukaudessa",
        "kk", "miesiecznie", "miesiac", "mesicne", "mesic", "havi", "havonta", "aylik", "ayda", "pm", "p.m" }.ToFrozenSet(StringComparer.Ordinal);

    public static List<MoneyMention> Find(Stretch stretch) => stretch.Once(Scan);

    private static List<MoneyMention> Scan(Stretch stretch)
    {
        var found = new List<MoneyMention>();
        var text = stretch.Tokens;
        for (var i = 0; i < text.Tokens.Length && found.Count < MostAmounts; i++)
        {
            if (text.Tokens[i].Kind == TokenKind.Number && Read(stretch, i) is { } money)
            {
                found.Add(money);
                i = Math.Max(i, money.Last);
            }
        }

        return found;
    }

    private static MoneyMention? Read(Stretch stretch, int number)
    {
        var text = stretch.Tokens;
        var last = JoinThousands(text, number);
        var before = CurrencyBefore(text, number, out var first);
        if (ParseAmount(Digits(text, number, last)) is not { } amount)
        {
            return null;
        }

        var scaled = Magnitude(text, last, out var afterScale);
        last = afterScale;
        var after = CurrencyBehind(text, last, out var afterCurrency);
        decimal? high = null;
        var highScale = 0;
        if (HighEnd(text, after is null ? last : afterCurrency) is { } top)
        {
            high = top.Amount;
            highScale = top.Scale;
            last = top.Last;
            after ??= top.Currency;
        }
        else if (after is not null)
        {
            last = afterCurrency;
        }

        if (scaled == 0 && after is not null && high is null)
        {
            // "€2.4M", "$ 1.2 million": the sign stands between.
            var late = Magnitude(text, last, out var end);
            scaled = late;
            last = end;
        }

        if (before is null && after is null && scaled == 0 && highScale == 0 && !IsIndian(text.Tokens[number].Folded))
        {
            return null;
        }

        var scale = scaled != 0 ? scaled : highScale;
        var currency = after is { Sure: true } ? after : before ?? after;
        if (before is { Sure: true })
        {
            currency = before;
        }

        // Lakhs and crores, and digits in their groups, are written of rupees only.
        if (currency is null && (scaled is 5 or 7 && text.Tokens[afterScale].Folded is ['l', _, ..] or ['c', 'r', ..]
            || IsIndian(text.Tokens[number].Folded)))
        {
            currency = ("INR", false);
        }

        return new MoneyMention(
            stretch, first, last, amount * Pow(scale), high is { } h ? h * Pow(highScale != 0 ? highScale : scaled)
            : null,
            currency?.Code, currency?.Sure ?? false, IsMonthly(text, last), scale != 0);
    }

    // "45,00,000"
    private static bool IsIndian(string digits)
    {
        var parts = digits.Split(',');
        return parts.Length >= 3 && parts[^1].Length == 3 && parts[0].Length is 1 or 2
            && parts[1..^1].All(p => p.Length == 2);
    }

    private static decimal Pow(int power)
    {
        var value = 1m;
        for (var i = 0; i < power; i++)
        {
            value *= 10;
        }

        return value;
    }

    // "310 000,00": groups of three digits behind spaces.
    private static int JoinThousands(TokenizedText text, int number)
    {
        var last = number;
        if (text.Tokens[number].Length > 3 || text.Tokens[number].Folded.AsSpan().ContainsAny('.', ',', '\''))
        {
            return last;
        }

        while (last + 1 < text.Tokens.Length && text.Tokens[last + 1].Kind == TokenKind.Number
            && text.Tokens[last + 1].Start - text.Tokens[last].End == 1 && text.Text[text.Tokens[last].End] != '\n'
            && IsGroup(text.Tokens[last + 1].Folded))
        {
            last++;
        }

        return last;
    }

    private static bool IsGroup(string digits) =>
        digits.Length >= 3 && digits[..3].All(char.IsAsciiDigit) && (digits.Length == 3 || digits[3] is ',' or '.');

    private static string Digits(TokenizedText text, int first, int last) =>
        string.Concat(Enumerable.Range(first, last - first + 1).Select(i => text.Tokens[i].Folded));

    /// <summary>"45.000", "1,2", "62,00,000", "80'000", "1.200,50".</summary>
    private static decimal? ParseAmount(string written)
    {
        var digits = written.Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal);
        int dot = digits.LastIndexOf('.'), comma = digits.LastIndexOf(',');
        var point = Math.Max(dot, comma);
        if (point >= 0)
        {
            var mark = digits[point];
            var single = digits.IndexOf(mark, StringComparison.Ordinal) == point;
            var tail = digits.Length - point - 1;
            var bothKinds = dot >= 0 && comma >= 0;
            var isDecimal = tail != 3 && (single || bothKinds) || (tail == 3 && bothKinds && !single)
                || (tail == 3 && digits.StartsWith('0'));
            digits = isDecimal
                ? digits[..point].Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal)
                + "." + digits[(point + 1)..]
                : digits.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);
        }

        return digits.Length <= 15
            && decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value : null;
    }

    private static (decimal Amount, int Scale, (string Code, bool Sure)? Currency,
        int Last)? HighEnd(TokenizedText text, int last)
    {
        var i = last + 1;
        if (i + 1 >= text.Tokens.Length)
        {
            return null;
        }

        var dash = text.Tokens[i].Kind == TokenKind.Mark && text.Tokens[i].Folded is "-" or "–" or "—" or "~" or "〜" or "～";
        if (!dash && !RangeWords.Contains(text.Tokens[i].Folded))
        {
            return null;
        }

        var number = i + 1;
        while (number < text.Tokens.Length && number <= i + 3 && text.Tokens[number].Kind != TokenKind.Number
            && (Currencies.ContainsKey(text.Tokens[number].Folded) || text.Tokens[number].Kind == TokenKind.LineBreak))
        {
            number++;
        }

        if (number >= text.Tokens.Length || text.Tokens[number].Kind != TokenKind.Number)
        {
            return null;
        }

        var end = JoinThousands(text, number);
        if (ParseAmount(Digits(text, number, end)) is not { } amount)
        {
            return null;
        }

        var scale = Magnitude(text, end, out var afterScale);
        var currency = CurrencyBehind(text, afterScale, out var afterCurrency);
        var high = currency is null ? afterScale : afterCurrency;
        var between = text.Tokens[i].Folded is "and" or "und" or "et" or "y" or "e" or "en" or "och" or "og" or "i";
        return between && !Between(text, last) ? null : (amount, scale, currency, high);
    }

    // "between € 60.000 and € 75.000"
    private static bool Between(TokenizedText text, int last)
    {
        for (var i = last; i >= 0 && i > last - 6; i--)
        {
            if (text.Tokens[i].Folded is "between" or "zwischen" or "entre" or "tra" or "fra" or "tussen" or "mellan"
                or "mellem" or "mellom" or "miedzy")
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMonthly(TokenizedText text, int last)
    {
        for (var i = last + 1; i < text.Tokens.Length && i <= last + 4; i++)
        {
            if (Monthly.Contains(text.Tokens[i].Folded))
            {
                return true;
            }
        }

        return false;
    }
}
