using System.Globalization;
using System.Text;

namespace MailIntake.Mail.Imap;

/// <summary>Lists of UIDs as sequence sets (RFC 9051 section 9): <c>4:7,9</c>.</summary>
internal static class UidSet
{
    /// <summary>RFC 7162 section 4 lets servers stop reading a command after 8192 octets.</summary>
    public const int LongestText = 7000;

    /// <summary>A lying answer such as <c>1:4294967295</c> must not fill the memory.</summary>
    private const int MostUids = 20_000_000;

    /// <summary>The UIDs, sorted, each once, as texts of bounded length with at most so many UIDs in each.</summary>
    public static IEnumerable<string> Compress(
        IEnumerable<uint> uids, int longest = LongestText, int mostInOne = int.MaxValue)
    {
        var text = new StringBuilder();
        var count = 0;
        foreach (var (first, last) in Ranges(uids, mostInOne))
        {
            var size = (int)(last - first) + 1;
            var range = first == last
                ? first.ToString(CultureInfo.InvariantCulture)
                : string.Create(CultureInfo.InvariantCulture, $"{first}:{last}");
            if (text.Length > 0 && (text.Length + 1 + range.Length > longest || count + size > mostInOne))
            {
                yield return text.ToString();
                text.Clear();
                count = 0;
            }

            text.Append(text.Length > 0 ? "," : "").Append(range);
            count += size;
        }

        if (text.Length > 0)
        {
            yield return text.ToString();
        }
    }

    /// <summary>Reads a set; what is no number, and "*", is passed over.</summary>
    public static List<uint> Parse(ReadOnlySpan<char> text)
    {
        var uids = new List<uint>();
        foreach (var piece in text.Split(','))
        {
            var range = text[piece].Trim();
            var colon = range.IndexOf(':');
            var left = colon < 0 ? range : range[..colon];
            var right = colon < 0 ? range : range[(colon + 1)..];
            if (!uint.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                || !uint.TryParse(right, NumberStyles.None, CultureInfo.InvariantCulture, out var last))
            {
                continue;
            }

            (first, last) = first <= last ? (first, last) : (last, first);
            for (ulong uid = first; uid <= last && uids.Count < MostUids; uid++)
            {
                uids.Add((uint)uid);
            }
        }

        return uids;
    }

    private static IEnumerable<(uint First, uint Last)> Ranges(IEnumerable<uint> uids, int mostInOne)
    {
        uint first = 0;
        uint last = 0;
        foreach (var uid in uids.Where(uid => uid > 0).Order())
        {
            if (first == 0)
            {
                (first, last) = (uid, uid);
            }
            else if (uid == last + 1 && last - first + 1 < mostInOne)
            {
                last = uid;
            }
            else if (uid != last)
            {
                yield return (first, last);
                (first, last) = (uid, uid);
            }
        }

        if (first != 0)
        {
            yield return (first, last);
        }
    }
}
