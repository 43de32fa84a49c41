using System.Globalization;

namespace MailIntake.Mail.Smtp;

/// <summary>RFC 3463: class (2 done, 4 later, 5 never), subject and detail, as <c>5.1.1</c>.</summary>
public readonly record struct EnhancedStatusCode(int Class, int Subject, int Detail)
{
    /// <summary>Reads the code that begins a reply's text; Gmail and Postfix write it, old servers do not.</summary>
    public static EnhancedStatusCode? Read(string text)
    {
        var word = text.AsSpan();
        var end = word.IndexOf(' ');
        word = end < 0 ? word : word[..end];
        Span<Range> parts = stackalloc Range[4];
        if (word.Split(parts, '.') != 3
            || !Number(word[parts[0]], out var first)
            || first is not (2 or 4 or 5)
            || !Number(word[parts[1]], out var subject)
            || !Number(word[parts[2]], out var detail))
        {
            return null;
        }

        return new EnhancedStatusCode(first, subject, detail);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Class}.{Subject}.{Detail}");

    private static bool Number(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        return text.Length is > 0 and <= 3
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
