using MailIntake.Referrals.Extraction.People;

namespace MailIntake.Tests.Extraction;

public class PersonNameTests
{
    [Theory]
    [InlineData("Roe, Jane", "Jane Roe")]
    [InlineData("ROUX Amélie", "Amélie Roux")]
    [InlineData("Dr. Jane Roe", "Jane Roe")]
    [InlineData("Frau Dr. Henrike Salz", "Henrike Salz")]
    [InlineData("Dipl.-Ing. Otto Kern", "Otto Kern")]
    [InlineData("Jane Roe, PhD", "Jane Roe")]
    [InlineData("Robert \"Bob\" Castle", "Robert Castle")]
    [InlineData("山田 太郎様", "山田 太郎")]
    [InlineData("Floor de Graaf", "Floor de Graaf")]
    [InlineData("  'Jane Roe' ", "Jane Roe")]
    public void A_name_is_entered_without_titles_and_in_order(string written, string name) =>
        PersonName.Clean(written).Should().Be(name);

    [Fact]
    public void An_address_is_no_name() => PersonName.Clean("jane@globex.example").Should().BeNull();

    [Theory]
    [InlineData("Jane Roe", true)]
    [InlineData("佐藤 美咲", true)]
    [InlineData("Deal Desk", false)]
    [InlineData("Globex Consulting", false)]
    [InlineData("Roe & Sons", false)]
    [InlineData("Room 12", false)]
    public void Desks_and_companies_are_no_persons(string name, bool person) =>
        PersonName.IsPerson(name).Should().Be(person);

    [Theory]
    [InlineData("Jane Roe", "jane.roe", 3)]
    [InlineData("Jane Roe", "jroe", 2.5)]
    [InlineData("Jürgen Müller", "j.mueller", 2.5)]
    [InlineData("Jane Roe", "accounts", 0)]
    [InlineData("Іван Франко", "i.franko", 2.5)]
    public void A_name_is_weighed_against_a_local_part(string name, string local, double score) =>
        NameMatch.WithLocalPart(name, local).Should().Be(score);

    [Theory]
    [InlineData("佐々木 健", "佐々木健", 1)]
    [InlineData("佐々木 健", "佐々木", 0.5)]
    [InlineData("Nora Lind", "Lind Nora", 1)]
    [InlineData("Nora Lind", "Nora Berg", 0)]
    public void Two_writings_of_a_name_are_one_person(string left, string right, double score) =>
        NameMatch.Between(left, right).Should().Be(score);
}
