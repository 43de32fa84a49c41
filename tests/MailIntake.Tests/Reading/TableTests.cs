using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Tests.Reading;

/// <summary>The tables are a translator's: what they must hold is held here.</summary>
public class TableTests
{
    private static readonly string[] Languages =
        ["en", "de", "es", "fr", "it", "nl", "pl", "sv", "cs", "da", "fi", "hu", "no", "pt", "sk", "ru", "tr", "ro",
            "hr", "uk", "et", "ja"];

    public static TheoryData<string> EveryLanguage() => new(Languages);

    [Theory]
    [MemberData(nameof(EveryLanguage))]
    public void Every_language_has_its_labels(string language)
    {
        var fields = WordTable.Rows("Words.labels.tsv").Where(r => r[1] == language).Select(r => r[0]).ToList();

        fields.Should().Contain(["From", "To", "Cc", "ReplyTo", "Subject", "Date"]);
    }

    [Theory]
    [MemberData(nameof(EveryLanguage))]
    public void Every_language_has_its_separators_attributions_and_sign_offs(string language)
    {
        Roles("Words.separators.tsv", language).Should().Contain(["forward", "original"]);
        Roles("Words.wrote.tsv", language).Should().Contain("verb");
        Roles("Words.signoffs.tsv", language).Should().Contain(["closing", "mobile"]);
    }

    [Fact]
    public void No_label_stands_for_two_fields_in_one_language()
    {
        var doubled = WordTable.Rows("Words.labels.tsv")
            .SelectMany(r => r[2].Split('|').Select(label => (Field: r[0], Key: $"{r[1]} {Folding.Fold(label)}")))
            .Distinct().GroupBy(x => x.Key).Where(g => g.Select(x => x.Field).Distinct().Count() > 1).Select(g =>
                g.Key);

        doubled.Should().BeEmpty();
    }

    [Fact]
    public void Every_month_and_weekday_has_its_words()
    {
        var rows = WordTable.Rows("Words.dates.tsv").ToList();

        rows.Where(r => r[0] == "month").Select(r =>
            r[1]).Should().BeEquivalentTo(Enumerable.Range(1, 12).Select(i => $"{i}"));
        rows.Where(r => r[0] == "weekday").Select(r =>
            r[1]).Should().BeEquivalentTo(Enumerable.Range(1, 7).Select(i => $"{i}"));
    }

    [Theory]
    [InlineData("Words.labels.tsv", 3)]
    [InlineData("Words.separators.tsv", 3)]
    [InlineData("Words.wrote.tsv", 3)]
    [InlineData("Words.signoffs.tsv", 3)]
    [InlineData("Words.subjects.tsv", 3)]
    [InlineData("Words.dates.tsv", 3)]
    [InlineData("Kinds.automatic.tsv", 4)]
    [InlineData("Kinds.introductions.tsv", 4)]
    [InlineData("Rendering.entities.tsv", 2)]
    public void Every_row_has_all_its_columns(string table, int columns)
    {
        WordTable.Rows(table).Where(r => r.Length != columns || r.Any(string.IsNullOrWhiteSpace)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("ÄÖÜ straße", "aou straße")]
    [InlineData("  Envoyé\u00a0 le ", "envoye le")]
    [InlineData("İstanbul ISI ı", "istanbul isi i")]
    [InlineData("Łódź Øre Đuro", "lodz ore duro")]
    [InlineData("ＣＣ：ａ", "cc:a")]
    [InlineData("差出人 が", "差出人 が")]
    [InlineData("받는 사람", "받는 사람")]
    public void Folding_makes_spellings_comparable(string text, string folded)
    {
        Folding.Fold(text).Should().Be(folded);
    }

    [Theory]
    [InlineData("Fwd: hello", "Forward", "hello")]
    [InlineData("WG: AW: hallo", "Forward", "hallo")]
    [InlineData("TR : bonjour", "Forward", "bonjour")]
    [InlineData("[EXT] RE: FW: hello", "Reply", "hello")]
    [InlineData("Re[2]: hello", "Reply", "hello")]
    [InlineData("VS: hei", "Either", "hei")]
    [InlineData("转发: 你好", "Forward", "你好")]
    [InlineData("回复：你好", "Reply", "你好")]
    [InlineData("Someone you should meet", "None", "Someone you should meet")]
    [InlineData("Intro: Globex", "None", "Intro: Globex")]
    public void Subject_prefixes_are_known(string subject, string prefix, string rest)
    {
        SubjectPrefixes.Outermost(subject).ToString().Should().Be(prefix);
        SubjectPrefixes.Strip(subject).Should().Be(rest);
    }

    private static List<string> Roles(string table, string language) =>
        [.. WordTable.Rows(table).Where(r => r[1] == language).Select(r => r[0])];
}
