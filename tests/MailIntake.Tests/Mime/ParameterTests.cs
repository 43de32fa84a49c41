namespace MailIntake.Tests.Mime;

public class ParameterTests
{
    [Theory]
    [InlineData("attachment; filename=plan.pdf", "plan.pdf")]
    [InlineData("attachment; filename=\"Q3 plan; final.pdf\"", "Q3 plan; final.pdf")]
    [InlineData("attachment; filename=\"say \\\"hi\\\".pdf\"", "say \"hi\".pdf")]
    [InlineData("attachment; filename=\"C:\\temp\\plan.pdf\"", "C:\\temp\\plan.pdf")]
    [InlineData("attachment; filename=my plan.pdf; size=3", "my plan.pdf")]
    [InlineData("attachment; filename=\"unclosed.pdf; size=3", "unclosed.pdf")]
    [InlineData("attachment; FileName = \"plan.pdf\"", "plan.pdf")]
    [InlineData("attachment; filename*=utf-8''Pr%C3%A9sentation.pdf", "Présentation.pdf")]
    [InlineData("attachment; filename*=iso-8859-1'fr'Pr%E9sentation.pdf", "Présentation.pdf")]
    [InlineData("attachment; filename*0=\"long \"; filename*1=\"name.pdf\"", "long name.pdf")]
    [InlineData("attachment; filename*1=\"name.pdf\"; filename*0=\"long \"", "long name.pdf")]
    [InlineData("attachment; filename*0*=utf-8''Pr%C3; filename*1*=%A9s%20; filename*2=100%25.pdf", "Prés 100%25.pdf")]
    [InlineData("attachment; filename=\"worse.pdf\"; filename*=utf-8''b%C3%A9tter.pdf", "bétter.pdf")]
    [InlineData("attachment; filename*=broken%C3%A9.pdf", "brokené.pdf")]
    [InlineData("attachment; filename=\"=?utf-8?Q?Pr=C3=A9sentation.pdf?=\"", "Présentation.pdf")]
    [InlineData("attachment; filename==?utf-8?Q?Pr=C3=A9sentation.pdf?=", "Présentation.pdf")]
    [InlineData("attachment; filename=\"=?utf-8?Q?Pr=C3=A9sen?=\n =?utf-8?Q?tation.pdf?=\"", "Présentation.pdf")]
    public void A_file_name_is_read_however_it_is_written(string disposition, string expected)
    {
        var email = MailText.Parse($"Content-Type: application/pdf\nContent-Disposition: {disposition}\n\nx");

        email.Root.FileName.Should().Be(expected);
        email.Root.IsAttachment.Should().BeTrue();
    }

    [Fact]
    public void The_name_of_the_content_type_stands_in_for_a_missing_file_name() =>
        MailText.Parse("Content-Type: application/pdf; name=\"plan.pdf\"\n\nx").Root.FileName.Should().Be("plan.pdf");

    [Fact]
    public void A_part_without_a_name_has_none() =>
        MailText.Parse("Content-Type: application/pdf; name=\"\"\n\nx").Root.FileName.Should().BeNull();

    [Theory]
    [InlineData("TEXT/HTML; charset=utf-8", "text/html")]
    [InlineData("text/html (a comment); charset=utf-8", "text/html")]
    [InlineData("text/html;", "text/html")]
    [InlineData("text", "text/plain")]
    [InlineData("", "text/plain")]
    [InlineData("text/", "text/plain")]
    [InlineData("; charset=utf-8", "text/plain")]
    [InlineData("text html", "text/plain")]
    public void A_media_type_is_lower_case_and_never_nonsense(string value, string expected) =>
        MailText.Parse($"Content-Type: {value}\n\nx").Root.MediaType.Should().Be(expected);

    [Fact]
    public void Flowed_text_says_so()
    {
        var part = MailText.Parse("Content-Type: text/plain; Format=Flowed; delsp=YES\n\nx").Root;

        part.IsFlowed.Should().BeTrue();
        part.DelSp.Should().BeTrue();
    }

    [Fact]
    public void Parameters_are_found_in_any_case() =>
        MailText.Parse("Content-Type: text/plain; CharSet=utf-8\n\nx").Root.Parameters["charset"].Should().Be("utf-8");
}
