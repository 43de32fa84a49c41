using System.Globalization;
using MailIntake.Mail.Mime;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>The deal's value among the amounts of a mail: what stands by words of budget, not by words of revenue,
/// costs or
/// other deals. A range, or two amounts with equal right, is no value but a warning.</summary>
internal static class DealValueFinder
{
    public static (FieldValue? Value, FieldValue? Currency, MimeWarning? Warning) Find(IReadOnlyList<Stretch> texts,
        bool typed = false)
    {
        var scored = texts.Where(t => t.Kind is StretchKind.Body or StretchKind.Subject)
            .SelectMany(MoneyScanner.Find)
            .Select(m => (Money: m, Score: typed ? 2 : Score(m)))
            .Where(s => s.Score > 0)
            .OrderByDescending(s => s.Score)
            .ToList();
        if (scored.Count == 0)
        {
            return (null, null, null);
        }

        var best = scored[0].Money;
        if (best.High is { } high && high != best.Amount)
        {
            return (null, Currency(best, 0.75),
                new MimeWarning("range", $"\"{best.Evidence.Words}\" is a range; which amount is meant?"));
        }

        var rivals = scored.Skip(1).Where(s => s.Score >= scored[0].Score - 0.3
            && s.Money.Amount != best.Amount).ToList();
        if (rivals.Count > 0)
        {
            return (null, rivals.All(r => r.Money.Currency == best.Currency) ? Currency(best, 0.75) : null,
                new MimeWarning("two-prices", $"\"{best.Evidence.Words}\" or \"{rivals[0].Money.Evidence.Words}\"?"));
        }

        var confidence = scored[0].Score >= 2 ? 0.92 : 0.82;
        var value = new FieldValue(best.Amount.ToString("0.####", CultureInfo.InvariantCulture), best.Monthly ? 0.6
            : confidence, best.Evidence);
        return (value, Currency(best, confidence), null);
    }

    // Known also where the amount is not: a range of euros is in euros.
    private static FieldValue? Currency(MoneyMention money, double confidence)
    {
        var code = money is { Currency: "SEK" or "NOK", Sure: false } ? Krone(money.Where.Text) : money.Currency;
        return code is null ? null : new FieldValue(code, money.Sure ? confidence : 0.75, money.Evidence);
    }

    private static List<PhraseHit> ContextWords(Stretch text) => [.. Lexicon.MoneyContext.All(text.Tokens)];

    // "kr" is Sweden's, Norway's or Denmark's: the language of the words decides, or nobody does.
    private static string? Krone(string text)
    {
        if (text.AsSpan().ContainsAny("öäÖÄ"))
        {
            return "SEK";
        }

        var words = new TokenizedText(text).Tokens.Select(t => t.Folded).ToHashSet(StringComparer.Ordinal);
        var danish = words.Count(w =>
            w is "af" or "hvad" or "jer" or "deres" or "efterar" or "ogsa" or "noget" or "husk" or "regn" or "kaere"
            or "inden");
        var norwegian = words.Count(w =>
            w is "av" or "hva" or "dere" or "hei" or "na" or "noe" or "vi" or "gjerne" or "mvh" or "nyttar");
        return danish > norwegian ? "DKK" : norwegian > danish ? "NOK" : null;
    }

    private static double Score(MoneyMention money)
    {
        if (money.Amount < 100)
        {
            return 0;
        }

        var text = money.Where.Tokens;
        var (first, last) = text.Sentence(money.First);
        var score = money.Currency is not null ? 1.2 : 0.6;
        double deal = 0, other = 0;
        foreach (var hit in money.Where.Once(ContextWords).Where(h => h.First >= first && h.Last <= last))
        {
            var distance = hit.Last < money.First ? money.First - hit.Last : hit.First > money.Last
                ? (hit.First - money.Last) * 1.3 : 1;
            var weight = Math.Max(0, 1.2 - (distance / 14));
            deal = hit.Value == "deal" ? Math.Max(deal, weight) : deal;
            other = hit.Value == "other" ? Math.Max(other, weight) : other;
        }

        score += deal > 0 && deal >= other ? 0.5 + deal : 0;
        score -= other > deal ? 1.6 : 0;
        return money.Currency is null && (deal < 0.4 || !money.Scaled) ? 0 : score;
    }
}
