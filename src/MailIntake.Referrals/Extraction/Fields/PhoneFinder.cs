using MailIntake.Referrals.Extraction.People;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>Chooses the prospect's telephone number: from their own signature or words first, else from a sentence of
/// the
/// introduction that is about them. Numbers in other people's signatures, or behind other people's names, are
/// theirs.</summary>
internal static class PhoneFinder
{
    public static Candidate? Find(IReadOnlyList<Stretch> texts, Person prospect, Func<Stretch, bool> isOwn, Sides sides,
        string? company = null)
    {
        Candidate? best = null;
        foreach (var text in texts)
        {
            // The prospect's company is often taken for a name; its number is as good as theirs.
            var house = company is null ? [] : NameMatch.Words(TextFold.Fold(company));
            var names = NameScanner.Find(text).Where(n => !house.Any(w => w.Length >= 4
                && NameMatch.Words(TextFold.Fold(n.Name)).Contains(w)) || Same(n.Name, prospect)).ToList();
            var addresses = AddressScanner.Find(text);
            foreach (var phone in PhoneScanner.Find(text))
            {
                if (phone.Label is "fax" or "no"
                    || Score(phone, text, prospect, isOwn(text), names, addresses, sides) is not { } score)
                {
                    continue;
                }

                if (best is null || score > best.Score)
                {
                    best = new Candidate(phone.Value, phone.Evidence, score, isOwn(text) ? "in their own mail"
                        : "in a sentence about them");
                }
            }
        }

        return best;
    }

    private static double? Score(
        PhoneMention phone, Stretch text, Person prospect, bool own, IReadOnlyList<NameMention> names,
        IReadOnlyList<AddressMention> addresses, Sides sides)
    {
        // A mail may be its subject alone; there the number stands behind the prospect's own name.
        if (text.Kind is StretchKind.SmallPrint || (text.Kind is StretchKind.Subject
            && !(NearestName(phone, text, names) is { } titled && Same(titled.Name, prospect))))
        {
            return null;
        }

        if (!own && text.Kind == StretchKind.Signature)
        {
            return null;
        }

        var label = phone.Label is "phone" ? 0.5 : phone.Label is "desk" ? 0.1 : 0;
        if (own)
        {
            var named = NearestName(phone, text, names);
            if (text.Kind == StretchKind.Body && OtherNameBefore(phone, text, prospect))
            {
                return null;
            }

            return named is { } n && text.Kind == StretchKind.Body && InSameSentence(text, n, phone)
                && !Same(n.Name, prospect) && n.WordCount > 1 ? null
                : (text.Kind == StretchKind.Signature ? 4 : 3.5) + label;
        }

        if (NearestName(phone, text, names) is { } nearest)
        {
            if (!Same(nearest.Name, prospect) && (sides.Names.IsRep(nearest.Name) > 0 || nearest.WordCount > 1 || nearest.HasHonorific)
                && InSameSentence(text, nearest, phone))
            {
                return null;
            }
        }

        if (IsOfAnother(phone, text, names, prospect))
        {
            return null;
        }

        // Somebody else's address in the same sentence: a help desk, an accountant.
        if (addresses.Any(a => a.End <= phone.Start && !a.Address.Equals(prospect.Address) && phone.Start - a.End < 40))
        {
            return null;
        }

        // Our person's address right before the number: it is their card.
        var address = addresses.LastOrDefault(a => a.Start < phone.Start);
        if (address.Address is not null && sides.Directory.IsOurs(address.Address) && phone.Start - address.End < 60)
        {
            return null;
        }

        return 2 + label;
    }

    // The same person, also in another case of the name ("Telefon do Pani Eweliny").
    private static bool Same(string name, Person prospect)
    {
        if (prospect.Name is not { } known)
        {
            return false;
        }

        return NameMatch.Between(name, known) > 0
            || NameMatch.Words(TextFold.Fold(name)).Any(w => w.Length >= 5
            && NameMatch.Words(TextFold.Fold(known)).Any(k => Math.Abs(k.Length - w.Length) <= 2
            && k.Length >= 5 && k.AsSpan(0, k.Length - 2).StartsWith(w.AsSpan(0, Math.Min(k.Length, w.Length) - 2))));
    }

    // "Su asistente es Lupita (...)", "I can be reached on ...": an assistant's number, or the writer's own.
    private static bool IsOfAnother(PhoneMention phone, Stretch text, IReadOnlyList<NameMention> names, Person prospect)
    {
        var tokens = text.Tokens;
        var token = Math.Min(tokens.TokenFrom(phone.Start), tokens.Tokens.Length - 1);
        for (var i = token - 1; i >= Math.Max(0, token - 9) && tokens.SentenceOf[i] == tokens.SentenceOf[token]; i--)
        {
            if (tokens.Tokens[i].Kind == TokenKind.Number || tokens.Tokens[i].IsMark(';')
                || names.Any(n => n.Last == i && Same(n.Name, prospect)))
            {
                return false;
            }

            if (Lexicon.AssistantWords.At(tokens, i) is not null || Lexicon.FirstPerson.At(tokens, i) is not null)
            {
                return true;
            }
        }

        return false;
    }

    // "Danny in IT (218-...)": a capitalised word close before that is not the prospect's name.
    private static bool OtherNameBefore(PhoneMention phone, Stretch text, Person prospect)
    {
        var token = text.Tokens.TokenFrom(phone.Start);
        var names = prospect.Name is null ? [] : NameMatch.Words(TextFold.Fold(prospect.Name));
        for (var i = token - 1; i >= Math.Max(0, token - 5)
            && (i + 1 >= text.Tokens.Tokens.Length
            || text.Tokens.SentenceOf[i] == text.Tokens.SentenceOf[Math.Min(token,
            text.Tokens.Tokens.Length - 1)]); i--)
        {
            var word = text.Tokens.Tokens[i];
            if (text.Tokens.IsCapitalised(i) && word.Length > 2 && !names.Contains(word.Folded)
                && !Lexicon.NameStopWords.Contains(word.Folded)
                && Lexicon.PhoneLabels.At(text.Tokens, i) is null)
            {
                return true;
            }
        }

        return false;
    }

    private static NameMention? NearestName(PhoneMention phone, Stretch text, IReadOnlyList<NameMention> names)
    {
        NameMention? nearest = null;
        foreach (var name in names)
        {
            if (text.Tokens.Tokens[name.Last].End <= phone.Start)
            {
                nearest = name;
            }
        }

        return nearest;
    }

    private static bool InSameSentence(Stretch text, NameMention name, PhoneMention phone)
    {
        var token = text.Tokens.TokenFrom(phone.Start);
        return token < text.Tokens.Tokens.Length && text.Tokens.SentenceOf[token] == text.Tokens.SentenceOf[name.Last];
    }
}
