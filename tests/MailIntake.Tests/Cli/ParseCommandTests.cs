using System.CommandLine;
using MailIntake.Cli;
using MailIntake.Referrals;

namespace MailIntake.Tests.Cli;

public sealed class ParseCommandTests : IDisposable
{
    private readonly ParseRunner _parse = new();

    public void Dispose() => _parse.Dispose();

    [Fact]
    public async Task One_file_is_one_line()
    {
        _parse.WriteMail("a.eml");

        (await _parse.RunAsync("a.eml")).Should().Be(0);

        _parse.Output.Should().EndWith("}\n").And.Subject.Count(c => c == '\n').Should().Be(1);
        _parse.Error.Should().BeEmpty();
    }

    [Fact]
    public async Task A_folder_is_read_in_the_ordinal_order_of_its_paths()
    {
        foreach (var name in new[] { "b.eml", "a/z.eml", "a/B.EML", "a-1.eml", "a.eml", "a/b/c.eml", "Z.eml" })
        {
            _parse.WriteMail(name);
        }

        await _parse.RunAsync("");

        _parse.Sources.Should().Equal("Z.eml", "a-1.eml", "a.eml", "a/B.EML", "a/b/c.eml", "a/z.eml", "b.eml");
    }

    [Fact]
    public async Task A_folder_gives_only_its_messages()
    {
        _parse.WriteMail("a.eml");
        _parse.WriteMail("message");
        _parse.WriteMail("b.txt");
        _parse.Write("README", "Nothing to see: here\n");
        _parse.Write("Makefile", "all: build\n\techo\n");

        await _parse.RunAsync("");

        _parse.Sources.Should().Equal("a.eml", "message");
    }

    [Fact]
    public async Task A_file_named_by_its_path_is_read_whatever_its_name()
    {
        _parse.WriteMail("b.txt");

        await _parse.RunAsync("b.txt");

        _parse.Sources.Should().Equal("b.txt");
    }

    [Theory]
    [InlineData("inbox.mbox")]
    [InlineData("inbox")]
    public async Task An_mbox_gives_a_line_a_message(string name)
    {
        _parse.Write(name, """
            From rosa@brightpath.example Mon Mar  2 10:15:00 2026
            Subject: one

            words

            From rosa@brightpath.example Mon Mar  2 10:16:00 2026
            Subject: two

            words

            """);

        await _parse.RunAsync(name);

        _parse.Sources.Should().Equal($"{name}#1", $"{name}#2");
    }

    [Fact]
    public async Task A_path_that_cannot_be_read_is_said_and_the_others_are_done()
    {
        _parse.WriteMail("a.eml");

        (await _parse.RunAsync("gone.eml", "a.eml")).Should().Be(1);

        _parse.Sources.Should().Equal("a.eml");
        _parse.Error.Should().Contain("gone.eml");
    }

    [Fact]
    public async Task A_mail_without_an_identifier_has_the_same_one_each_time()
    {
        _parse.Write("a.eml", "Subject: x\n\nwords\n");
        _parse.Write("b.eml", "Received: by another\nSubject: x\n\nwords\n");

        await _parse.RunAsync("a.eml", "b.eml");

        ((string)_parse.Records[0]["messageId"]!).Should().Be((string)_parse.Records[1]["messageId"]!).And.Contain("@");
    }

    [Fact]
    public async Task Anything_at_all_gives_its_line()
    {
        _parse.Write("a.eml", "");
        _parse.Write("b.eml", "\0\u0001\ud83d\ude00 {}[]");
        _parse.Write("c.eml", "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed");

        (await _parse.RunAsync("")).Should().Be(0);

        _parse.Records.Should().HaveCount(3);
        _parse.Records[0]["submitter"]!.ToJsonString().Should().Be("""{"name":null,"email":null}""");
    }

    [Fact]
    public async Task Without_json_there_is_a_table_for_people()
    {
        _parse.WriteMail("a.eml", "Intro [bold]x[/]");

        (await _parse.RunAsync(isJson: false, "a.eml")).Should().Be(0);

        _parse.Output.Should().Contain("a.eml").And.Contain("Intro [bold]x[/]").And.Contain("rosa@brightpath.example");
    }

    [Fact]
    public async Task People_see_the_messages_in_the_mail_each_under_the_one_it_stands_in()
    {
        _parse.Write("a.eml", """
            From: Rosa <rosa@brightpath.example>
            Subject: Fwd: hello

            ---------- Forwarded message ---------
            From: Bo Ek <bo@client.example>
            Date: Mon, Mar 2, 2026 at 10:15 AM
            Subject: hello
            To: Rosa <rosa@brightpath.example>

            See below.

            On Sun, Mar 1, 2026 at 9:00 AM Jane Roe <jane@globex.example> wrote:
            > Who can help?
            """);

        await _parse.RunAsync(isJson: false, "a.eml");

        _parse.Output.Should().Contain(
            "\n  forwarded Bo Ek <bo@client.example> to Rosa <rosa@brightpath.example>, Mon, Mar 2, 2026 at 10:15 AM: hello\n"
            + "    quoted Jane Roe <jane@globex.example>, Sun, Mar 1, 2026 at 9:00 AM\n");
    }

    [Fact]
    public async Task Words_of_a_mail_do_not_move_the_cursor()
    {
        _parse.Write(
            "a.eml",
            "From: =?utf-8?Q?=1B[31mEve?= <eve@x.example>\nSubject: =?utf-8?Q?=E2=80=AEevil?=\n\nwords\u001b[2J\n");

        await _parse.RunAsync(isJson: false, "a.eml");

        _parse.Output.Should().NotContain("\u001b[31m").And.NotContain("\u001b[2J").And.NotContain("\u202e");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"us": {"name": ["Ledgerline"]}}""")]
    public async Task A_directory_that_is_none_stops_with_its_reason(string json)
    {
        _parse.WriteMail("a.eml");
        _parse.Write("directory.json", json);

        (await _parse.RunAsync("a.eml")).Should().Be(2);

        _parse.Output.Should().BeEmpty();
        _parse.Error.Should().Contain("directory.json cannot be read");
    }

    [Fact]
    public async Task What_is_unknown_in_a_directory_is_said_and_passed_over()
    {
        _parse.WriteMail("a.eml");
        _parse.Write("directory.json", """{"us": {"nam": "Ledgerline", "name": "Ledgerline"}}""");

        (await _parse.RunAsync("a.eml")).Should().Be(0);

        _parse.Error.Should().Contain("directory.json").And.Contain("nam");
        _parse.Output.Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("\"Old Ltd\"")]
    [InlineData("""{"company": "Old Ltd", "domains": ["old.example"]}""")]
    [InlineData("""{"name": "Old Ltd"}""")]
    public void A_customer_is_a_name_or_an_object(string customer) =>
        PartnerDirectory.FromJson("{\"us\": {\"customers\": [" + customer + "]}}").Us.Customers
            .Should().ContainSingle().Which.Company.Should().Be("Old Ltd");

    [Theory]
    [InlineData("parse")]
    [InlineData("parse", "a.eml", "--jsn")]
    [InlineData("parse", "a.eml", "--directory")]
    [InlineData("pars", "a.eml")]
    public async Task Wrong_words_give_2_and_nothing_on_the_output(params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var exitCode = await CommandLine.RunAsync(
            new RootCommand { ParseCommand.Create() },
            words,
            new InvocationConfiguration { Output = output, Error = error });

        exitCode.Should().Be(2);
        output.ToString().Should().BeEmpty();
        error.ToString().Should().Contain("--help");
    }

    [Fact]
    public async Task Help_is_no_fault()
    {
        using var output = new StringWriter();

        var exitCode = await CommandLine.RunAsync(
            new RootCommand { ParseCommand.Create() },
            ["parse", "--help"],
            new InvocationConfiguration { Output = output });

        exitCode.Should().Be(0);
        output.ToString().Should().Contain("--directory");
    }
}
