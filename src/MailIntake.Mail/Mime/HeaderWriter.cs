using System.Globalization;
using System.Text;

namespace MailIntake.Mail.Mime;

/// <summary>Writes header fields: folded at 76 characters, text beyond ASCII as encoded words. A value can bring no
/// line end into the header: it is cleaned of controls first.</summary>
internal sealed class HeaderWriter
{
    private const int LineLength = 76;
    private const int LongestWord = 200;
    private const string AtomSymbols = "!#$%&'*+-/=?^_`{|}~";

    private readonly StringBuilder _text = new();
    private int _column;

    /// <summary>The address as it goes over the wire: the domain as punycode, which every server understands.</summary>
    public static string Wire(EmailAddress address)
    {
        if (Ascii.IsValid(address.Domain))
        {
            return address.ToString();
        }

        try
        {
            return $"{address.LocalPart}@{new IdnMapping().GetAscii(address.Domain)}";
        }
        catch (ArgumentException)
        {
            // No internet domain; written as it is, it is refused by the server with a reason.
            return address.ToString();
        }
    }

    /// <summary>A value that is ASCII and short by its nature.</summary>
    public void Write(string name, string value)
    {
        Begin(name);
        AppendWord(value);
        End();
    }

    /// <summary>Unstructured text, or a structured value in ASCII.</summary>
    public void WriteText(string name, string value)
    {
        Begin(name);
        var words = Clean(value).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var first = Array.FindIndex(words, NeedsEncoding);
        var last = Array.FindLastIndex(words, NeedsEncoding);
        for (var i = 0; i < words.Length; i++)
        {
            if (i == first)
            {
                // White space between encoded words is no text, so what lies between the first and the last is encoded
                // too.
                AppendEncoded(string.Join(' ', words[first..(last + 1)]));
                i = last;
            }
            else
            {
                AppendWord(words[i]);
            }
        }

        End();
    }

    public void WriteMailboxes(string name, IReadOnlyList<MailboxAddress> mailboxes)
    {
        Begin(name);
        for (var i = 0; i < mailboxes.Count; i++)
        {
            var mailbox = mailboxes[i];
            if (mailbox.Address is not { } address)
            {
                throw new ArgumentException($"The {name} mailbox '{mailbox}' has no address", nameof(mailboxes));
            }

            var comma = i + 1 < mailboxes.Count ? "," : "";
            var phrase = Clean(mailbox.Name ?? "");
            AppendPhrase(phrase);
            AppendWord(phrase.Length > 0 ? $"<{Wire(address)}>{comma}" : $"{Wire(address)}{comma}");
        }

        if (mailboxes.Count == 0)
        {
            AppendWord("undisclosed-recipients:;");
        }

        End();
    }

    public void WriteIds(string name, IReadOnlyList<MessageId> ids)
    {
        Begin(name);
        foreach (var id in ids)
        {
            AppendWord(id.ToHeader());
        }

        End();
    }

    public override string ToString() => _text.ToString();

    private void Begin(string name)
    {
        if (name.Length == 0 || name.Contains(':', StringComparison.Ordinal)
            || name.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ArgumentException($"'{name}' is no name of a header field", nameof(name));
        }

        _text.Append(name).Append(':');
        _column = name.Length + 1;
    }

    private void End() => _text.Append("\r\n");

    /// <summary>Appends a word with the space before it, on a new line where it does not fit.</summary>
    private void AppendWord(string word)
    {
        if (_column + 1 + word.Length > LineLength && _column > 1)
        {
            _text.Append("\r\n");
            _column = 0;
        }

        _text.Append(' ').Append(word);
        _column += 1 + word.Length;
    }

    private void AppendPhrase(string phrase)
    {
        if (phrase.Length == 0)
        {
            return;
        }

        if (NeedsEncoding(phrase) || phrase.Length > LineLength - 16)
        {
            AppendEncoded(phrase);
        }
        else if (phrase.Split(' ').All(word => word.Length > 0 && word.All(IsAtom)))
        {
            AppendWord(phrase);
        }
        else
        {
            AppendWord($"\"{Escape(phrase)}\"");
        }
    }

    private static string Escape(string phrase) =>
        phrase.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private void AppendEncoded(string text)
    {
        foreach (var word in EncodedWordText.Encode(text))
        {
            AppendWord(word);
        }
    }

    /// <summary>Beyond ASCII; or what a reader would take for an encoded word; or too long for a line.</summary>
    private static bool NeedsEncoding(string word) =>
        !Ascii.IsValid(word) || word.Contains("=?", StringComparison.Ordinal)
        || word.Split(' ').Any(piece => piece.Length > LongestWord);

    private static bool IsAtom(char c) =>
        char.IsAsciiLetterOrDigit(c) || AtomSymbols.Contains(c, StringComparison.Ordinal);

    private static string Clean(string text) => HeaderText.WithoutControls(text.Replace('\t', ' ')).Trim();
}
