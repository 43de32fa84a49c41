using System.Globalization;

namespace MailIntake.Mail.Imap;

/// <summary>Commands about mailboxes.</summary>
internal sealed partial class ImapCommands
{
    public async Task<MailboxStatus> SelectAsync(string mailbox, CancellationToken token)
    {
        uint validity = 0;
        uint next = 0;
        var exists = 0;
        IReadOnlyCollection<string> flags = [];
        IReadOnlyCollection<string>? permanent = null;
        var reply = await connection.RunAsync(
            Mailbox(new ImapCommandLine("SELECT"), mailbox),
            (_, response) =>
            {
                switch (response.Kind)
                {
                    case ImapResponseKind.Exists:
                        exists = (int)Math.Min(response.Number, int.MaxValue);
                        break;
                    case ImapResponseKind.Flags:
                        flags = Flags(response.Body.Span);
                        break;
                    case ImapResponseKind.Ok:
                        ReadCode(ImapResponseCode.Part(response.Text).Code);
                        break;
                }

                return ValueTask.CompletedTask;
            },
            token).ConfigureAwait(false);

        // RFC 9051 section 6.3.2: without PERMANENTFLAGS all flags of FLAGS are kept.
        return new MailboxStatus(validity, next, exists, reply.Code?.Name == "READ-ONLY", permanent ?? flags);

        void ReadCode(ImapResponseCode? code)
        {
            switch (code?.Name)
            {
                case "UIDVALIDITY":
                    validity = Number(code);
                    break;
                case "UIDNEXT":
                    next = Number(code);
                    break;
                case "PERMANENTFLAGS":
                    permanent = Flags(System.Text.Encoding.UTF8.GetBytes(code.Arguments));
                    break;
            }
        }
    }

    public Task<ImapReply> CreateAsync(string mailbox, CancellationToken token) =>
        connection.RunAsync(Mailbox(new ImapCommandLine("CREATE"), mailbox), null, token);

    /// <summary>The answer's code is APPENDUID where the server has UIDPLUS.</summary>
    public Task<ImapReply> AppendAsync(
        string mailbox,
        ReadOnlyMemory<byte> message,
        IEnumerable<string> flags,
        DateTimeOffset? internalDate,
        bool asUtf8,
        CancellationToken token)
    {
        var command = Mailbox(new ImapCommandLine("APPEND"), mailbox).Text(FlagList(flags));
        if (internalDate is { } date)
        {
            command.Text($"\"{InternalDate.Format(date)}\"");
        }

        if (asUtf8)
        {
            command.Literal(message, prefix: "UTF8 (~").Append(")");
        }
        else
        {
            command.Literal(message);
        }

        return connection.RunAsync(command, null, token, isTransfer: true);
    }

    public async Task<IReadOnlyList<MailboxInfo>> ListAsync(string pattern, CancellationToken token)
    {
        var found = new List<MailboxInfo>();
        await connection.RunAsync(
            Mailbox(new ImapCommandLine("LIST").Text("\"\""), pattern),
            (_, response) =>
            {
                if (response.Kind == ImapResponseKind.List && ReadList(response.Body.Span) is { } mailbox)
                {
                    found.Add(mailbox);
                }

                return ValueTask.CompletedTask;
            },
            token).ConfigureAwait(false);
        return found;
    }

    private MailboxInfo? ReadList(ReadOnlySpan<byte> body)
    {
        var scanner = new ImapScanner(body);
        scanner.SkipSpaces();
        var attributes = scanner.ReadList();
        scanner.SkipSpaces();
        var delimiter = scanner.ReadText();
        scanner.SkipSpaces();
        var name = scanner.ReadText();
        return name is null
            ? null
            : new MailboxInfo(
                Utf8Names ? name : MailboxName.Decode(name),
                delimiter is { Length: 1 } ? delimiter[0] : null,
                attributes);
    }

    private ImapCommandLine Mailbox(ImapCommandLine command, string mailbox)
    {
        if (mailbox.AsSpan().ContainsAny("\r\n\0"))
        {
            throw new ArgumentException("A mailbox name cannot hold line ends or NUL", nameof(mailbox));
        }

        return command.String(Utf8Names ? mailbox : MailboxName.Encode(mailbox), utf8: Utf8Names);
    }

    private static string FlagList(IEnumerable<string> flags) =>
        $"({string.Join(' ', flags.Select(MessageFlags.Checked))})";

    private static List<string> Flags(ReadOnlySpan<byte> text)
    {
        var scanner = new ImapScanner(text);
        scanner.SkipSpaces();
        return scanner.ReadList();
    }

    private static uint Number(ImapResponseCode code) =>
        uint.TryParse(code.Arguments, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
