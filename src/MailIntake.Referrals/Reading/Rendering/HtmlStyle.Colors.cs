using System.Globalization;

namespace MailIntake.Referrals.Reading.Rendering;

/// <summary>Colours, as far as they say whether text is seen.</summary>
internal partial record struct HtmlStyle
{
    /// <summary>Has no colour: the background's is seen.</summary>
    public const int Transparent = -3;

    /// <summary>A colour that is not known (a picture, a gradient, a variable).</summary>
    public const int UnknownColor = -2;

    /// <summary>A colour as 0xRRGGBB, null where the words name none.</summary>
    public static int? ParseColor(ReadOnlySpan<char> text)
    {
        text = text.Trim().Trim('"').Trim('\'');
        if (text.Length is 4 or 7 && text[0] == '#')
        {
            var hex = text[1..];
            return int.TryParse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value)
                ? hex.Length == 6 ? value : Widen(value)
                : null;
        }

        if (text.StartsWith("rgb", StringComparison.OrdinalIgnoreCase))
        {
            return ParseRgb(text);
        }

        if (text.StartsWith("hsl", StringComparison.OrdinalIgnoreCase))
        {
            return ParseHsl(text);
        }

        if (text.Length is 5 or 9 && text[0] == '#')
        {
            // The last digits are how dense it is.
            return text[^1] == '0' && text[^2] == (text.Length == 9 ? '0' : text[^2]) ? Transparent
                : ParseColor(text[..(text.Length == 5 ? 4 : 7)]);
        }

        if (text.Length == 6 && int.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bare))
        {
            return bare;
        }

        Span<char> lower = stackalloc char[16];
        if (text.Length is 0 or > 16)
        {
            return null;
        }

        return lower[..text.ToLowerInvariant(lower)] switch
        {
            "white" => 0xffffff,
            "black" or "windowtext" => 0,
            "snow" => 0xfffafa,
            "ivory" => 0xfffff0,
            "whitesmoke" => 0xf5f5f5,
            "inherit" or "initial" or "none" or "unset" or "currentcolor" => null,
            "transparent" => Transparent,
            "ghostwhite" => 0xf8f8ff,
            "floralwhite" => 0xfffaf0,
            "mintcream" => 0xf5fffa,
            "azure" => 0xf0ffff,
            "seashell" => 0xfff5ee,
            "lightyellow" => 0xffffe0,
            "lightgray" or "lightgrey" => 0xd3d3d3,
            "silver" => 0xc0c0c0,
            "gainsboro" => 0xdcdcdc,
            "red" => 0xff0000,
            "maroon" => 0x800000,
            "yellow" => 0xffff00,
            "orange" => 0xffa500,
            "blue" => 0x0000ff,
            "darkblue" => 0x00008b,
            "green" => 0x008000,
            "lime" => 0x00ff00,
            "teal" => 0x008080,
            "purple" => 0x800080,
            "gray" or "grey" => 0x808080,
            "navy" => 0x000080,
            _ => UnknownColor,
        };
    }

    /// <summary>Too near to tell apart.</summary>
    public static bool LookAlike(int color, int background) =>
        color == Transparent || (color >= 0 && background >= 0
        && Math.Abs((color >> 16) - (background >> 16)) <= 6
        && Math.Abs(((color >> 8) & 255) - ((background >> 8) & 255)) <= 6
        && Math.Abs((color & 255) - (background & 255)) <= 6);

    private static int? ParseBackground(ReadOnlySpan<char> value)
    {
        if (value.Contains("url(", StringComparison.OrdinalIgnoreCase)
            || value.Contains("gradient", StringComparison.OrdinalIgnoreCase))
        {
            return UnknownColor;
        }

        var space = Begins(value, "rgb") || Begins(value, "hsl") ? value.IndexOf(')') + 1 : value.IndexOf(' ');
        return ParseColor(space > 0 ? value[..space] : value);
    }

    private static int Widen(int value)
    {
        var (r, g, b) = (value >> 8, (value >> 4) & 15, value & 15);
        return (r * 17 << 16) | (g * 17 << 8) | (b * 17);
    }

    private static int? ParseRgb(ReadOnlySpan<char> text)
    {
        Span<double> parts = stackalloc double[4];
        var count = ReadNumbers(text, parts, percentOf: 255);
        if (count < 3)
        {
            return UnknownColor;
        }

        return count == 4 && parts[3] < FaintestSeen ? Transparent
            : Channel(parts[0]) << 16 | Channel(parts[1]) << 8 | Channel(parts[2]);
    }

    private static int? ParseHsl(ReadOnlySpan<char> text)
    {
        Span<double> parts = stackalloc double[4];
        var count = ReadNumbers(text, parts, percentOf: 1);
        if (count < 3)
        {
            return UnknownColor;
        }

        if (count == 4 && parts[3] < FaintestSeen)
        {
            return Transparent;
        }

        var (hue, saturation, light) = (parts[0] % 360 / 30, Math.Min(parts[1], 1), Math.Min(parts[2], 1));
        return Of(0) << 16 | Of(8) << 8 | Of(4);

        int Of(int shift)
        {
            var at = (shift + hue) % 12;
            var chroma = saturation * Math.Min(light, 1 - light);
            return Channel(255 * (light - (chroma * Math.Max(-1, Math.Min(Math.Min(at - 3, 9 - at), 1)))));
        }
    }

    private static int Channel(double value) => (int)Math.Clamp(value + 0.5, 0, 255);

    /// <summary>The numbers between the brackets; the fourth, how dense a colour is, is between 0 and 1.</summary>
    private static int ReadNumbers(ReadOnlySpan<char> text, Span<double> parts, double percentOf)
    {
        var count = 0;
        var at = text.IndexOf('(') + 1;
        while (at > 0 && at < text.Length && count < parts.Length)
        {
            var from = at;
            while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.'))
            {
                at++;
            }

            if (at > from && at - from < 12 && Number(text[from..at]) is { } number)
            {
                var isPercent = at < text.Length && text[at] == '%';
                parts[count] = !isPercent ? number : number / 100 * (count == 3 ? 1 : percentOf);
                count++;
            }

            at++;
        }

        return count;
    }
}
