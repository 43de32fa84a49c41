using System.Globalization;
using System.Text;

namespace MailIntake.Bench;

/// <summary>A shape of mail made to slow a reader down, of any size.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Make">The mail with about so many bytes.</param>
public sealed record HostileMail(string Name, Func<int, byte[]> Make)
{
    private const string Head =
        "From: Ann Lee <ann@partner.example>\nTo: track@us.example\nSubject: Fwd: intro\nMIME-Version: 1.0\n";

    private const string Text = Head + "Content-Type: text/plain; charset=utf-8\n\n";

    private const string Html = Head + "Content-Type: text/html; charset=utf-8\n\n";

    public static IReadOnlyList<HostileMail> All { get; } =
    [
        Repeat("a body of one line", Text, "word "),
        Repeat("a body of one word", Text, "w"),
        Repeat("quoted lines", Text, "> quoted line\n"),
        Repeat("answers between quoted lines", Text, "> quoted line\nan answer\n\n"),
        new("quotes ever deeper", size => Lines(Text, size, i => new string('>', i % 500) + " line\n")),
        Repeat("one line of quote marks", Text, ">"),
        Repeat("attributions", Text, "On Mon, Mar 2, 2026 at 10:15 AM, Bo Ek <bo@client.example> wrote:\n"),
        Repeat("attributions cut off", Text, "On Mon, Mar 2, 2026 at 10:15 AM, Bo Ek\n"),
        Repeat("wrote, wrote, wrote", Text, "wrote: "),
        Repeat("forwards one below the other", Text,
            "---------- Forwarded message ---------\nFrom: Bo Ek <bo@client.example>\nDate: Mon, Mar 2, 2026\n"
            + "Subject: intro\nTo: Ann <ann@partner.example>\n\nhello\n\n"),
        Repeat("separators", Text, "-----Original Message-----\n"),
        Repeat("rules", Text, "________________________________\n"),
        Repeat("labels", Text, "From: "),
        Repeat("label lines", Text, "From: Bo Ek\n"),
        Repeat("all labels in one line", Text, "From: Bo Sent: now To: Ann Subject: x "),
        new("recipients of a forward", size => Lines(
            Text + "Begin forwarded message:\n\nFrom: Bo Ek <bo@client.example>\nSubject: hi\nTo: ", size,
            i => string.Create(CultureInfo.InvariantCulture, $"Person {i} <p{i}@client.example>; "))),
        new("recipients of a forward, one a line", size => Lines(
            Text + "Begin forwarded message:\n\nFrom: Bo Ek <bo@client.example>\nSubject: hi\nTo: x@client.example,\n",
            size, i => string.Create(CultureInfo.InvariantCulture, $" Person {i} <p{i}@client.example>,\n"))),
        new("recipients of the mail", size => Lines("From: Ann Lee <ann@partner.example>\nTo: x@us.example", size,
            i => string.Create(CultureInfo.InvariantCulture, $",\n Person {i} <p{i}@client.example>"), "\n\nhello\n")),
        Repeat("unclosed names in a header", "From: ", "\"a <b "),
        Repeat("unclosed comments in a header", "To: ", "(a "),
        Repeat("encoded words", "Subject: ", "=?utf-8?Q?=C3=A9?= "),
        Repeat("unclosed encoded words", "Subject: ", "=?utf-8?Q?"),
        Repeat("headers", "Subject: x\n", "X-Header: value\n"),
        Repeat("folded header lines", "Subject: x", "\n folded"),
        new("parameters in pieces", size => Lines("Content-Type: text/plain", size,
            i => string.Create(CultureInfo.InvariantCulture, $";\n name*{i}*=%41"), "\n\nhello\n")),
        new("multiparts in multiparts", size => Lines(Head, size, i => string.Create(CultureInfo.InvariantCulture,
            $"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n"))),
        Repeat("messages in messages", Head, "Content-Type: message/rfc822\n\n"),
        Repeat("parts", Head + "Content-Type: multipart/mixed; boundary=b\n\n", "--b\n\ntext\n"),
        Repeat("empty parts", Head + "Content-Type: multipart/mixed; boundary=b\n\n", "--b\n"),
        Repeat("text parts", Head + "Content-Type: multipart/mixed; boundary=b\n\n",
            "--b\nContent-Type: text/plain\n\nhello there\n"),
        Repeat("lines almost a boundary", Head + "Content-Type: multipart/mixed; boundary=" + new string('b', 60)
            + "\n\n", "--" + new string('b', 59) + "\n"),
        Repeat("base64 of nothing", Text[..^1] + "Content-Transfer-Encoding: base64\n\n", "====\n"),
        Repeat("quoted-printable torn", Text[..^1] + "Content-Transfer-Encoding: quoted-printable\n\n", "=\n=4"),
        Repeat("uuencode beginnings", Text, "begin 644 a.bin\n"),
        Repeat("open divisions", Html, "<div>"),
        Repeat("open divisions and bold", Html, "<div><b>"),
        Repeat("open quotations", Html, "<blockquote type=cite>"),
        Repeat("quotations with a word", Html, "<blockquote><p>x"),
        Repeat("open tables", Html, "<table><tr><td>"),
        Repeat("cells", Html + "<table>", "<tr><td>a<td>b"),
        Repeat("closing tags alone", Html + "<div>", "</span>"),
        Repeat("misnested tags", Html, "<b><i></b></i>"),
        Repeat("tags cut off", Html, "<a href=\""),
        Repeat("attributes", Html + "<div ", "a=b "),
        Repeat("styles", Html + "<div style=\"", "color:red;"),
        Repeat("style rules", Html + "<style>", ".a{display:none}"),
        new("style rules, all met", size => Lines(Html + "<style>", size / 2,
            i => string.Create(CultureInfo.InvariantCulture, $".a{i}{{color:red}}"), "</style>"
                + string.Concat(Enumerable.Repeat("<p class='a1 a2 a3'>x", size / 42)))),
        Repeat("comments", Html, "<!-- x -->"),
        Repeat("comments unclosed", Html, "<!--"),
        Repeat("entities", Html, "&amp;"),
        Repeat("entities cut off", Html, "&am"),
        Repeat("hidden words", Html, "<span style='display:none'>x</span>"),
        Repeat("struck words", Html, "<s>x</s> "),
        Repeat("links", Html, "<a href='mailto:a@b.example'>a</a> "),
        Repeat("less-than signs", Html, "<"),
        Repeat("sign-offs", Text, "Best regards,\nAnn Lee\n\n"),
        Repeat("signature marks", Text, "-- \nAnn\n"),
        Repeat("mobile signatures", Text, "Sent from my iPhone\n"),
        Repeat("notices", Text, "CONFIDENTIALITY NOTICE: this email is confidential.\n\n"),
        Repeat("blank lines", Text, "\n"),
        new("blank lines above long ones", size => Lines(Text + new string('\n', size / 2), size / 2,
            _ => "CONFIDENTIALITY NOTICE: this email and what is attached to it is confidential.\n")),
        Repeat("lone carriage returns", Text, "a\r"),
        Repeat("addresses in the text", Text, "jane@globex.example "),
        Repeat("numbers in the text", Text, "+1 (555) 010-0199 "),
        Repeat("amounts in the text", Text, "$1,000.50 EUR 1.000 "),
        Repeat("capital words", Text, "Jane Roe Globex Inc "),
        Repeat("keys and values", Text, "Company: Globex\nContact: Jane Roe\n"),
        Repeat("introductions", Text, "I would like to introduce you to Jane Roe of Globex. "),
        Repeat("at signs", Text, "@"),
        Repeat("opening brackets", Text, "<("),
        Repeat("bidi marks", Text, "\u202e\u200b"),
        Repeat("bounce words", Text, "550 5.1.1 user unknown <a@b.example>: host said\n"),
        Repeat("dates", Text, "Monday, March 2, 2026 at 10:15:00 AM\n"),
    ];

    public override string ToString() => Name;

    private static HostileMail Repeat(string name, string head, string piece)
    {
        var bytes = Encoding.UTF8.GetBytes(piece);
        return new HostileMail(name, size =>
        {
            var first = Encoding.UTF8.GetBytes(head);
            var mail = new byte[first.Length + Math.Max(1, size / bytes.Length) * bytes.Length];
            first.CopyTo(mail, 0);
            for (var at = first.Length; at < mail.Length; at += bytes.Length)
            {
                bytes.CopyTo(mail, at);
            }

            return mail;
        });
    }

    private static byte[] Lines(string head, int size, Func<int, string> line, string end = "")
    {
        var mail = new StringBuilder(head);
        for (var i = 0; mail.Length < head.Length + size; i++)
        {
            mail.Append(line(i));
        }

        return Encoding.UTF8.GetBytes(mail.Append(end).ToString());
    }
}
