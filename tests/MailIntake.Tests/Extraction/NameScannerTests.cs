using MailIntake.Referrals.Extraction.People;

namespace MailIntake.Tests.Extraction;

public class NameScannerTests
{
    [Theory]
    [InlineData("Please meet Jane Roe, our contact.", "Jane Roe")]
    [InlineData("COO is a Mr Adam Banks, he knows.", "Adam Banks")]
    [InlineData("Herr Dr. Otto Kern ist dort Leiter.", "Otto Kern")]
    [InlineData("Assistentin von Herrn Otto Kern, CFO", "Otto Kern")]
    [InlineData("talk to Floor de Graaf today", "Floor de Graaf")]
    [InlineData("Juan van der Berg joins", "Juan van der Berg")]
    [InlineData("総務部長の鈴木一郎様をご紹介します", "鈴木一郎")]
    [InlineData("总务科主任李建国想了解", "李建国")]
    [InlineData("한빛의원 김민수 이사님을 소개합니다", "김민수")]
    public void Names_are_found_in_prose(string text, string name) =>
        NameScanner.Find(House.Text(text)).Select(n => n.Name).Should().Contain(name);

    [Theory]
    [InlineData("The boss of Mills Tyre & Exhaust called.")]
    [InlineData("Good Morning Team")]
    [InlineData("Chief Financial Officer")]
    [InlineData("ミナト物流様の件")]
    public void Companies_titles_and_greetings_are_no_names(string text) =>
        NameScanner.Find(House.Text(text)).Should().BeEmpty();

    [Fact]
    public void The_evidence_of_a_name_is_the_name_alone() =>
        NameScanner.Find(House.Text("総務部長の鈴木一郎様をご紹介します"))[0].Evidence.Words.Should().Be("鈴木一郎");
}
