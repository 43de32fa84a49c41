namespace MailIntake.Tests.Mime;

public class EncodedWordTests
{
    [Theory]
    [InlineData("=?utf-8?Q?Caf=C3=A9?=", "Café")]
    [InlineData("=?utf-8?q?Caf=c3=a9?=", "Café")]
    [InlineData("=?UTF-8?B?Q2Fmw6k=?=", "Café")]
    [InlineData("=?iso-8859-1?Q?Caf=E9_cr=E8me?=", "Café crème")]
    [InlineData("=?utf-8*fr?Q?Caf=C3=A9?=", "Café")]
    [InlineData("Re: =?utf-8?Q?Caf=C3=A9?= today", "Re: Café today")]
    [InlineData("=?koi8-r?B?8NLJ18XU?=", "Привет")]
    [InlineData("=?iso-2022-jp?B?GyRCPlIycBsoQg==?=", "紹介")]
    [InlineData("=?gb2312?B?vem53A==?=", "介管")]
    [InlineData("=?big5?B?pKSk5Q==?=", "中文")]
    public void An_encoded_word_is_decoded(string value, string expected) =>
        Subject(value).Should().Be(expected);

    [Fact]
    public void White_space_between_encoded_words_is_no_text() =>
        Subject("=?utf-8?Q?a?=\n =?utf-8?Q?b?= =?utf-8?B?Yw==?=").Should().Be("abc");

    [Fact]
    public void White_space_between_a_word_and_plain_text_is_kept() =>
        Subject("=?utf-8?Q?a?= b =?utf-8?Q?c?=\n d").Should().Be("a b c d");

    [Fact]
    public void A_character_split_between_two_words_is_joined() =>
        Subject("=?utf-8?Q?Caf=C3?=\n =?utf-8?Q?=A9?=").Should().Be("Café");

    [Fact]
    public void A_character_split_between_a_base64_and_a_quoted_word_is_joined() =>
        Subject("=?utf-8?B?Q2Fmww==?= =?utf-8?Q?=A9?=").Should().Be("Café");

    [Fact]
    public void A_base64_group_split_between_two_words_is_joined() =>
        Subject("=?utf-8?B?Q2Fmw?=\n =?utf-8?B?6k=?=").Should().Be("Café");

    [Fact]
    public void A_word_torn_by_a_fold_is_decoded() =>
        Subject("=?utf-8?Q?Einf=C3=BChrung_bei\n _Br=C3=BCckner?=")
            .Should().Be("Einführung bei Brückner");

    [Fact]
    public void A_base64_word_torn_by_a_fold_is_decoded() =>
        Subject("=?utf-8?B?Q2Fm\n w6k=?=").Should().Be("Café");

    [Fact]
    public void A_space_in_a_word_is_borne() =>
        Subject("=?utf-8?Q?Hello caf=C3=A9?=").Should().Be("Hello café");

    [Fact]
    public void A_question_mark_in_a_word_is_borne() =>
        Subject("=?utf-8?Q?Caf=C3=A9??=").Should().Be("Café?");

    [Fact]
    public void Words_glued_to_text_are_decoded() =>
        Subject("[ext]=?utf-8?Q?Caf=C3=A9?=!").Should().Be("[ext]Café!");

    [Fact]
    public void A_word_that_does_not_end_goes_to_the_end_of_the_field() =>
        Subject("=?utf-8?Q?Caf=C3=A9").Should().Be("Café");

    [Fact]
    public void A_word_that_does_not_end_goes_to_the_next_word() =>
        Subject("=?utf-8?Q?abc =?utf-8?Q?Caf=C3=A9?=").Should().Be("abc Café");

    [Fact]
    public void An_empty_word_is_nothing() =>
        Subject("a =?utf-8?Q??= b").Should().Be("a  b");

    [Fact]
    public void An_unknown_charset_is_guessed_with_a_warning()
    {
        var email = MailText.Parse("Subject: =?x-klingon?Q?Caf=E9?=\n\n");

        email.Subject.Should().Be("Café");
        email.WarningCodes().Should().Contain("unknown-charset");
    }

    [Fact]
    public void A_line_end_in_a_word_reaches_no_one() =>
        Subject("=?utf-8?Q?a=0D=0ABcc:_b@x.example=00?=").Should().Be("a  Bcc: b@x.example");

    [Fact]
    public void A_folded_subject_is_one_line() =>
        Subject("Intro\n\tto Northwind\n  Foods").Should().Be("Intro to Northwind  Foods");

    [Fact]
    public void Raw_utf8_is_read_as_such() =>
        MailText.ParseUtf8("Subject: Vorstellung Brückner\n\n").Subject.Should().Be("Vorstellung Brückner");

    [Fact]
    public void Raw_8_bit_that_is_no_utf8_is_windows_1252() =>
        Subject("Vorstellung Br\u00fcckner \u0080").Should().Be("Vorstellung Brückner €");

    private static string Subject(string value) => MailText.Parse($"Subject: {value}\n\n").Subject;
}
