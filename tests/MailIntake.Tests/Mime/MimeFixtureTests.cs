using MailIntake.Mail.Mime;

namespace MailIntake.Tests.Mime;

public class MimeFixtureTests
{
    public static TheoryData<string> Fixtures()
    {
        var data = new TheoryData<string>();
        foreach (var path in MimeFixtures.Paths().Where(p => MimeFixtures.Expected(p) is not null))
        {
            data.Add(Path.GetRelativePath(MimeFixtures.Root, path));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_mail_is_read_as_its_neighbour_says(string fixture)
    {
        var path = Path.Combine(MimeFixtures.Root, fixture);

        var actual = MimeFixtures.Describe(Email.Parse(File.ReadAllBytes(path)));

        MimeFixtures.Differences(MimeFixtures.Expected(path), actual, "mime").Should().BeEmpty();
    }
}
