using System.Text;
using MailIntake.Mail.Mime;

namespace MailIntake.Tests.Mime;

public class CharsetTests
{
    static CharsetTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", "utf-8", "Łódź, Привет, 紹介 😀")]
    [InlineData("UTF8", "utf-8", "Łódź")]
    [InlineData("iso-8859-1", "windows-1252", "“€100” – café")]
    [InlineData("latin1", "windows-1252", "“€100” – café")]
    [InlineData("windows-1252", "windows-1252", "“€100” – café")]
    [InlineData("iso-8859-2", "iso-8859-2", "Łódź, Příbram")]
    [InlineData("windows-1250", "windows-1250", "Łódź, Příbram")]
    [InlineData("cp1251", "windows-1251", "Добрый день, партнёр")]
    [InlineData("windows-1253", "windows-1253", "Καλημέρα")]
    [InlineData("iso-8859-7", "iso-8859-7", "Καλημέρα")]
    [InlineData("iso-8859-9", "windows-1254", "Günaydın, İstanbul ş")]
    [InlineData("windows-1255", "windows-1255", "שלום")]
    [InlineData("iso-8859-8-i", "iso-8859-8", "שלום")]
    [InlineData("windows-1256", "windows-1256", "مرحبا")]
    [InlineData("windows-1257", "windows-1257", "Žemaitija ąčę")]
    [InlineData("windows-1258", "windows-1258", "Viet Nam đ")]
    [InlineData("tis-620", "windows-874", "สวัสดี")]
    [InlineData("koi8-r", "koi8-r", "Добрый день, партнёр")]
    [InlineData("koi8-u", "koi8-u", "Добрий день, їжак")]
    [InlineData("ibm866", "ibm866", "Добрый день")]
    [InlineData("shift_jis", "shift_jis", "ご紹介ありがとう")]
    [InlineData("windows-31j", "shift_jis", "ご紹介①")]
    [InlineData("iso-2022-jp", "iso-2022-jp", "ご紹介ありがとう, OK")]
    [InlineData("euc-jp", "euc-jp", "ご紹介ありがとう")]
    [InlineData("gb2312", "gb18030", "您好，介绍一下")]
    [InlineData("gbk", "gb18030", "您好，鎔")]
    [InlineData("GB18030", "gb18030", "您好😀")]
    [InlineData("big5", "big5", "您好，介紹一下")]
    [InlineData("euc-kr", "ks_c_5601-1987", "안녕하세요")]
    [InlineData("ks_c_5601-1987", "ks_c_5601-1987", "안녕하세요")]
    [InlineData("iso-2022-kr", "iso-2022-kr", "안녕하세요")]
    [InlineData("utf-16le", "utf-16", "Hello Łódź")]
    [InlineData("utf-16be", "utf-16BE", "Hello Łódź")]
    [InlineData("macintosh", "macintosh", "café")]
    public void A_named_charset_is_decoded_as_its_senders_mean_it(string name, string encoding, string text)
    {
        var email = Base64Mail(name, Encoding.GetEncoding(encoding).GetBytes(text));

        email.Root.Text.Should().Be(text);
        email.Warnings.Should().BeEmpty();
    }

    [Theory]
    [InlineData("x-klingon", "utf-8", "Łódź", "unknown-charset")]
    [InlineData("x-klingon", "windows-1252", "café", "unknown-charset")]
    [InlineData("us-ascii", "utf-8", "Łódź", "wrong-charset")]
    [InlineData("us-ascii", "windows-1252", "café", "wrong-charset")]
    [InlineData("iso-8859-1", "utf-8", "café, Łódź", "wrong-charset")]
    [InlineData("windows-1251", "utf-8", "Добрый день", "wrong-charset")]
    [InlineData("utf-8", "windows-1252", "café crème", "wrong-charset")]
    [InlineData("shift_jis", "utf-8", "café crème à la carte", "wrong-charset")]
    [InlineData("utf-16", "utf-8", "Hello café", "wrong-charset")]
    public void A_wrong_label_is_guessed_by_validity(string label, string encoding, string text, string warning)
    {
        var email = Base64Mail(label, Encoding.GetEncoding(encoding).GetBytes(text));

        email.Root.Text.Should().Be(text);
        email.WarningCodes().Should().Equal(warning);
    }

    [Fact]
    public void A_torn_character_does_not_make_the_rest_unreadable()
    {
        byte[] torn = [.. "Łódź, Привет"u8, 0xC3];

        Base64Mail("utf-8", torn).Root.Text.Should().Be("Łódź, Привет\uFFFD");
    }

    [Fact]
    public void Utf_7_is_refused_with_a_warning()
    {
        var email = MailText.Parse("Content-Type: text/html; charset=utf-7\n\n+ADw-script+AD4-");

        email.Root.Text.Should().Be("+ADw-script+AD4-");
        email.WarningCodes().Should().Equal("utf-7");
    }

    [Fact]
    public void Eight_bit_text_without_a_label_is_utf_8_where_it_is_valid()
    {
        var email = MailText.ParseUtf8("Subject: x\n\nŁódź");

        email.Root.Text.Should().Be("Łódź");
        email.WarningCodes().Should().Equal("missing-charset");
    }

    [Fact]
    public void A_page_without_a_label_names_its_charset_itself()
    {
        var page = Encoding.GetEncoding("windows-1251").GetBytes(
            "<html><head><meta http-equiv=Content-Type content=\"text/html; charset=windows-1251\"></head>Добрый день");

        Email.Parse((byte[])[.. "Content-Type: text/html\r\n\r\n"u8, .. page]).Root.Text
            .Should().EndWith("Добрый день");
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("us-ascii")]
    [InlineData("")]
    public void A_byte_order_mark_is_no_text(string charset) =>
        Base64Mail(charset, [0xEF, 0xBB, 0xBF, .. "words"u8]).Root.Text.Should().Be("words");

    [Fact]
    public void A_utf_16_byte_order_mark_says_which_way() =>
        Base64Mail("utf-16", [0xFE, 0xFF, 0, (byte)'h', 0, (byte)'i']).Root.Text.Should().Be("hi");

    [Fact]
    public void Line_ends_of_utf_16_text_are_line_feeds() =>
        Base64Mail("utf-16le", Encoding.Unicode.GetBytes("a\r\nb")).Root.Text.Should().Be("a\nb");

    [Theory]
    [InlineData("utf-8")]
    [InlineData("iso-8859-1")]
    [InlineData("shift_jis")]
    public void A_nul_is_left_out_as_mail_programs_do(string charset) =>
        Base64Mail(charset, "a\0b"u8.ToArray()).Root.Text.Should().Be("ab");

    [Fact]
    public void A_lone_surrogate_is_made_harmless() =>
        Base64Mail("utf-16le", [0x41, 0, 0x00, 0xD8, 0x42, 0]).Root.Text.Should().Be("A\uFFFDB");

    [Fact]
    public void A_surrogate_written_as_utf_8_is_made_harmless() =>
        Base64Mail("utf-8", [.. "Łódź"u8, 0xED, 0xA0, 0x80]).Root.Text.Should().NotContain("\uD800");

    [Fact]
    public void Line_ends_become_line_feeds() =>
        Base64Mail("utf-8", "a\r\nb\rc\nd\r\r\ne"u8.ToArray()).Root.Text.Should().Be("a\nb\nc\nd\ne");

    private static Email Base64Mail(string charset, byte[] content)
    {
        var label = charset.Length == 0 ? "" : $"; charset=\"{charset}\"";
        var body = Convert.ToBase64String(content);
        return MailText.Parse($"Content-Type: text/plain{label}\nContent-Transfer-Encoding: base64\n\n{body}\n");
    }
}
