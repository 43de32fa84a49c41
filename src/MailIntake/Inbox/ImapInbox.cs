using MailIntake.Mail.Imap;
using MailIntake.Store;
using Microsoft.Extensions.Logging;

namespace MailIntake.Inbox;

/// <summary>
/// An IMAP account as mailbox. New is what the server lists and the store does not have; there is no look-back window
/// and no flag that decides. Bodies are fetched with PEEK; flags and moves follow the commit.
/// </summary>
internal sealed class ImapInbox(
    ImapClient client,
    InboxOptions options,
    long mostBytes,
    IntakeStore store,
    TimeProvider time,
    ILogger logger) : IInbox
{
    private const int BatchMails = 100;
    private const long BatchBytes = 8 * 1024 * 1024;

    private static readonly TimeSpan ReconcileEvery = TimeSpan.FromHours(1);

    private readonly string _account = $"{options.User}@{options.Host}:{options.EffectivePort}";
    private readonly Dictionary<string, WatchedMailbox> _watched = [];

    public async Task<int> PollAsync(CancellationToken token)
    {
        var added = 0;

        // The main mailbox last: it stays selected, and IDLE waits there.
        foreach (var mailbox in options.AlsoWatch)
        {
            try
            {
                added += await PollAsync(mailbox, token);
            }
            catch (ImapCommandException e)
            {
                logger.LogError("{Mailbox} (Inbox:AlsoWatch) cannot be read, the others are: {Message}", mailbox, e.Message);
            }
        }

        return added + await PollAsync(options.Mailbox, token);
    }

    public async Task FileAsync(CancellationToken token)
    {
        var unfiled = await store.UnfiledAsync(_account, 500, token);
        foreach (var mailbox in unfiled.GroupBy(u => (u.Place.Mailbox, u.Place.UidValidity)))
        {
            try
            {
                await FileAsync([.. mailbox.Select(u => u.Place)], token);
            }
            catch (ImapCommandException e)
            {
                logger.LogWarning("Handled mail in {Mailbox} could not be put aside: {Message}", mailbox.Key.Mailbox, e.Message);
            }
        }

        if (unfiled.Count > 0)
        {
            await client.SelectAsync(options.Mailbox, token);
        }
    }

    public async Task WaitAsync(CancellationToken token)
    {
        if (options.Idle && client.Capabilities.Idle)
        {
            await client.IdleAsync(options.PollInterval, token);
        }
        else
        {
            await Task.Delay(options.PollInterval, time, token);
        }
    }

    public async ValueTask DisposeAsync() => await client.DisposeAsync();

    private async Task FileAsync(IReadOnlyList<MailPlace> places, CancellationToken token)
    {
        var status = await client.SelectAsync(places[0].Mailbox, token);
        if (status.UidValidity == places[0].UidValidity && !status.IsReadOnly)
        {
            var uids = places.Select(p => (uint)p.Uid).ToList();
            await client.AddFlagsAsync(uids, ["\\Seen"], token);
            if (options.MoveTo is { Length: > 0 } target && places[0].Mailbox == options.Mailbox)
            {
                await client.CreateAsync(target, token);
                await client.MoveAsync(uids, target, token);
            }
        }

        await store.FiledAsync(places, token);
    }

    private async Task<int> PollAsync(string mailbox, CancellationToken token)
    {
        var status = await client.SelectAsync(mailbox, token);
        var watched = await WatchAsync(mailbox, status.UidValidity, token);
        var now = time.GetUtcNow();
        var whole = now - watched.ReconciledAt >= ReconcileEvery;
        var listed = await client.SearchUidsAsync(whole ? 1 : watched.HighestUid + 1, token);
        var unknown = listed.Where(uid => !watched.Recorded.Contains(uid)).ToList();
        var added = 0;
        foreach (var chunk in unknown.Chunk(1000))
        {
            foreach (var batch in Batches(await client.FetchSummariesAsync(chunk, token)))
            {
                added += await TakeInOrSkipAsync(watched, batch, token);
            }
        }

        if (whole)
        {
            watched.ReconciledAt = now;
        }

        return added;
    }

    private async Task<WatchedMailbox> WatchAsync(string mailbox, uint uidValidity, CancellationToken token)
    {
        if (_watched.TryGetValue(mailbox, out var known) && known.UidValidity == uidValidity)
        {
            return known;
        }

        if (known is not null)
        {
            logger.LogWarning(
                "{Mailbox}: UIDVALIDITY changed from {Old} to {New}; all of it is listed anew, known mails are recognised by their bytes",
                mailbox, known.UidValidity, uidValidity);
        }

        var recorded = await store.RecordedUidsAsync(_account, mailbox, uidValidity, token);
        return _watched[mailbox] = new WatchedMailbox(mailbox, uidValidity, recorded);
    }

    /// <summary>A mail the server will not give out holds up no other; it is asked for again at the next whole look.</summary>
    private async Task<int> TakeInOrSkipAsync(WatchedMailbox watched, List<MessageSummary> batch, CancellationToken token)
    {
        try
        {
            return await TakeInAsync(watched, batch, token);
        }
        catch (ImapCommandException e) when (batch is [var single])
        {
            logger.LogError("Mail {Uid} in {Mailbox} cannot be fetched: {Message}", single.Uid, watched.Name, e.Message);
            return 0;
        }
        catch (ImapCommandException)
        {
            var added = 0;
            foreach (var summary in batch)
            {
                added += await TakeInOrSkipAsync(watched, [summary], token);
            }

            return added;
        }
    }

    private async Task<int> TakeInAsync(WatchedMailbox watched, List<MessageSummary> batch, CancellationToken token)
    {
        var received = batch.ToDictionary(s => s.Uid, s => s.InternalDate);
        var incoming = new List<IncomingEmail>(batch.Count);
        if (batch is [{ } large] && large.Size > mostBytes)
        {
            var header = await client.FetchSectionAsync(large.Uid, "HEADER", token);
            var refused = $"The mail is {large.Size:N0} bytes, more than Limits:MessageBytes ({mostBytes:N0}); only its header was fetched.";
            incoming.Add(new IncomingEmail(PlaceOf(watched, large.Uid), large.InternalDate, header, refused));
        }
        else
        {
            await client.FetchMessagesAsync(
                [.. received.Keys.Order()],
                (uid, _, raw) =>
                {
                    incoming.Add(new IncomingEmail(PlaceOf(watched, uid), received[uid], raw.ToArray()));
                    return Task.CompletedTask;
                },
                token);
        }

        var added = await store.ReceiveAsync(incoming, token);
        watched.Recorded.UnionWith(incoming.Select(i => i.Place.Uid));
        return added;
    }

    private MailPlace PlaceOf(WatchedMailbox watched, uint uid) => new(_account, watched.Name, watched.UidValidity, uid);

    /// <summary>Batches bounded in number and bytes; a mail that is too large stands alone.</summary>
    private IEnumerable<List<MessageSummary>> Batches(IReadOnlyList<MessageSummary> summaries)
    {
        var batch = new List<MessageSummary>();
        var bytes = 0L;
        foreach (var summary in summaries)
        {
            var alone = summary.Size > mostBytes;
            if (batch.Count > 0 && (alone || batch.Count >= BatchMails || bytes + summary.Size > BatchBytes))
            {
                yield return batch;
                batch = [];
                bytes = 0;
            }

            batch.Add(summary);
            bytes += summary.Size;
            if (alone)
            {
                yield return batch;
                batch = [];
                bytes = 0;
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private sealed class WatchedMailbox(string name, uint uidValidity, HashSet<long> recorded)
    {
        public string Name { get; } = name;

        public uint UidValidity { get; } = uidValidity;

        /// <summary>The UIDs whose mail is in the store.</summary>
        public HashSet<long> Recorded { get; } = recorded;

        public uint HighestUid => Recorded.Count == 0 ? 0 : (uint)Recorded.Max();

        public DateTimeOffset ReconciledAt { get; set; } = DateTimeOffset.MinValue;
    }
}
