using MailIntake.Referrals.Extraction.Text;

namespace MailIntake.Tests.Extraction;

public class TextTests
{
    [Theory]
    [InlineData("Élodie Müller", "elodie muller")]
    [InlineData("Straße", "strasse")]
    [InlineData("Łódź", "lodz")]
    [InlineData("ＡＢＣ", "abc")]
    [InlineData("O’Brien", "o'brien")]
    public void Folding_takes_case_and_accents_away(string text, string folded) =>
        TextFold.Fold(text).Should().Be(folded);

    [Fact]
    public void Folding_survives_half_a_surrogate_pair() =>
        TextFold.Fold("a\ud83dB").Should().Be("ab");

    [Theory]
    [InlineData("d'Ouche", "d|ouche")]
    [InlineData("O'Brien", "o'brien")]
    [InlineData("co-sell now", "co-sell|now")]
    [InlineData("1.200,50 EUR", "1.200,50|eur")]
    [InlineData("R1,2m", "r|1,2|m")]
    [InlineData("Q3", "q3")]
    [InlineData("Tidewellの浜崎", "tidewell|の浜崎")]
    public void Text_is_cut_into_words_and_numbers(string text, string tokens) =>
        string.Join('|', Tokenizer.Cut(text).Where(t => t.IsWordOrNumber).Select(t => t.Folded)).Should().Be(tokens);

    [Fact]
    public void A_wrapped_line_goes_on_and_a_short_line_ends_its_sentence()
    {
        var text = new TokenizedText("Nora looks after the whole north of the country and\nthe islands\nRegards");

        text.SentenceOf[0].Should().Be(text.SentenceOf[11], "the first line was only wrapped");
        text.SentenceOf[^1].Should().NotBe(text.SentenceOf[0]);
    }

    [Theory]
    [InlineData("Please log this.\n\nBest,\nGreta", "Greta Vance", "Best,\nGreta")]
    [InlineData("Bitte eintragen.\n\nMit freundlichen Grüßen\nKlaus Berg\nBerg GmbH", null,
        "Mit freundlichen Grüßen\nKlaus Berg\nBerg GmbH")]
    [InlineData("One for you, details to come.\n\nGreti\nBirch & Oak", "Greta Vance", "Greti\nBirch & Oak")]
    public void A_closing_or_the_authors_name_opens_the_signature(string text, string? author, string signature) =>
        text[SignatureSplit.Find(text, author)!.Value..].Should().Be(signature);

    [Fact]
    public void A_text_without_a_closing_has_no_signature() =>
        SignatureSplit.Find("Meet Jane Roe, she runs finance at Globex and needs a ledger.", "Greta Vance")
            .Should().BeNull();
}
