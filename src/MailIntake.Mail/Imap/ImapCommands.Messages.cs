namespace MailIntake.Mail.Imap;

/// <summary>Commands about messages, all by UID: sequence numbers change under one's hands.</summary>
internal sealed partial class ImapCommands
{
    /// <summary>The UIDs that match, as the server gives them. SEARCH and ESEARCH (rev2) are both understood.</summary>
    public async Task<List<uint>> UidSearchAsync(string criteria, CancellationToken token)
    {
        var uids = new List<uint>();
        await connection.RunAsync(
            new ImapCommandLine("UID SEARCH").Text(criteria),
            (_, response) =>
            {
                if (response.Kind == ImapResponseKind.Search)
                {
                    ReadSearch(response.Body.Span, uids);
                }
                else if (response.Kind == ImapResponseKind.ESearch)
                {
                    ReadESearch(response.Body.Span, uids);
                }

                return ValueTask.CompletedTask;
            },
            token,
            isTransfer: true).ConfigureAwait(false);
        return uids;
    }

    public Task<ImapReply> UidFetchAsync(
        string uidSet,
        string items,
        Func<ImapTurn, FetchItem, ValueTask> handler,
        CancellationToken token,
        LiteralSink? sink = null) =>
        connection.RunAsync(
            new ImapCommandLine("UID FETCH").Text(uidSet).Text(items),
            (turn, response) => response.Kind == ImapResponseKind.Fetch
                ? handler(turn, FetchItem.Read(response))
                : ValueTask.CompletedTask,
            token,
            isTransfer: true,
            sink);

    /// <summary><paramref name="sign"/> is + or -.</summary>
    public Task<ImapReply> UidStoreAsync(
        string uidSet, char sign, IEnumerable<string> flags, CancellationToken token) =>
        connection.RunAsync(
            new ImapCommandLine("UID STORE").Text(uidSet).Text($"{sign}FLAGS.SILENT").Text(FlagList(flags)),
            null,
            token);

    public Task<ImapReply> UidMoveAsync(string uidSet, string mailbox, CancellationToken token) =>
        connection.RunAsync(Mailbox(new ImapCommandLine("UID MOVE").Text(uidSet), mailbox), null, token);

    public Task<ImapReply> UidCopyAsync(string uidSet, string mailbox, CancellationToken token) =>
        connection.RunAsync(Mailbox(new ImapCommandLine("UID COPY").Text(uidSet), mailbox), null, token);

    /// <summary>Only ever with UIDs: a bare EXPUNGE also removes what other programs have marked.</summary>
    public Task<ImapReply> UidExpungeAsync(string uidSet, CancellationToken token) =>
        connection.RunAsync(new ImapCommandLine("UID EXPUNGE").Text(uidSet), null, token);

    private static void ReadSearch(ReadOnlySpan<byte> body, List<uint> uids)
    {
        var scanner = new ImapScanner(body);
        while (true)
        {
            scanner.SkipSpaces();
            if (scanner.AtEnd)
            {
                return;
            }

            if (scanner.TryReadNumber(out var uid))
            {
                uids.Add((uint)uid);
            }
            else
            {
                // "(MODSEQ 12)" may follow the numbers (RFC 7162).
                var before = scanner.Position;
                scanner.SkipValue();
                if (scanner.Position == before)
                {
                    return;
                }
            }
        }
    }

    /// <summary><c>* ESEARCH (TAG "A5") UID ALL 4:7,9</c>; ALL is missing where nothing matches.</summary>
    private static void ReadESearch(ReadOnlySpan<byte> body, List<uint> uids)
    {
        var scanner = new ImapScanner(body);
        while (true)
        {
            scanner.SkipSpaces();
            var name = scanner.ReadAtom();
            if (name.IsEmpty)
            {
                var before = scanner.Position;
                scanner.SkipValue();
                if (scanner.Position == before)
                {
                    return;
                }
            }
            else if (System.Text.Ascii.EqualsIgnoreCase(name, "ALL"u8))
            {
                scanner.SkipSpaces();
                uids.AddRange(UidSet.Parse(System.Text.Encoding.ASCII.GetString(scanner.ReadAtom())));
            }
        }
    }
}
