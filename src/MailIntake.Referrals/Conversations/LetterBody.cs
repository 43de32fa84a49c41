using System.Net;
using System.Text;

namespace MailIntake.Referrals.Conversations;

/// <summary>
/// A letter's content as blocks, rendered once as text and once as simple HTML (tables, inline style, nothing loaded
/// from elsewhere). A value's line is never wrapped, so that it can be corrected in place.
/// </summary>
internal sealed class LetterBody
{
    /// <summary>Letters quote at most this many characters of a value.</summary>
    public const int LongestValue = 300;

    private const string Font = "font-family:-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:15px;line-height:1.45";

    private readonly StringBuilder _text = new();
    private readonly StringBuilder _html = new();

    public LetterBody Paragraph(string words)
    {
        _text.Append(words).Append("\n\n");
        _html.Append("<p style=\"margin:0 0 14px\">").Append(Encode(words)).Append("</p>\n");
        return this;
    }

    public LetterBody Heading(string words)
    {
        _text.Append(words).Append('\n');
        _html.Append("<p style=\"margin:0 0 4px\"><strong>").Append(Encode(words)).Append("</strong></p>\n");
        return this;
    }

    /// <summary>Lines of label and value, with the words a value came from and the value it replaced.</summary>
    public LetterBody Values(IEnumerable<ValueLine> lines)
    {
        _html.Append("<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" style=\"margin:0 0 14px\">\n");
        foreach (var line in lines)
        {
            var value = Short(line.Value);
            _text.Append(line.Label).Append(": ").Append(value).Append('\n');
            _html.Append("<tr><td style=\"padding:2px 14px 2px 0;vertical-align:top;color:#6b7280\">")
                .Append(Encode(line.Label)).Append("</td><td style=\"padding:2px 0;overflow-wrap:anywhere\"><strong>")
                .Append(Encode(value)).Append("</strong>");
            Note(line.Words is { } words && words != line.Value ? $"from \"{Short(words)}\"" : null);
            Note(line.Was is { } was ? $"was {Short(was)}" : null);
            _html.Append("</td></tr>\n");
        }

        _text.Append('\n');
        _html.Append("</table>\n");
        return this;
    }

    public LetterBody Questions(IEnumerable<string> questions)
    {
        _html.Append("<ol style=\"margin:0 0 14px;padding-left:22px\">\n");
        var number = 0;
        foreach (var question in questions)
        {
            _text.Append(++number).Append(". ").Append(question).Append('\n');
            _html.Append("<li style=\"margin:0 0 6px\">").Append(Encode(question)).Append("</li>\n");
        }

        _text.Append('\n');
        _html.Append("</ol>\n");
        return this;
    }

    /// <summary>A button that opens an answer; in HTML only, as text says what to reply.</summary>
    public LetterBody Button(string label, string mailto)
    {
        _html.Append("<p style=\"margin:0 0 18px\"><a href=\"").Append(Encode(mailto))
            .Append("\" style=\"background:#1d4ed8;color:#ffffff;text-decoration:none;padding:10px 18px;")
            .Append("border-radius:6px;display:inline-block\">").Append(Encode(label)).Append("</a></p>\n");
        return this;
    }

    public LetterBody Small(string words)
    {
        _text.Append(words).Append('\n');
        _html.Append("<p style=\"margin:0 0 6px;font-size:12px;color:#6b7280\">").Append(Encode(words)).Append("</p>\n");
        return this;
    }

    public string ToText() => _text.ToString().TrimEnd() + "\n";

    public string ToHtml() =>
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
        + $"<meta name=\"color-scheme\" content=\"light dark\"></head>\n<body style=\"{Font};margin:16px;max-width:600px\">\n"
        + _html + "</body></html>\n";

    private void Note(string? words)
    {
        if (words is not null)
        {
            _text.Append("    (").Append(words).Append(")\n");
            _html.Append("<br><span style=\"font-size:12px;color:#6b7280\">").Append(Encode(words)).Append("</span>");
        }
    }

    /// <summary>A value brings no token of its own: an answer that quotes the letter must not lead elsewhere.</summary>
    private static string Short(string value) =>
        Excerpt.Of(value, LongestValue).Replace(ConversationToken.TextMark, "(ref:", StringComparison.Ordinal);

    private static string Encode(string words) => WebUtility.HtmlEncode(words);
}

/// <summary>A line of a letter's table of values.</summary>
internal sealed record ValueLine(string Label, string Value, string? Words, string? Was);
