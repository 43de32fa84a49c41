using MailIntake.Referrals.Extraction.People;
using MailIntake.Referrals.Extraction.Text;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>Chooses the prospect's telephone number: from their own signature or words first, else from a sentence of
/// the
/// introduction that is about them. Numbers in other people's signatures, or behind other people's names, are
/// theirs.</summary>
internal static class PhoneFinder
{
    public static Candidate? Find(IReadOnlyList<Stretch> texts, Person prospect, Func<Stretch, bool> isOwn, Sides sides)
    {
        Candidate? best = null;
        foreach (var text in texts)
        {
            var names = NameScanner.Find(text);
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
        if (text.Kind is StretchKind.SmallPrint or StretchKind.Subject)
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

            return named is { } n && text.Kind == StretchKind.Body && prospect.Name is { } own1
                && NameMatch.Between(n.Name, own1) == 0 && n.WordCount > 1 ? null
                : (text.Kind == StretchKind.Signature ? 4 : 3.5) + label;
        }

        if (NearestName(phone, text, names) is { } nearest)
        {
            var same = prospect.Name is { } name && NameMatch.Between(nearest.Name, name) > 0;
            if (!same && (sides.Names.IsRep(nearest.Name) > 0 || nearest.WordCount > 1 || nearest.HasHonorific)
                && InSameSentence(text, nearest, phone))
            {
                return null;
            }
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
                && !Vocabulary.Lexicon.NameStopWords.Contains(word.Folded)
                && Vocabulary.Lexicon.PhoneLabels.At(text.Tokens, i) is null)
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
