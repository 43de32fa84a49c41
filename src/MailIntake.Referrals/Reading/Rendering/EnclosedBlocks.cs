using System.Globalization;

namespace MailIntake.Referrals.Reading.Rendering;

/// <summary>What was put into a plain text and is none: a file or an encrypted message, by name.</summary>
internal readonly record struct EnclosedBlock(string Name, bool IsEncrypted);

/// <summary>
/// Takes out of a plain text, line by line, what old programs put between its lines: uuencoded, yEnc and BinHex files,
/// and the armour of PGP. What PGP only signed stays and loses its armour.
/// </summary>
internal struct EnclosedBlocks
{
    private Inside _inside;
    private bool _isClearSigned;
    private List<EnclosedBlock>? _found;

    private enum Inside
    {
        Text,
        UuEncoded,
        YEncoded,
        BinHexHead,
        BinHex,
        ArmourHead,
        Armour,
    }

    public readonly IReadOnlyList<EnclosedBlock> Found => _found ?? (IReadOnlyList<EnclosedBlock>)[];

    /// <summary>How many characters of a line are no text: 0 for nearly all, its length for a line of a block.</summary>
    /// <param name="line">Without quote marks and line end.</param>
    /// <param name="isAll">The line is not to be seen at all.</param>
    /// <param name="next">The text from the next line on.</param>
    public int Take(ReadOnlySpan<char> line, ReadOnlySpan<char> next, out bool isAll)
    {
        isAll = _inside == Inside.Text
            ? line.Length > 8 && line[0] is 'b' or '=' or '-' or '(' && Begins(line, next)
            : IsWithin(line, next);
        return !isAll && _isClearSigned && line.StartsWith("- ") ? 2 : 0;
    }

    private bool Begins(ReadOnlySpan<char> line, ReadOnlySpan<char> next)
    {
        switch (line[0])
        {
            case 'b' when UuName(line) is { } name && IsUuLine(FirstLine(next)):
                return Enter(Inside.UuEncoded, name);
            case '=' when line.StartsWith("=ybegin ") && line.Contains("size=", StringComparison.Ordinal):
                var at = line.IndexOf("name=");
                return Enter(Inside.YEncoded, at < 0 ? "yEnc file" : line[(at + 5)..].Trim().ToString());
            case '(' when line.StartsWith("(This file must be converted with BinHex"):
                return Enter(Inside.BinHexHead, "BinHex file");
            case '-' when line.StartsWith("-----BEGIN PGP "):
                var kind = line["-----BEGIN PGP ".Length..].TrimEnd().TrimEnd('-');
                switch (kind)
                {
                    case "SIGNED MESSAGE":
                        _inside = Inside.ArmourHead;
                        _isClearSigned = true;
                        return true;
                    case "MESSAGE":
                        (_found ??= []).Add(new EnclosedBlock("PGP message", true));
                        _inside = Inside.Armour;
                        return true;
                    case "SIGNATURE" or "PUBLIC KEY BLOCK":
                        _inside = Inside.Armour;
                        _isClearSigned = false;
                        return true;
                    default:
                        return false;
                }

            default:
                return false;
        }
    }

    private bool Enter(Inside inside, string name)
    {
        _inside = inside;
        (_found ??= []).Add(new EnclosedBlock(name.Length == 0 ? "file" : name, false));
        return true;
    }

    private bool IsWithin(ReadOnlySpan<char> line, ReadOnlySpan<char> next)
    {
        var trimmed = line.TrimEnd();
        switch (_inside)
        {
            case Inside.UuEncoded:
                if (trimmed is "end" || next.IsEmpty)
                {
                    _inside = Inside.Text;
                    return true;
                }

                if (trimmed.Length == 0 || IsUuLine(line) || trimmed is "`")
                {
                    return true;
                }

                _inside = Inside.Text;
                return false;
            case Inside.YEncoded:
                _inside = line.StartsWith("=yend ") ? Inside.Text : Inside.YEncoded;
                return true;
            case Inside.BinHexHead:
                _inside = trimmed.Length == 0 ? Inside.BinHexHead
                    : trimmed[0] != ':' || trimmed.Length < 2 ? Inside.Text
                    : trimmed[^1] == ':' ? Inside.Text
                    : Inside.BinHex;
                return trimmed.Length == 0 || trimmed[0] == ':';
            case Inside.BinHex:
                _inside = trimmed.EndsWith(":") ? Inside.Text : Inside.BinHex;
                return true;
            case Inside.ArmourHead:
                if (trimmed.Length == 0)
                {
                    _inside = Inside.Text;
                    return true;
                }

                // A torn head without its empty line.
                _inside = trimmed.Contains(": ", StringComparison.Ordinal) ? Inside.ArmourHead : Inside.Text;
                return _inside == Inside.ArmourHead;
            default:
                _inside = line.StartsWith("-----END PGP ") ? Inside.Text : Inside.Armour;
                return true;
        }
    }

    /// <summary><c>begin 644 brief.doc</c></summary>
    private static string? UuName(ReadOnlySpan<char> line)
    {
        if (!line.StartsWith("begin "))
        {
            return null;
        }

        var rest = line[6..].TrimStart();
        var space = rest.IndexOf(' ');
        return space is 3 or 4 && int.TryParse(rest[..space], NumberStyles.None, CultureInfo.InvariantCulture, out _)
            && !rest[..space].ContainsAny('8', '9')
            ? rest[space..].Trim().ToString()
            : null;
    }

    /// <summary>The first character says how many bytes the line has, and so how long it is; spaces at the end may be
    /// lost and a sum may stand there.</summary>
    private static bool IsUuLine(ReadOnlySpan<char> line)
    {
        if (line.Length < 2 || line[0] is < '!' or > 'M' || line.ContainsAnyExceptInRange(' ', '`'))
        {
            return false;
        }

        var expected = (((line[0] - ' ') + 2) / 3 * 4) + 1;
        return line.Length <= expected + 2 && (line.Length >= expected - 3 || line.TrimEnd().Length < line.Length
            || line.Length * 2 > expected);
    }

    private static ReadOnlySpan<char> FirstLine(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf('\n');
        return (end < 0 ? text : text[..end]).TrimEnd('\r');
    }
}
