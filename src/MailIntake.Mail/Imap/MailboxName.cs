using System.Text;

namespace MailIntake.Mail.Imap;

/// <summary>Mailbox names on the wire of IMAP4rev1: modified UTF-7 (RFC 3501 section 5.1.3). "&amp;" begins and "-"
/// ends a run of UTF-16 in base64 with "," for "/", and "&amp;-" is an ampersand.</summary>
internal static class MailboxName
{
    public static string Encode(string name)
    {
        var text = new StringBuilder();
        for (var at = 0; at < name.Length;)
        {
            if (name[at] == '&')
            {
                text.Append("&-");
                at++;
            }
            else if (IsPlain(name[at]))
            {
                text.Append(name[at++]);
            }
            else
            {
                var end = at;
                while (end < name.Length && !IsPlain(name[end]))
                {
                    end++;
                }

                var run = Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes(name[at..end]));
                text.Append('&').Append(run.TrimEnd('=').Replace('/', ',')).Append('-');
                at = end;
            }
        }

        return text.ToString();
    }

    /// <summary>Loose: what is no modified UTF-7 stays as it stands (servers list raw UTF-8 names too).</summary>
    public static string Decode(string wire)
    {
        var text = new StringBuilder();
        for (var at = 0; at < wire.Length;)
        {
            var end = wire[at] == '&' ? wire.IndexOf('-', at) : -1;
            if (end < 0)
            {
                text.Append(wire[at++]);
            }
            else if (end == at + 1)
            {
                text.Append('&');
                at = end + 1;
            }
            else
            {
                text.Append(DecodeRun(wire[(at + 1)..end]) ?? wire[at..(end + 1)]);
                at = end + 1;
            }
        }

        return text.ToString();
    }

    private static bool IsPlain(char c) => c is >= ' ' and <= '~';

    private static string? DecodeRun(string run)
    {
        var padded = run.Replace(',', '/').PadRight((run.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length];
        return Convert.TryFromBase64String(padded, bytes, out var count) && count % 2 == 0
            ? Encoding.BigEndianUnicode.GetString(bytes, 0, count)
            : null;
    }
}
