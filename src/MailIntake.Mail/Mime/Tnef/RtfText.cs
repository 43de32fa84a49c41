using System.Globalization;
using System.Text;

namespace MailIntake.Mail.Mime.Tnef;

/// <summary>
/// The words of an RTF body; or the HTML that Outlook put into the RTF, where it did (MS-OXRTFEX): then what the tags
/// of RTF say twice is left out. One pass over the bytes.
/// </summary>
internal sealed class RtfText
{
    private const int DeepestGroup = 2000;

    private readonly byte[] _rtf;
    private readonly StringBuilder _text = new();
    private readonly List<byte> _bytes = [];
    private readonly List<State> _stack = [];
    private State _now = new() { Skipped = 1 };
    private int _codePage = Charsets.Windows1252;
    private int _toSkip;
    private bool _isHtml;
    private bool _isStarred;
    private int _at;

    private RtfText(byte[] rtf) => _rtf = rtf;

    public static TnefItem? Read(byte[] rtf)
    {
        var reader = new RtfText(rtf);
        var text = reader.Read().Trim('\n', '\0');
        return text.Length == 0 ? null
            : new TnefItem(reader._isHtml ? "text/html" : "text/plain", null, Encoding.UTF8.GetBytes(text + "\n"));
    }

    private string Read()
    {
        while (_at < _rtf.Length)
        {
            var c = _rtf[_at++];
            switch (c)
            {
                case (byte)'{':
                    Flush();
                    if (_stack.Count < DeepestGroup)
                    {
                        _stack.Add(_now);
                    }

                    break;
                case (byte)'}':
                    Flush();
                    if (_stack.Count > 0)
                    {
                        _now = _stack[^1];
                        _stack.RemoveAt(_stack.Count - 1);
                    }

                    break;
                case (byte)'\\':
                    ReadControl();
                    break;
                case (byte)'\r' or (byte)'\n' or 0:
                    break;
                default:
                    Put(c);
                    break;
            }
        }

        Flush();
        return _text.ToString();
    }

    private void ReadControl()
    {
        if (_at >= _rtf.Length)
        {
            return;
        }

        var c = _rtf[_at];
        if (!char.IsAsciiLetter((char)c))
        {
            _at++;
            ReadSymbol(c);
            return;
        }

        var from = _at;
        while (_at < _rtf.Length && char.IsAsciiLetter((char)_rtf[_at]))
        {
            _at++;
        }

        var word = Encoding.ASCII.GetString(_rtf, from, Math.Min(32, _at - from));
        from = _at;
        while (_at < _rtf.Length && _at - from < 10
            && (char.IsAsciiDigit((char)_rtf[_at]) || (_rtf[_at] == '-' && _at == from)))
        {
            _at++;
        }

        int? number = int.TryParse(_rtf.AsSpan(from, _at - from), NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out var value) ? value : null;
        _at += _at < _rtf.Length && _rtf[_at] == ' ' ? 1 : 0;
        Flush();
        Obey(word, number);
        _isStarred = false;
    }

    private void ReadSymbol(byte c)
    {
        switch (c)
        {
            case (byte)'\'' when _at + 1 < _rtf.Length:
                if (QuotedPrintable.TryHex(_rtf[_at], _rtf[_at + 1], out var octet))
                {
                    _at += 2;
                    Put(octet);
                }

                break;
            case (byte)'*':
                _isStarred = true;
                break;
            case (byte)'~':
                Write(" ");
                break;
            case (byte)'\\' or (byte)'{' or (byte)'}':
                Put(c);
                break;
        }
    }

    private void Obey(string word, int? number)
    {
        switch (word)
        {
            case "fromhtml":
                _isHtml = true;
                break;
            case "ansicpg":
                _codePage = number ?? _codePage;
                break;
            case "htmlrtf":
                _now.IsDouble = number != 0;
                break;
            case "htmltag":
                break;
            case "par" or "line" or "row":
                Write("\n");
                break;
            case "tab" or "cell":
                Write("\t");
                break;
            case "uc":
                _now.Skipped = number ?? 1;
                break;
            case "u" when number is { } unit:
                Write(((char)(unit & 0xFFFF)).ToString());
                _toSkip = _now.Skipped;
                break;
            case "lquote":
                Write("‘");
                break;
            case "rquote":
                Write("’");
                break;
            case "ldblquote":
                Write("“");
                break;
            case "rdblquote":
                Write("”");
                break;
            case "bullet":
                Write("•");
                break;
            case "endash":
                Write("–");
                break;
            case "emdash":
                Write("—");
                break;
            case "fonttbl" or "colortbl" or "stylesheet" or "info" or "pict" or "header" or "footer" or "listtable"
                or "pntext" or "pntxta" or "pntxtb":
                _now.IsSkipped = true;
                break;
            default:
                _now.IsSkipped |= _isStarred;
                break;
        }
    }

    private void Put(byte b)
    {
        if (_toSkip > 0)
        {
            _toSkip--;
        }
        else if (IsSeen)
        {
            _bytes.Add(b);
        }
    }

    private bool IsSeen => !_now.IsSkipped && (!_isHtml || !_now.IsDouble);

    private void Write(string text)
    {
        Flush();
        if (IsSeen)
        {
            _text.Append(text);
        }
    }

    private void Flush()
    {
        if (_bytes.Count > 0)
        {
            var bytes = _bytes.ToArray();
            _text.Append(Charsets.Text(bytes, _codePage) ?? TextDecoder.Guess(bytes));
            _bytes.Clear();
        }
    }

    private struct State
    {
        public bool IsSkipped;
        public bool IsDouble;
        public int Skipped;
    }
}
