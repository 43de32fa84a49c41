namespace MailIntake.Tests.Fuzz;

/// <summary>What readers of mail look for: put in at the wrong place, or far too often, it leads them astray.</summary>
internal static class Pieces
{
    private static readonly string[] Header =
    [
        "Content-Type: multipart/mixed; boundary=b\r\n", "\r\n--b\r\n", "--b--", "Content-Type: message/rfc822\r\n\r\n",
        "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: quoted-printable\r\n",
        "Content-Type: text/html; charset=utf-8\r\n\r\n", "Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n",
        "format=flowed; delsp=yes", "=?utf-8?B?", "=?utf-8?Q?=C3=A9?=", "?=", "*0*=", "filename*=utf-8''", "charset=",
        "begin 644 a.bin\r\n", "end\r\n", "=\r\n", "=3D", "=E2=80", "====", "From ann@partner.example Mon Mar  2\r\n",
        "Auto-Submitted: auto-replied\r\n", "In-Reply-To: <a@b.example>\r\n", "To: track@us.example\r\n",
    ];

    private static readonly string[] Thread =
    [
        "From: Bo Ek <bo@client.example>\n", "Sent: Monday, March 2, 2026 10:15 AM\n", "To: Ann Lee\n", "Cc: x; y\n",
        "Subject: intro\n", "Von: Bo Ek\n", "Gesendet: Montag, 2. März 2026 10:15\n", "An: Ann\n", "Betreff: Hallo\n",
        "差出人: Bo\n", "件名: x\n", "Date: Tue, 3 Mar 2026 11:00:00 +0100\n", "Reply-To: r@client.example\n",
        "---------- Forwarded message ---------\n", "-----Original Message-----\n", "Begin forwarded message:\n\n",
        "________________________________\n", "> ", ">", "> > ", "| ", "*From:* ", "From: a Sent: b To: c Subject: d ",
        "On Mon, Mar 2, 2026 at 10:15 AM Bo Ek <bo@client.example> wrote:\n", "Am 02.03.26 um 10:15 schrieb Bo Ek:\n",
        "Le lun. 2 mars 2026 à 10:15, Bo a écrit :\n", " wrote:", "\n-- \n", "Best regards,\n", "Sent from my iPhone\n",
        "[mailto:bo@client.example]", "<bo@client.example<mailto:bo@client.example>>", "CONFIDENTIALITY NOTICE: ",
        "Hello Jane,\n", "Thanks,\nAnn\n", "--\n", "***", "===", "\n\n",
    ];

    private static readonly string[] Markup =
    [
        "<div>", "</div>", "<blockquote type=\"cite\">", "</blockquote>", "<div class=\"gmail_quote\">", "<br>", "<p>",
        "<table><tr><td>", "</table>", "<a href=\"mailto:a@b.example\">", "</a>", "<style>.a{display:none}</style>",
        "<span style=\"display:none\">", "<span class=a>", "<!--", "-->", "<![endif]-->", "<div id=\"divRplyFwdMsg\">",
        "<hr>", "<s>", "<pre>", "<title>", "<script>", "&amp;", "&#x202e;", "&#0;", "&nbsp", "<img alt=\"x\">", "<ul><li>",
        "<o:p>", "style=\"", "font-size:0;", "color:#fff;background:white", "<", ">", "\"", "'",
    ];

    private static readonly string[] Words =
    [
        "jane.roe@globex.example", "jane at globex dot example", "Jane Roe", "Roe, Jane", "Globex Inc.", "Company: Globex",
        "- Contact: Jane Roe, CFO", "+1 (555) 010-0199", "~120k ARR", "EUR 45.000", "1,2 Mio. €", "¥12,000,000",
        "R$ 80 mil", "$10-20k", "by the end of Q3", "I would like to introduce you to", "bitte melden Sie sich bei",
        "グローベックス株式会社", "山田様", "550 5.1.1 <x@y.example>: user unknown", "out of office until", "1. ", "a)",
        "@", "(", ")", "\"", "\\", ",", ";", ":", "：", "<", ">", "[", "]", "\t", "\0", "\r", "\ud83d", "\udc4d", "\u200b",
        "\u202e", "\ufeff", "\u00a0", "\u3000", "ﬁ", "İ", "ß", "\u0301", "0", "99999999999999999999", "12.31.99", "25:61",
        "2026-02-30", "1. Januar", "=", "%", "&", "/", "http://a.example/", "x'", "\u2028", "\u0085",
    ];

    private static readonly string[][] All = [Header, Thread, Markup, Words];

    public static string Any(Random random)
    {
        var room = All[random.Next(All.Length)];
        return room[random.Next(room.Length)];
    }
}
