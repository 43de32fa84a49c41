using System.Globalization;
using System.Runtime.ExceptionServices;
using MailIntake.Mail.Net;

namespace MailIntake.Mail.Imap;

/// <summary>Messages of the selected mailbox, always by UID.</summary>
public sealed partial class ImapClient
{
    /// <summary>Dovecot and Exchange answer a command for very many messages only when they have looked at all.
    /// </summary>
    private const int MostInOneCommand = 5000;

    /// <summary>All UIDs from <paramref name="fromUid"/> on, sorted. There is no window: what an outage has missed is
    /// found by comparing lists.</summary>
    public async Task<IReadOnlyList<uint>> SearchUidsAsync(uint fromUid, CancellationToken token)
    {
        // Before and not after: what is told during the search may not be in its result.
        _connection.HasGrown = false;
        var first = Math.Max(1, fromUid);
        var uids = await _commands.UidSearchAsync(string.Create(CultureInfo.InvariantCulture, $"UID {first}:*"), token)
            .ConfigureAwait(false);

        // "n:*" is a range in either direction, so the last message matches even when its UID is below n.
        uids.RemoveAll(uid => uid < first);
        uids.Sort();
        return uids.Distinct().ToList();
    }

    /// <summary>Size, date of receipt and flags. Messages that are gone are missing in the result.</summary>
    public async Task<IReadOnlyList<MessageSummary>> FetchSummariesAsync(
        IReadOnlyCollection<uint> uids, CancellationToken token)
    {
        var wanted = uids.ToHashSet();
        var found = new Dictionary<uint, MessageSummary>(wanted.Count);
        foreach (var set in UidSet.Compress(wanted, mostInOne: MostInOneCommand))
        {
            await _commands.UidFetchAsync(
                set,
                "(UID RFC822.SIZE INTERNALDATE FLAGS)",
                (_, item) =>
                {
                    if (wanted.Contains(item.Uid))
                    {
                        found[item.Uid] = Merge(found.GetValueOrDefault(item.Uid), item);
                    }

                    return ValueTask.CompletedTask;
                },
                token).ConfigureAwait(false);
        }

        // Flags that another program changes are told at any time, without the rest.
        return found.Values.Where(summary => summary.Size >= 0).OrderBy(summary => summary.Uid).ToList();
    }

    /// <summary>Writes a message, byte for byte, to the destination as it comes. False: it is gone. After an exception
    /// the destination holds a part of it.</summary>
    public Task<bool> FetchMessageAsync(uint uid, Stream destination, CancellationToken token) =>
        StreamSectionAsync(uid, "", destination, token);

    /// <summary>A part of a message: "HEADER", "TEXT", "1.2", "1.MIME". Null: the message or the part is not there.
    /// The part is as in the mail, still in its transfer encoding.</summary>
    public async Task<byte[]?> FetchSectionAsync(uint uid, string section, CancellationToken token)
    {
        if (section.AsSpan().ContainsAny("\r\n]\0"))
        {
            throw new ArgumentException($"'{section}' is no section of a message", nameof(section));
        }

        using var bytes = new MemoryStream();
        return await StreamSectionAsync(uid, section, bytes, token).ConfigureAwait(false) ? bytes.ToArray() : null;
    }

    /// <summary>
    /// Fetches many messages by one command and hands each over as it comes: UID, date of receipt, and the raw bytes,
    /// which are valid only until the callback's task has ended. Each message is in memory as a whole, so the caller
    /// asks for sizes first. Messages that are gone are left out. The callback must not call a command of this client.
    /// If it throws, the rest is read and dropped, and its exception is thrown when the command has ended.
    /// </summary>
    public async Task FetchMessagesAsync(
        IReadOnlyList<uint> uids,
        Func<uint, DateTimeOffset, ReadOnlyMemory<byte>, Task> callback,
        CancellationToken token)
    {
        var wanted = uids.ToHashSet();
        ExceptionDispatchInfo? fault = null;
        foreach (var set in UidSet.Compress(wanted, mostInOne: MostInOneCommand))
        {
            await _commands.UidFetchAsync(set, "(UID INTERNALDATE BODY.PEEK[])", HandAsync, token)
                .ConfigureAwait(false);
            fault?.Throw();
        }

        async ValueTask HandAsync(ImapTurn turn, FetchItem item)
        {
            if (fault is not null || item.Section is not { } raw || !wanted.Remove(item.Uid))
            {
                return;
            }

            turn.Deadline.Suspend();
            try
            {
                await callback(item.Uid, item.InternalDate ?? _connection.Clock.GetUtcNow(), raw).ConfigureAwait(false);
            }
            catch (Exception thrown)
            {
                fault = ExceptionDispatchInfo.Capture(thrown);
            }
            finally
            {
                turn.Deadline.Resume();
            }
        }
    }

    public Task AddFlagsAsync(
        IReadOnlyCollection<uint> uids, IReadOnlyCollection<string> flags, CancellationToken token) =>
        StoreAsync(uids, '+', flags, token);

    public Task RemoveFlagsAsync(
        IReadOnlyCollection<uint> uids, IReadOnlyCollection<string> flags, CancellationToken token) =>
        StoreAsync(uids, '-', flags, token);

    /// <summary>
    /// Moves messages to another mailbox, which must exist. True: they are gone here. False: the server has neither
    /// MOVE nor UIDPLUS, so they were copied, and the originals are marked \Deleted and stay, because an EXPUNGE
    /// without UIDs would also remove what others have marked.
    /// </summary>
    public async Task<bool> MoveAsync(IReadOnlyCollection<uint> uids, string mailbox, CancellationToken token)
    {
        var gone = true;
        foreach (var set in UidSet.Compress(uids))
        {
            if (Capabilities.Move)
            {
                await _commands.UidMoveAsync(set, mailbox, token).ConfigureAwait(false);
                continue;
            }

            await _commands.UidCopyAsync(set, mailbox, token).ConfigureAwait(false);
            await _commands.UidStoreAsync(set, '+', [MessageFlags.Deleted], token).ConfigureAwait(false);
            if (Capabilities.UidPlus)
            {
                await _commands.UidExpungeAsync(set, token).ConfigureAwait(false);
            }
            else
            {
                gone = false;
            }
        }

        return gone;
    }

    private MessageSummary Merge(MessageSummary? known, FetchItem item) =>
        new(
            item.Uid,
            item.Size ?? known?.Size ?? -1,
            item.InternalDate ?? known?.InternalDate ?? _connection.Clock.GetUtcNow(),
            item.Flags ?? known?.Flags ?? []);

    private async Task<bool> StreamSectionAsync(uint uid, string section, Stream destination, CancellationToken token)
    {
        var sink = new LiteralSink($"BODY[{section}]", destination);
        uint answered = 0;
        byte[]? inLine = null;
        await _commands.UidFetchAsync(
            uid.ToString(CultureInfo.InvariantCulture),
            $"(UID BODY.PEEK[{section}])",
            (_, item) =>
            {
                if (item.Section is { } value)
                {
                    (answered, inLine) = (item.Uid, value.ToArray());
                }

                return ValueTask.CompletedTask;
            },
            token,
            sink).ConfigureAwait(false);

        sink.ThrowIfFailed();
        if (answered != 0 && answered != uid)
        {
            throw new ImapProtocolException(
                WireFault.Garbled, $"{Endpoint} was asked for message {uid} and sent message {answered}.");
        }

        if (answered != 0 && !sink.Taken)
        {
            // A short section may come as a quoted string.
            await destination.WriteAsync(inLine, token).ConfigureAwait(false);
        }

        return answered != 0;
    }

    private async Task StoreAsync(
        IReadOnlyCollection<uint> uids, char sign, IReadOnlyCollection<string> flags, CancellationToken token)
    {
        foreach (var set in UidSet.Compress(uids))
        {
            await _commands.UidStoreAsync(set, sign, flags, token).ConfigureAwait(false);
        }
    }
}
