namespace MailIntake.Referrals.Reading.Rendering;

/// <summary>The last style attributes of a mail: clients write the same few again and again.</summary>
internal sealed class StyleCache
{
    private const int Kept = 8;

    private readonly string?[] _texts = new string?[Kept];
    private readonly HtmlStyle[] _styles = new HtmlStyle[Kept];
    private int _next;

    public HtmlStyle Read(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < Kept && _texts[i] is { } known; i++)
        {
            if (text.SequenceEqual(known))
            {
                return _styles[i];
            }
        }

        var style = HtmlStyle.Parse(Plain(text));
        _texts[_next] = text.ToString();
        _styles[_next] = style;
        _next = (_next + 1) % Kept;
        return style;
    }

    /// <summary>With its character references read.</summary>
    public static ReadOnlySpan<char> Plain(ReadOnlySpan<char> text) =>
        text.Contains('&') ? HtmlEntities.Decode(text) : text;
}
