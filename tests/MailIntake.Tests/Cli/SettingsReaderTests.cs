using MailIntake.Cli;
using MailIntake.Outbox;

namespace MailIntake.Tests.Cli;

/// <summary>Where settings come from, and which wins.</summary>
public sealed class SettingsReaderTests : IDisposable
{
    private readonly SettingsFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Defaults_are_without_fault_once_there_is_an_address() => _folder.Read().Faults.Should().BeEmpty();

    [Fact]
    public void The_file_is_read() =>
        _folder.Read("""{ "Inbox": { "Path": "in" } }""").Settings.Inbox.Path.Should().Be("in");

    [Fact]
    public void The_file_may_have_comments_and_commas() =>
        _folder.Read("{ // mine\n \"Inbox\": { \"Path\": \"in\", }, }").Settings.Inbox.Path.Should().Be("in");

    [Fact]
    public void The_environment_wins_over_the_file() =>
        _folder.Read("""{ "Inbox": { "Path": "file" } }""", new() { ["MAILINTAKE_Inbox__Path"] = "environment" })
            .Settings.Inbox.Path.Should().Be("environment");

    [Fact]
    public void The_command_line_wins_over_both() =>
        _folder.Read(
                """{ "Inbox": { "Path": "file" } }""",
                new() { ["MAILINTAKE_Inbox__Path"] = "environment" },
                "--Inbox:Path=command")
            .Settings.Inbox.Path.Should().Be("command");

    [Fact]
    public void Keys_are_read_whatever_their_case() =>
        _folder.Read("""{ "inbox": { "PATH": "in" } }""").Settings.Inbox.Path.Should().Be("in");

    [Fact]
    public void An_environment_variable_is_read_whatever_its_case() =>
        _folder.Read(environment: new() { ["MAILINTAKE_INBOX__PATH"] = "in" }).Settings.Inbox.Path.Should().Be("in");

    [Fact]
    public void Other_environment_variables_are_not_ours()
    {
        var reading = _folder.Read(environment: new() { ["PATH"] = "/bin", ["MAILINTAKER_Inbox__Path"] = "x" });

        reading.Warnings.Should().BeEmpty();
    }

    [Fact]
    public void A_key_that_has_nothing_behind_it_yet_is_a_warning_and_no_fault()
    {
        var reading = SettingsReader.Read(null, new Dictionary<string, string?>(), ["--Ops:AlertAddress=ops@example.com"], storeOnly: true);

        reading.Faults.Should().BeEmpty();
        reading.Warnings.Should().ContainSingle().Which.Should().StartWith("Ops:AlertAddress");
    }

    [Fact]
    public void An_unknown_environment_variable_is_a_warning_with_the_nearest_key()
    {
        var reading = _folder.Read(environment: new() { ["MAILINTAKE_Inbox__Hots"] = "mail.acme.example" });

        reading.Faults.Should().BeEmpty();
        reading.Warnings.Should().Equal("MAILINTAKE_Inbox__Hots: there is no setting Inbox:Hots; the nearest is Inbox:Host");
    }

    [Fact]
    public void A_value_may_hold_an_equals_sign() =>
        _folder.Read(arguments: "--Store:ConnectionString=Data Source=x.db;Mode=ReadWrite")
            .Settings.Store.ConnectionString.Should().Be("Data Source=x.db;Mode=ReadWrite");

    [Fact]
    public void Null_in_the_file_leaves_the_default() =>
        _folder.Read("""{ "Inbox": { "Path": null } }""").Settings.Inbox.Path.Should().Be("var/inbox");

    [Fact]
    public void Lists_are_read_from_the_file() =>
        _folder.Read("""{ "Inbox": { "AlsoWatch": ["Junk", "Other"] } }""").Settings.Inbox.AlsoWatch
            .Should().Equal("Junk", "Other");

    [Fact]
    public void Lists_are_read_from_the_command_line() =>
        _folder.Read(arguments: "--Conversation:Reminders=2, 5").Settings.Conversation.Reminders.Should().Equal(2, 5);

    [Fact]
    public void An_empty_list_is_no_reminder_at_all() =>
        _folder.Read("""{ "Conversation": { "Reminders": [] } }""").Settings.Conversation.Reminders.Should().BeEmpty();

    [Theory]
    [InlineData("35 MB", 36700160)]
    [InlineData("35MB", 36700160)]
    [InlineData("1 k", 1024)]
    [InlineData("2G", 2147483648)]
    [InlineData("500 B", 500)]
    [InlineData("500", 500)]
    public void Sizes_are_written_for_people(string text, long bytes) =>
        _folder.Read(arguments: $"--Limits:MessageBytes={text}").Settings.Limits.MessageBytes.Bytes.Should().Be(bytes);

    [Theory]
    [InlineData("00:01:00", 60)]
    [InlineData("7.00:00:00", 604800)]
    [InlineData("0", 0)]
    public void Time_spans_are_written_with_colons(string text, int seconds) =>
        _folder.Read(arguments: $"--Limits:StrangerLetterInterval={text}").Settings.Limits.StrangerLetterInterval
            .Should().Be(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void A_password_is_read_from_its_file_without_its_line_end()
    {
        var file = _folder.File("password.txt", "pass word \r\n");

        _folder.Read(arguments: $"--Inbox:PasswordFile={file}").Settings.Inbox.Password.Should().Be("pass word ");
    }

    [Fact]
    public void A_password_file_wins_over_a_password()
    {
        var file = _folder.File("password.txt", "from the file");

        _folder.Read(arguments: [$"--Outbox:PasswordFile={file}", "--Outbox:Password=x"]).Settings.Outbox.Password
            .Should().Be("from the file");
    }

    [Theory]
    [InlineData("Tls", 465)]
    [InlineData("StartTls", 587)]
    [InlineData("None", 25)]
    public void The_port_follows_from_the_security(string security, int port) =>
        _folder.Read(arguments: $"--Outbox:Security={security}").Settings.Outbox.EffectivePort.Should().Be(port);

    [Fact]
    public void An_enumeration_is_read_whatever_its_case() =>
        _folder.Read(arguments: "--Outbox:Kind=hold").Settings.Outbox.Kind.Should().Be(OutboxKind.Hold);

    [Fact]
    public void The_directory_is_read()
    {
        var file = _folder.File("directory.json", """{ "us": { "name": "Acme" } }""");

        _folder.Read(arguments: $"--Directory:File={file}").Directory!.Us.Name.Should().Be("Acme");
    }

    [Fact]
    public void Without_an_address_the_directory_gives_it()
    {
        var file = _folder.File("directory.json", """{ "us": { "trackAddress": "track@acme.example" } }""");

        SettingsReader.Read(_folder.File("mailintake.json", "{}"), new Dictionary<string, string?>(), [$"--Directory:File={file}"])
            .Faults.Should().BeEmpty();
    }
}
