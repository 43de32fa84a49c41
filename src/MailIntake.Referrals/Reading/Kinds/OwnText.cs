using System.Buffers;
using System.Text;
using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Kinds;

/// <summary>
/// The words of a mail that say what it is about: its subject, what was newly written, and the own words of the earlier
/// messages in it, up to a bound; as written and folded. In the folded text the subject ends at
/// <see cref="SubjectEnd"/> and what was newly written at <see cref="NewEnd"/>.
/// </summary>
internal sealed record OwnText(string Written, string Folded, int SubjectEnd, int NewEnd, bool HasTags)
{
    public static OwnText Of(EmailReading reading, int longest)
    {
        var subject = reading.Email.Subject;
        var text = new StringBuilder(subject).Append('\n').Append(reading.NewText.Text);
        foreach (var earlier in reading.Earlier)
        {
            Append(text, earlier, longest);
        }

        var written = text.ToString(0, Math.Min(text.Length, longest));
        var newEnd = Math.Min(written.Length, subject.Length + 1 + reading.NewText.Text.Length);
        var buffer = ArrayPool<char>.Shared.Rent(written.Length + 2);
        var span = buffer.AsSpan();
        var subjectEnd = Folding.Fold(written.AsSpan(0, Math.Min(newEnd, subject.Length)), span);
        span[subjectEnd] = ' ';
        var ownEnd = subjectEnd + 1
            + Folding.Fold(written.AsSpan()[Math.Min(newEnd, subject.Length)..newEnd], span[(subjectEnd + 1)..]);
        span[ownEnd] = ' ';
        var end = ownEnd + 1 + Folding.Fold(written.AsSpan(newEnd), span[(ownEnd + 1)..]);
        var folded = buffer.AsSpan(0, end).ToString();
        ArrayPool<char>.Shared.Return(buffer);
        return new OwnText(written, folded, subjectEnd, ownEnd,
            subject.AsSpan().TrimStart() is ['[' or '【' or '*' or '(', ..]);
    }

    private static void Append(StringBuilder text, EarlierMessage message, int longest)
    {
        if (text.Length > longest)
        {
            return;
        }

        text.Append('\n').Append(message.Subject).Append('\n').Append(message.NewText.Text);
        foreach (var earlier in message.Earlier)
        {
            Append(text, earlier, longest);
        }
    }
}
