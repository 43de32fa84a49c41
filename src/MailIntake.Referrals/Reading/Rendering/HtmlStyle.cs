using System.Globalization;

namespace MailIntake.Referrals.Reading.Rendering;

/// <summary>What CSS declarations say that matters here: is it seen, does it start a block, is it struck.</summary>
internal partial record struct HtmlStyle
{
    private const double FaintestSeen = 0.05;

    public bool IsHidden { get; set; }

    /// <summary>Said to be seen: <c>display:block</c> within a sheet's rule that hides.</summary>
    public bool IsShown { get; set; }

    public bool HasTinyFont { get; set; }

    public bool HasNormalFont { get; set; }

    public bool IsStruck { get; set; }

    public bool KeepsSpace { get; set; }

    public bool HasBorderTop { get; set; }

    public bool HasBorderLeft { get; set; }

    public bool HasNoMargin { get; set; }

    public int? Color { get; set; }

    public int? Background { get; set; }

    private bool ClipsOverflow { get; set; }

    private bool HasNoBox { get; set; }

    private bool IsPositioned { get; set; }

    private bool IsFarAway { get; set; }

    public static HtmlStyle Parse(ReadOnlySpan<char> declarations) => default(HtmlStyle).And(declarations);

    /// <summary>This style with further declarations over it.</summary>
    public readonly HtmlStyle And(ReadOnlySpan<char> declarations)
    {
        var style = this;
        foreach (var range in declarations.Split(';'))
        {
            var declaration = declarations[range];
            var colon = declaration.IndexOf(':');
            if (colon > 0 && declaration.Length < 400)
            {
                var value = declaration[(colon + 1)..];
                var important = value.IndexOf('!');
                style.Apply(declaration[..colon].Trim(), (important < 0 ? value : value[..important]).Trim());
            }
        }

        style.IsHidden |= (style.ClipsOverflow && style.HasNoBox) || (style.IsPositioned && style.IsFarAway);
        return style;
    }

    private void Apply(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (name.Length > 20)
        {
            return;
        }

        Span<char> lower = stackalloc char[20];
        switch (lower[..name.ToLowerInvariant(lower)])
        {
            case "display":
                IsHidden = Begins(value, "none");
                IsShown = !IsHidden;
                break;
            case "visibility":
                IsHidden |= Begins(value, "hidden") || Begins(value, "collapse");
                break;
            case "mso-hide":
                IsHidden |= Begins(value, "all");
                break;
            case "opacity":
                IsHidden |= Number(value) is < FaintestSeen && !value.Contains('%');
                break;
            case "filter":
                IsHidden |= Begins(value, "opacity(0)") || Begins(value, "alpha(opacity=0)");
                break;
            case "transform":
                IsHidden |= Begins(value, "scale(0)");
                break;
            case "clip-path":
                IsHidden |= Begins(value, "inset(100%") || Begins(value, "inset(50%") || Begins(value, "circle(0");
                break;
            case "font":
                HasTinyFont = Begins(value, "0/") || Begins(value, "0 ") || Begins(value, "0px");
                HasNormalFont |= !HasTinyFont && value.ContainsAnyInRange('1', '9');
                break;
            case "font-size":
                HasTinyFont = Number(value) is >= 0 and <= 1
                    && !value.Contains("em", StringComparison.OrdinalIgnoreCase)
                    || Number(value) is 0;
                HasNormalFont = !HasTinyFont;
                break;
            case "color":
                Color = ParseColor(value) ?? Color;
                break;
            case "background-color" or "background":
                Background = ParseBackground(value) ?? Background;
                break;
            case "background-image":
                Background = Begins(value, "none") ? Background : UnknownColor;
                break;
            case "text-decoration" or "text-decoration-line":
                IsStruck = value.Contains("line-through", StringComparison.OrdinalIgnoreCase);
                break;
            case "white-space":
                KeepsSpace = Begins(value, "pre");
                break;
            case "border-top":
                HasBorderTop = value.Contains("solid", StringComparison.OrdinalIgnoreCase);
                break;
            case "border-left" or "border-left-style":
                HasBorderLeft = value.Contains("solid", StringComparison.OrdinalIgnoreCase);
                break;
            case "margin" or "margin-bottom" or "margin-top":
                HasNoMargin = Number(value) is 0;
                break;
            case "overflow":
                ClipsOverflow = Begins(value, "hidden");
                break;
            case "height" or "max-height" or "width" or "max-width":
                HasNoBox |= Number(value) is 0 or 1 && !value.Contains('%');
                break;
            case "position":
                IsPositioned = Begins(value, "absolute") || Begins(value, "fixed");
                break;
            case "left" or "top" or "right":
                IsFarAway |= Number(value) is <= -500;
                break;
            case "text-indent":
                IsHidden |= Number(value) is <= -500;
                break;
            case "clip":
                IsHidden |= value.Contains("rect(0", StringComparison.OrdinalIgnoreCase);
                break;
        }
    }

    private static bool Begins(ReadOnlySpan<char> value, string word) =>
        value.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    private static double? Number(ReadOnlySpan<char> value)
    {
        var end = 0;
        while (end < value.Length && (char.IsAsciiDigit(value[end]) || value[end] is '.' or '-'))
        {
            end++;
        }

        return double.TryParse(value[..end], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }
}
