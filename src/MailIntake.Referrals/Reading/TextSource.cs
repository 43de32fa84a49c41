using MailIntake.Referrals.Reading.Rendering;

namespace MailIntake.Referrals.Reading;

/// <summary>A part's decoded text, which begins at <paramref name="Base"/> where the parts of a body are counted
/// through.</summary>
internal readonly record struct SourcePart(int Base, string Number, string Text, bool IsHtml);

/// <summary>
/// The parts that a text was read from, in their order, and what their sources say besides the words. Most mails have
/// one; Apple Mail cuts the text in pieces around each file that stands in it. Places are counted through all of them.
/// </summary>
internal sealed class TextSource(SourcePart[] parts, TextMarks marks)
{
    public TextMarks Marks { get; } = marks;

    public IReadOnlyList<SourcePart> Parts => parts;

    public string FirstNumber => parts[0].Number;

    public static TextSource Of(string part, string text, bool isHtml, TextMarks marks) =>
        new([new SourcePart(0, part, text, isHtml)], marks);

    /// <summary>Where the character that begins at <paramref name="at"/> ends: a character reference is one.</summary>
    public int EndOf(int at)
    {
        var part = PartAt(at);
        var local = at - part.Base;
        if (!part.IsHtml || local < 0 || local >= part.Text.Length || part.Text[local] != '&')
        {
            return at + 1;
        }

        var rest = part.Text.AsSpan(local, Math.Min(HtmlEntities.Longest, part.Text.Length - local));
        return at + Math.Max(1, HtmlEntities.Read(rest, out _));
    }

    public SourcePart PartAt(int at)
    {
        var found = parts.Length - 1;
        while (found > 0 && parts[found].Base > at)
        {
            found--;
        }

        return parts[found];
    }

    /// <summary>The places [from, to) as a span of the part in which they begin.</summary>
    public SourceSpan Span(int from, int to)
    {
        var part = PartAt(from);
        var end = parts.Length == 1 ? to : Math.Min(to, Math.Max(from, part.Base + part.Text.Length));
        return new SourceSpan(part.Number, from - part.Base, Math.Max(0, end - from));
    }
}
