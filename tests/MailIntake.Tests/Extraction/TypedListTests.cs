using MailIntake.Referrals.Extraction.Fields;

namespace MailIntake.Tests.Extraction;

public class TypedListTests
{
    [Theory]
    [InlineData("Company: Globex", "prospectCompany", "Globex")]
    [InlineData("- Ansprechpartnerin: Frau Dr. Salz", "prospectContactName", "Frau Dr. Salz")]
    [InlineData("Kunde ......... Globex AG", "prospectCompany", "Globex AG")]
    [InlineData("EMAIL   jane@globex.example", "prospectContactEmail", "jane@globex.example")]
    [InlineData("Société : Globex SAS", "prospectCompany", "Globex SAS")]
    [InlineData("・会社名：株式会社青葉", "prospectCompany", "株式会社青葉")]
    [InlineData("1. Correo electrónico: j@globex.example", "prospectContactEmail", "j@globex.example")]
    [InlineData("Jabatan: Direktur", "prospectContactTitle", "Direktur")]
    public void A_key_announces_its_value_in_any_layout(string line, string field, string value)
    {
        var keyed = KeyedLines.Find(House.Text(line))[0];

        keyed.Field.Should().Be(field);
        keyed.Value.Should().Be(value);
    }

    [Fact]
    public void Two_keys_may_stand_in_one_line() =>
        KeyedLines.Find(House.Text("Client: Marl Toys. Decision maker: Gwen Ashby, COO")).Select(k => k.Value)
            .Should().Equal("Marl Toys", "Gwen Ashby, COO");

    [Theory]
    [InlineData("I will tell you this: it works")]
    [InlineData("https://globex.example/a")]
    public void Prose_with_a_colon_is_no_list(string line) =>
        KeyedLines.Find(House.Text(line)).Should().BeEmpty();

    [Theory]
    [InlineData("Account\tContact\tEmail\nGlobex\tJane Roe\tjane@globex.example")]
    [InlineData("Account | Contact | Email\nGlobex | Jane Roe | jane@globex.example")]
    [InlineData("Account    Contact    Email\nGlobex    Jane Roe    jane@globex.example")]
    public void A_table_is_read_by_its_heads(string table) =>
        TableReader.Rows(House.Text(table))[0].Select(v => v.Value)
            .Should().Equal("Globex", "Jane Roe", "jane@globex.example");

    [Fact]
    public void Name_and_title_under_one_key_are_parted()
    {
        var typed = new TypedValues(KeyedLines.Find(House.Text("Firma: Globex AG\nAnsprechpartner: Herr Otto Kern, Leiter Einkauf")));

        typed.Person(_ => true)!.Name.Should().Be("Otto Kern");
        typed.Title!.Value.Should().Be("Leiter Einkauf");
    }

    [Fact]
    public void A_Japanese_name_is_parted_from_department_and_title()
    {
        var typed = new TypedValues(KeyedLines.Find(House.Text("会社名：株式会社青葉\nご担当者：情報システム部 部長 山本 太郎 様")));

        typed.Person(_ => true)!.Name.Should().Be("山本 太郎");
        typed.Title!.Value.Should().Be("情報システム部 部長");
    }
}
