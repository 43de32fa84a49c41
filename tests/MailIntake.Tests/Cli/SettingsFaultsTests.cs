using MailIntake.Cli;

namespace MailIntake.Tests.Cli;

/// <summary>Every fault is one line: the key, what was given (never a secret), what is expected.</summary>
public sealed class SettingsFaultsTests : IDisposable
{
    private const string Secret = "hunter2";

    /// <summary>An IMAP inbox that is right, to put single faults into.</summary>
    private static readonly string[] Imap =
    [
        "--Inbox:Kind=Imap", "--Inbox:Host=mail.acme.example", "--Inbox:User=track", "--Inbox:Password=x",
        "--Senders:AuthServId=mail.acme.example",
    ];

    private readonly SettingsFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Inbox:Kind=Pop3", "Inbox:Kind: got \"Pop3\", expected Folder or Imap")]
    [InlineData("Inbox:Kind=1", "Inbox:Kind: got \"1\", expected Folder or Imap")]
    [InlineData("Outbox:Kind=", "Outbox:Kind: got \"\", expected Folder or Smtp or Hold")]
    [InlineData("Inbox:Port=imap", "Inbox:Port: got \"imap\", expected a number from 1 to 65535")]
    [InlineData("Inbox:Port=0", "Inbox:Port: got \"0\", expected a number from 1 to 65535")]
    [InlineData("Inbox:Port=65536", "Inbox:Port: got \"65536\", expected a number from 1 to 65535")]
    [InlineData("Inbox:Idle=yes", "Inbox:Idle: got \"yes\", expected true or false")]
    [InlineData("Inbox:PollInterval=often", "Inbox:PollInterval: got \"often\", expected a time span as 00:01:00 or 7.00:00:00 (days.hours:minutes:seconds)")]
    [InlineData("Inbox:PollInterval=30", "Inbox:PollInterval: got \"30\", expected a time span as 00:01:00 or 7.00:00:00 (days.hours:minutes:seconds)")]
    [InlineData("Inbox:PollInterval=-00:01:00", "Inbox:PollInterval: got \"-00:01:00\", expected a time span as 00:01:00 or 7.00:00:00 (days.hours:minutes:seconds)")]
    [InlineData("Inbox:PollInterval=0", "Inbox:PollInterval: got \"00:00:00\", expected a second or more")]
    [InlineData("Inbox:AnswerSince=yesterday", "Inbox:AnswerSince: got \"yesterday\", expected a time as 2026-03-02T09:00:00Z, or Always")]
    [InlineData("Limits:MessageBytes=lots", "Limits:MessageBytes: got \"lots\", expected a size as 35 MB")]
    [InlineData("Limits:MessageBytes=-1", "Limits:MessageBytes: got \"-1\", expected a size as 35 MB")]
    [InlineData("Limits:MessageBytes=9999999999 GB", "Limits:MessageBytes: got \"9999999999 GB\", expected a size as 35 MB")]
    [InlineData("Limits:LettersPerHour=0", "Limits:LettersPerHour: got \"0\", expected a number from 1 to 10000000")]
    [InlineData("Conversation:Reminders=3,0", "Conversation:Reminders: got \"3,0\", expected numbers above 0 separated by commas")]
    [InlineData("Conversation:HandOffTo=Dana", "Conversation:HandOffTo: got \"Dana\", expected a mail address")]
    [InlineData("Track:Address=track", "Track:Address: got \"track\", expected a mail address")]
    [InlineData("Ops:Url=http://0.0.0.0:5080", "Ops:Url: got \"http://0.0.0.0:5080\", expected http:// on a loopback address, or nothing")]
    [InlineData("Store:Provider=SqlServer", "Store:Provider: got \"SqlServer\", which this version cannot use yet; expected Sqlite")]
    [InlineData("Outbox:Path=var/../var/inbox", "Outbox:Path: got \"var/../var/inbox\", which is the inbox; expected a folder of its own")]
    public void A_wrong_value_is_one_line(string given, string fault) =>
        _folder.Read(arguments: $"--{given}").Faults.Should().Equal(fault);

    [Theory]
    [InlineData("Inbox:Host=", "Inbox:Host: missing; expected the mail server's name")]
    [InlineData("Inbox:User=", "Inbox:User: missing; expected the mailbox's user name")]
    [InlineData("Inbox:Password=", "Inbox:Password: missing; expected it here, in Inbox:PasswordFile, or Inbox:OAuth:Provider")]
    [InlineData("Inbox:Security=None", "Inbox:Security: got \"None\" for mail.acme.example, expected Tls or StartTls (None only on a loopback address)")]
    [InlineData("Inbox:CertificateFile=/none.pem", "Inbox:CertificateFile: there is no file /none.pem")]
    [InlineData("Outbox:Kind=Smtp", "Outbox:Host: missing; expected the mail server's name")]
    public void What_a_server_needs_is_asked_for(string given, string fault) =>
        _folder.Read(arguments: [.. Imap, $"--{given}"]).Faults.Should().Equal(fault);

    [Theory]
    [InlineData("referrals.db")]
    [InlineData("Passwort=hunter2")]
    public void A_connection_string_that_is_none_is_one_line_without_it(string given) =>
        _folder.Read(arguments: $"--Store:ConnectionString={given}").Faults.Should().ContainSingle()
            .Which.Should().StartWith("Store:ConnectionString: ").And.EndWith("Data Source=var/mailintake.db")
            .And.NotContain(Secret);

    [Fact]
    public void An_IMAP_inbox_needs_a_server_whose_word_proves_senders() =>
        _folder.Read(arguments: [.. Imap, "--Senders:AuthServId="]).Faults.Should().ContainSingle()
            .Which.Should().StartWith("Senders:AuthServId: missing;");

    [Theory]
    [InlineData("Senders:Profile=ExchangeOnline")]
    [InlineData("Senders:Authentication=None")]
    public void Unless_something_else_does(string given) =>
        _folder.Read(arguments: [.. Imap, "--Senders:AuthServId=", $"--{given}"]).Faults.Should().BeEmpty();

    [Fact]
    public void No_encryption_is_taken_from_a_server_on_this_machine() =>
        _folder.Read(arguments: [.. Imap, "--Inbox:Host=127.0.0.1", "--Inbox:Security=None"]).Faults.Should().BeEmpty();

    [Fact]
    public void Microsoft_365_needs_its_three_things() =>
        _folder.Read(arguments: [.. Imap, "--Inbox:OAuth:Provider=Microsoft365"]).Faults.Should().Equal(
            "Inbox:OAuth:ClientId: missing; needed for signing in by OAuth",
            "Inbox:OAuth:Tenant: missing; needed for signing in by OAuth",
            "Inbox:OAuth:SecretFile: missing; needed for signing in by OAuth");

    [Fact]
    public void Google_needs_a_refresh_token() =>
        _folder.Read(arguments: [.. Imap, "--Inbox:OAuth:Provider=Google", "--Inbox:OAuth:ClientId=x"]).Faults
            .Should().Equal(
            "Inbox:OAuth:RefreshTokenFile: missing; needed for signing in by OAuth");

    [Theory]
    [InlineData("login.acme.example/token")]
    [InlineData("http://login.acme.example/token")]
    public void Tokens_are_asked_for_over_TLS_only(string endpoint) =>
        _folder.Read(arguments:
            [
                .. Imap, "--Inbox:OAuth:Provider=Google", "--Inbox:OAuth:ClientId=x",
                $"--Inbox:OAuth:RefreshTokenFile={_folder.File("refresh.txt", "x")}", $"--Inbox:OAuth:TokenEndpoint={endpoint}",
            ])
            .Faults.Should().Equal($"Inbox:OAuth:TokenEndpoint: got \"{endpoint}\", expected an https:// address");

    [Theory]
    [InlineData("Inbox:Hst", "Inbox:Host")]
    [InlineData("Inbox:Pasword", "Inbox:Password")]
    [InlineData("Conversation:RemindersAfter", "Conversation:Reminders")]
    public void An_unknown_key_names_the_nearest(string key, string nearest) =>
        _folder.Read(arguments: $"--{key}=x").Faults.Should().Equal($"{key}: unknown (in the command line); the nearest is {nearest}");

    [Fact]
    public void An_unknown_key_names_its_file() =>
        _folder.Read("""{ "Inbox": { "Hst": "x" } }""").Faults.Should().ContainSingle()
            .Which.Should().MatchRegex(@"^Inbox:Hst: unknown \(in .*mailintake\.json\); the nearest is Inbox:Host$");

    [Fact]
    public void All_faults_are_said_at_once() =>
        _folder.Read("""{ "Inbox": { "Kind": "Pop3", "Port": 0 }, "Outbox": { "Kind": "Fax" } }""").Faults
            .Should().HaveCount(3);

    [Theory]
    [InlineData("{ \"Inbox\": { \"Path\": }")]
    [InlineData("Inbox: Path")]
    [InlineData("")]
    public void A_file_that_is_not_JSON_is_a_fault(string json) =>
        _folder.Read(json).Faults.Should().ContainSingle().Which.Should().Contain("mailintake.json: not JSON:");

    [Theory]
    [InlineData("[]", "Array")]
    [InlineData("\"Inbox\"", "String")]
    public void A_file_that_is_no_object_is_a_fault(string json, string kind) =>
        _folder.Read(json).Faults.Should().ContainSingle()
            .Which.Should().EndWith($"got a JSON {kind}, expected an object of settings");

    [Fact]
    public void A_file_that_is_not_there_is_a_fault() =>
        SettingsReader.Read("/none/mailintake.json", new Dictionary<string, string?>(), ["--Track:Address=track@acme.example"])
            .Faults.Should().Equal("--settings: there is no file /none/mailintake.json");

    [Fact]
    public void Without_any_address_there_is_a_fault() =>
        SettingsReader.Read(_folder.File("mailintake.json", "{}"), new Dictionary<string, string?>(), []).Faults
            .Should()
            .ContainSingle().Which.Should().StartWith("Track:Address: missing; expected the address that introductions are forwarded to");

    [Fact]
    public void Two_different_addresses_are_a_fault()
    {
        var file = _folder.File("directory.json", """{ "us": { "trackAddress": "intro@acme.example" } }""");

        _folder.Read(arguments: $"--Directory:File={file}").Faults.Should().Equal(
            "Track:Address: got \"track@acme.example\", but the directory says intro@acme.example; expected one of them, or the same");
    }

    [Theory]
    [InlineData("{ \"us\": { \"nmae\": \"Acme\" } }")]
    [InlineData("{ \"us\": 1 }")]
    [InlineData("not JSON")]
    [InlineData("null")]
    public void A_directory_that_is_none_is_a_fault(string json)
    {
        var file = _folder.File("directory.json", json);

        _folder.Read(arguments: $"--Directory:File={file}").Faults.Should().ContainSingle()
            .Which.Should().StartWith($"Directory:File: {file} is no partner directory:");
    }

    [Theory]
    [InlineData("Directory:File=/none.json", "Directory:File: /none.json cannot be read:")]
    [InlineData("Inbox:PasswordFile=/none.txt", "Inbox:PasswordFile: /none.txt cannot be read:")]
    [InlineData("Outbox:PasswordFile=/none.txt", "Outbox:PasswordFile: /none.txt cannot be read:")]
    public void A_file_that_cannot_be_read_is_a_fault(string given, string fault) =>
        _folder.Read(arguments: $"--{given}").Faults.Should().ContainSingle().Which.Should().StartWith(fault);

    [Theory]
    [InlineData("hello", "hello: not understood; a setting is given as --Inbox:Host=mail.example.com")]
    [InlineData("-x", "-x: not understood; a setting is given as --Inbox:Host=mail.example.com")]
    [InlineData("--Inbox:Idle", "Inbox:Idle: no value; a setting is given in one word, as --Inbox:Idle=...")]
    public void A_word_that_is_no_setting_is_told_how_they_look(string word, string fault) =>
        _folder.Read(arguments: word).Faults.Should().Equal(fault);

    public static TheoryData<string[]> SecretsGivenWrongly() =>
    [
        [$"--Inbox:Pasword={Secret}"],
        ["--Inbox:Password", Secret],
        ["--Outbox:Password", Secret, "--Inbox:Kind=Pop3"],
        [$"--Inbox:Kind=Imap", $"--Inbox:Password={Secret}"],
        [$"--Store:ConnectionString=Password={Secret}", "--Store:Provider=SqlServer"],
    ];

    [Theory]
    [MemberData(nameof(SecretsGivenWrongly))]
    public void A_secret_is_in_no_fault(string[] arguments) =>
        _folder.Read(arguments: arguments).Faults.Should().NotBeEmpty().And.NotContain(f => f.Contains(Secret));

    [Fact]
    public void A_secret_is_in_no_warning() =>
        _folder.Read(environment: new() { ["MAILINTAKE_Inbox__Pasword"] = Secret }).Warnings.Should().ContainSingle()
            .Which.Should().NotContain(Secret);
}
