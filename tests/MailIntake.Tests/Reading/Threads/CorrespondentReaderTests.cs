using MailIntake.Referrals.Reading;
using MailIntake.Referrals.Reading.Threads;

namespace MailIntake.Tests.Reading.Threads;

public class CorrespondentReaderTests
{
    [Theory]
    [InlineData("Rosa Delgado <rosa@x.example>", "Rosa Delgado <rosa@x.example>")]
    [InlineData("\"Delgado, Rosa\" <rosa@x.example>", "Rosa Delgado <rosa@x.example>")]
    [InlineData("Delgado, Rosa <rosa@x.example>", "Rosa Delgado <rosa@x.example>")]
    [InlineData("Delgado, Rosa [mailto:rosa@x.example]", "Rosa Delgado <rosa@x.example>")]
    [InlineData("Rosa Delgado <mailto:rosa@x.example>", "Rosa Delgado <rosa@x.example>")]
    [InlineData("rosa@x.example<mailto:rosa@x.example>", "- <rosa@x.example>")]
    [InlineData("Rosa Delgado <rosa@x.example<mailto:rosa@x.example>>", "Rosa Delgado <rosa@x.example>")]
    [InlineData("<rosa@x.example>", "- <rosa@x.example>")]
    [InlineData("rosa@x.example (Rosa Delgado)", "Rosa Delgado <rosa@x.example>")]
    [InlineData("Rosa Delgado (rosa@x.example)", "Rosa Delgado <rosa@x.example>")]
    [InlineData("'Rosa Delgado' <rosa@x.example>", "Rosa Delgado <rosa@x.example>")]
    [InlineData("\"rosa@x.example\" <rosa@x.example>", "- <rosa@x.example>")]
    [InlineData("*Rosa Delgado* <rosa@x.example>", "Rosa Delgado <rosa@x.example>")]
    [InlineData("Rosa Delgado rosa@x.example", "Rosa Delgado <rosa@x.example>")]
    [InlineData("Rosa Delgado", "Rosa Delgado <->")]
    [InlineData("Delgado, Rosa", "Rosa Delgado <->")]
    [InlineData("VASSEUR Camille <c@x.example>", "VASSEUR Camille <c@x.example>")]
    [InlineData("Trent Abernathy, CPIM <t@x.example>", "Trent Abernathy, CPIM <t@x.example>")]
    [InlineData("\"Rosa\"<rosa@x.example>", "Rosa <rosa@x.example>")]
    [InlineData("佐藤 美咲 <m.sato@x.example>", "佐藤 美咲 <m.sato@x.example>")]
    [InlineData("Owen Pryce (Sales) <o@x.example>", "Owen Pryce (Sales) <o@x.example>")]
    [InlineData("Hannah Okafor, CFO <h@x.example>", "Hannah Okafor, CFO <h@x.example>")]
    [InlineData("Northwind, Ltd. <h@x.example>", "Northwind, Ltd. <h@x.example>")]
    [InlineData("Sjöström, Åsa <a@x.example>", "Åsa Sjöström <a@x.example>")]
    [InlineData("Hannah Okafor </O=NORTHWIND/OU=EXCHANGE/CN=HOKAFOR>", "Hannah Okafor <->")]
    [InlineData("\"Hannah \\\"Ho\\\" Okafor\" <h@x.example>", "Hannah \"Ho\" Okafor <h@x.example>")]
    [InlineData("Hannah Okafor &lt;h@x.example&gt;", "Hannah Okafor <h@x.example>")]
    public void One_person_is_read_as_clients_show_people(string written, string expected)
    {
        Show(CorrespondentReader.ReadOne(new VisibleText("1", written, []), 0, written.Length,
            "forward:From")).Should().Be(expected);
    }

    [Theory]
    [InlineData("A B <a@x.example>, C D <c@x.example>", "A B <a@x.example>; C D <c@x.example>")]
    [InlineData("A B <a@x.example>; Doe, John <j@x.example>", "A B <a@x.example>; John Doe <j@x.example>")]
    [InlineData("Doe, John <j@x.example>, Roe, Jane <r@x.example>", "John Doe <j@x.example>; Jane Roe <r@x.example>")]
    [InlineData("Fraser McIntyre; Marcus Oyelaran", "Fraser McIntyre <->; Marcus Oyelaran <->")]
    [InlineData("Yuki Hamasaki, Kenji Ito <k@x.example>", "Yuki Hamasaki <->; Kenji Ito <k@x.example>")]
    [InlineData("\"A, B\" <a@x.example>, c@x.example", "B A <a@x.example>; - <c@x.example>")]
    [InlineData("a@x.example<mailto:a@x.example>, b@x.example<mailto:b@x.example>", "- <a@x.example>; - <b@x.example>")]
    [InlineData("A B\n<a@x.example>,\n C D <c@x.example>", "A B <a@x.example>; C D <c@x.example>")]
    [InlineData(" , ;", "")]
    [InlineData("王小明；李四 <l@x.example>；", "王小明 <->; 李四 <l@x.example>")]
    [InlineData("山田太郎、佐藤花子", "山田太郎 <->; 佐藤花子 <->")]
    public void A_list_is_cut_where_people_end(string written, string expected)
    {
        var people = CorrespondentReader.ReadList(new VisibleText("1", written, []), 0, written.Length, "forward:To");

        string.Join("; ", people.Select(Show)).Should().Be(expected);
    }

    [Fact]
    public void The_address_behind_a_name_is_found_in_its_link()
    {
        var text = MailIntake.Referrals.Reading.Rendering.HtmlRenderer.Render("1",
            "<a href='mailto:rosa@x.example'>Rosa Delgado</a>").Text;

        Show(CorrespondentReader.ReadOne(text, 0, text.Text.Length,
            "forward:From")).Should().Be("Rosa Delgado <rosa@x.example>");
    }

    private static string Show(Correspondent? person) =>
        person is null ? "" : $"{person.Name ?? "-"} <{person.Address?.ToString() ?? "-"}>";
}
