using MailIntake.Referrals.Extraction.Choosing;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.People;

/// <summary>The signs around a name in a text: forms of address, titles, words of introducing, what follows.</summary>
internal sealed class NameSigns(Sides sides, Introduction introduction)
{
    private const int NearTokens = 12;

    private readonly string[] _products = [.. sides.Directory.Us.Products.Select(p => TextFold.Letters(p))];

    /// <summary>False for a name that only signs somebody else's words.</summary>
    public bool Counts(NameMention name) =>
        name.Where.Kind is not (StretchKind.Signature or StretchKind.SmallPrint) || IsOwn(name);

    public void AddTo(Signs signs, NameMention name)
    {
        var text = name.Where.Tokens;
        var (first, last) = text.Sentence(name.First);
        var ideographic = TextFold.IsIdeographic(name.Name[0]);
        signs.Add(ProspectSigns.Named);
        signs.Add(ProspectSigns.NamedInFull, name.WordCount > 1 || ideographic);
        signs.Add(ProspectSigns.Honorific, name.HasHonorific);
        signs.Add(ProspectSigns.InSubject, name.Where.Kind == StretchKind.Subject);
        signs.Add(ProspectSigns.OwnWords, IsOwn(name));
        signs.Add(ProspectSigns.ByPartner, introduction.Theirs.Contains(name.Where.Passage));
        signs.Add(ProspectSigns.ByUs, introduction.Ours.Contains(name.Where.Passage));
        signs.Add(ProspectSigns.IdeographicTitle, ideographic && HasIdeographicTitle(text, first, last));
        signs.Add(ProspectSigns.TitleBehind, FollowedByTitle(text, name.Last, last));
        signs.Add(ProspectSigns.TitleBefore, TitledBefore(text, name.First, first));
        signs.Add(ProspectSigns.Cued, CuedBefore(text, name, first));
        signs.Add(ProspectSigns.Colon, name.First > 0 && text.Tokens[name.First - 1].IsMark(':'));
        signs.Add(ProspectSigns.Owned, OwnedBefore(text, name.First, first));
        signs.Add(ProspectSigns.AsCompany, BehindCompanyCue(text, name.First));
        signs.Add(ProspectSigns.Elsewhere, NamedElsewhere(name));
        signs.Add(ProspectSigns.CompanyBehind, FollowedByCompany(text, name.Last) || Owns(text, name.Last, last));
        AddCompanyLike(signs, name);
        AddWhatFollows(signs, text, name, last);
        AddPlace(signs, name);
        AddContactCues(signs, text, first, last);
        signs.Add(ProspectSigns.AsProduct, Array.Exists(_products, p =>
            p.Contains(TextFold.Letters(name.Name), StringComparison.Ordinal)));
    }

    private bool IsOwn(NameMention name) => introduction.IsProspects(name.Where);

    // "Saltmarsh House", "Terme di Roccalta S.p.A.": capitalised words that name a company.
    private static void AddCompanyLike(Signs signs, NameMention name)
    {
        var text = name.Where.Tokens;
        for (var i = name.NameFirst; i <= name.Last; i++)
        {
            signs.Add(ProspectSigns.TradeWord,
                text.Tokens[i].Kind == TokenKind.Word && Lexicon.IsCompanyWord(text.Tokens[i].Folded));
        }

        foreach (var run in Fields.CompanyRuns.Find(name.Where))
        {
            signs.Add(ProspectSigns.OfCompany, run.HasForm && run.First <= name.NameFirst && run.Last >= name.Last);
        }
    }

    private static void AddWhatFollows(Signs signs, TokenizedText text, NameMention name, int sentenceLast)
    {
        var next = name.Last + 1;
        if (next >= text.Tokens.Length)
        {
            return;
        }

        signs.Add(ProspectSigns.BracketBehind, text.Tokens[next].IsMark('('));
        signs.Add(ProspectSigns.CommaBehind,
            text.Tokens[next].IsMark(',') && next + 1 < text.Tokens.Length && text.IsCapitalised(next + 1));
        signs.Add(ProspectSigns.WantsBehind, Lexicon.CompanyWants.At(text, next) is not null);
        for (var i = name.Last; i <= Math.Min(sentenceLast, name.Last + NearTokens); i++)
        {
            signs.Add(ProspectSigns.NumberNear, text.Tokens[i].Kind == TokenKind.Number && text.Tokens[i].Length >= 3);
            signs.Add(ProspectSigns.AddressNear, text.Tokens[i].IsMark('@'));
        }
    }

    // "she is THE contact", "only FYI, don't mail him".
    private static void AddContactCues(Signs signs, TokenizedText text, int first, int last)
    {
        for (var i = first; i <= last; i++)
        {
            if (Lexicon.ContactCues.At(text, i) is { } hit)
            {
                signs.Add(hit.Value == "no" ? ProspectSigns.NotTheContact : ProspectSigns.TheContact);
            }
        }
    }

    private static void AddPlace(Signs signs, NameMention name)
    {
        var text = name.Where.Tokens;
        var start = text.Tokens[name.First].Start;
        var end = text.Tokens[name.Last].End;
        var opens = IsBlank(text.Text.AsSpan(text.LineStart(start), start - text.LineStart(start)));
        signs.Add(ProspectSigns.Opens, opens);
        signs.Add(ProspectSigns.AloneOnLine,
            opens && name.Where.Kind == StretchKind.Body && IsBlank(text.Text.AsSpan(end, text.LineEnd(end) - end)));
        signs.Add(ProspectSigns.Closes,
            name.Where.Kind == StretchKind.Body && text.Text.AsSpan(end).TrimEnd(" \t\r\n.!").Length == 0);
    }

    private static bool IsBlank(ReadOnlySpan<char> span)
    {
        foreach (var c in span)
        {
            if (char.IsLetterOrDigit(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasIdeographicTitle(TokenizedText text, int first, int last)
    {
        var sentence = text.Text.AsSpan(text.Tokens[first].Start, text.Tokens[last].End - text.Tokens[first].Start);
        foreach (var title in IdeographicWords.Titles)
        {
            if (sentence.Contains(title, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    // The first name alone stands in another message too: people talk about that person.
    private bool NamedElsewhere(NameMention name)
    {
        var words = NameMatch.Words(TextFold.Fold(name.Name));
        return words.Count > 0 && words[0] is { Length: > 2 } first
            && introduction.All.Where(p => p != name.Where.Passage).SelectMany(p => p.Bodies)
            .Any(b => b.Tokens.Tokens.Any(t => t.Folded == first));
    }

    private static bool FollowedByTitle(TokenizedText text, int nameLast, int sentenceLast)
    {
        for (var i = nameLast + 1; i <= Math.Min(nameLast + 7, sentenceLast); i++)
        {
            if (text.Tokens[i].Kind == TokenKind.Word && Lexicon.IsTitle(text.Tokens[i].Folded))
            {
                return true;
            }
        }

        return false;
    }

    // "Their office manager is Bex Hollis", "la directora, Ana Ruiz": the title right before, over a comma or a copula.
    private static bool TitledBefore(TokenizedText text, int nameFirst, int sentenceFirst)
    {
        var i = nameFirst - 1;
        while (i >= sentenceFirst && nameFirst - i <= 3
            && (text.Tokens[i].IsMark(',') || text.Tokens[i].IsMark(':') || text.Tokens[i].Kind == TokenKind.LineBreak
                || Lexicon.Copulas.Contains(text.Tokens[i].Folded)))
        {
            i--;
        }

        return i >= sentenceFirst && text.Tokens[i].Kind == TokenKind.Word && Lexicon.IsTitle(text.Tokens[i].Folded);
    }

    private static bool FollowedByCompany(TokenizedText text, int nameLast) =>
        nameLast + 2 < text.Tokens.Length
        && text.IsCapitalised(nameLast + 2) && Lexicon.CompanyCues.At(text, nameLast + 1) is { } cue
        && (cue.Value == "at" || Lexicon.IsCompanyWord(text.Tokens[nameLast + 2].Folded));

    private static bool Owns(TokenizedText text, int nameLast, int sentenceLast)
    {
        for (var i = nameLast + 1; i <= Math.Min(nameLast + 4, sentenceLast); i++)
        {
            if (Lexicon.CompanyCues.At(text, i) is { Value: "runs" })
            {
                return true;
            }
        }

        return false;
    }

    // "her PA Tim Ward", "my colleague Ann Dow", "sein Vorgänger": somebody beside the person the mail is about.
    private static bool OwnedBefore(TokenizedText text, int nameFirst, int sentenceFirst)
    {
        for (var i = Math.Max(sentenceFirst, nameFirst - 4); i < nameFirst; i++)
        {
            if (Lexicon.Bystanders.At(text, i) is not null)
            {
                return true;
            }
        }

        return false;
    }

    // "Jane is with Globex Linen": what stands behind "with" is the company.
    private static bool BehindCompanyCue(TokenizedText text, int first) =>
        first > 0 && Lexicon.CompanyCues.At(text, first - 1) is { Value: "at" }
            && !Lexicon.PersonOrCompanyCues.Contains(text.Tokens[first - 1].Folded)
        || (first > 1 && text.Tokens[first - 1].Folded == "with" && text.Tokens[first - 2].Folded is "is" or "now");

    private static bool CuedBefore(TokenizedText text, NameMention name, int sentenceFirst)
    {
        for (var i = Math.Max(sentenceFirst, name.First - 12); i < name.First; i++)
        {
            if (Lexicon.PersonCues.At(text, i) is { } hit && hit.Last >= name.First - (hit.Phrase.Length > 8 ? 9 : 4))
            {
                return true;
            }
        }

        return false;
    }
}
