using System.Buffers;
using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Kinds;

/// <summary>
/// Whether a text says that mail was not delivered: a word of mail, a denial and a verb of delivery near one another in
/// one sentence, by delivery.tsv. One pass over the words found, each in the order it stands.
/// </summary>
internal static class DeliveryGrammar
{
    private const int Near = 70;
    private const int InSentence = 140;

    /// <summary>Not there: far from any place and from one another.</summary>
    private const int NoNot = -1_000;
    private const int NoDeliver = -2_000;
    private const int NoMail = -4_000;
    private const int NoClaim = -8_000;

    private static readonly SearchValues<char> Ends = SearchValues.Create(".!?。！？");
    private static readonly PhraseTable Table = new("Kinds.delivery.tsv");

    /// <param name="folded">The text.</param>
    /// <param name="isSubject">A subject is of mail anyway ("Temporarily undeliverable").</param>
    public static bool Says(string folded, bool isSubject = false)
    {
        var (not, deliver, mail, claim) = (NoNot, NoDeliver, NoMail, NoClaim);
        var sentence = 0;
        foreach (var phrase in Table.Find(folded))
        {
            // A sentence's end parts its words from the next one's.
            if (IsEnd(folded.AsSpan(sentence, phrase.Start - sentence)))
            {
                (not, deliver, mail, claim) = (NoNot, NoDeliver, NoMail, NoClaim);
            }

            sentence = phrase.Start;
            switch (phrase.Role)
            {
                case "not":
                    not = phrase.Start;
                    break;
                case "deliver":
                    deliver = phrase.Start;
                    break;
                case "mail":
                    mail = phrase.Start;
                    break;
                default:
                    claim = phrase.Start;
                    mail = isSubject ? claim : mail;
                    break;
            }

            if (Math.Abs(not - deliver) <= Near)
            {
                claim = Math.Max(claim, Math.Max(not, deliver));
            }

            if (Math.Abs(claim - mail) <= InSentence)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsEnd(ReadOnlySpan<char> between)
    {
        for (var i = between.IndexOfAny(Ends); i >= 0;)
        {
            if (between[i] is '。' or '！' or '？' || (i + 1 < between.Length && between[i + 1] == ' '))
            {
                return true;
            }

            var next = between[(i + 1)..].IndexOfAny(Ends);
            i = next < 0 ? -1 : i + 1 + next;
        }

        return false;
    }
}
