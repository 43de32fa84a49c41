using System.Data.Common;
using System.Text;
using Dapper;
using MailIntake.Referrals.Conversations;
using MailIntake.Store;
using MailIntake.Tests.Conversations;
using MailIntake.Tests.Support;

namespace MailIntake.Tests.Store;

/// <summary>What every store must do, whatever database lies below. Its parts stand in files by noun; a database's own
/// class gives the store.</summary>
public abstract partial class IntakeStoreTests : IAsyncLifetime
{
    private protected ManualClock Clock { get; } = new();

    private protected IntakeStore Store { get; private set; } = null!;

    public async Task InitializeAsync() => Store = await CreateStoreAsync();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    /// <summary>A store over an empty database of its own, migrated.</summary>
    private protected abstract Task<IntakeStore> CreateStoreAsync();

    /// <summary>A connection to that database, to see what lies there.</summary>
    private protected abstract Task<DbConnection> OpenAsync();

    private protected async Task<T> ScalarAsync<T>(string sql)
    {
        await using var connection = await OpenAsync();
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }

    private protected async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await connection.ExecuteAsync(sql);
    }

    private protected static IncomingEmail Incoming(string text, long uid = 1, string mailbox = "INBOX", string? refused = null) =>
        new(new MailPlace("track@mail.acme.example", mailbox, 7, uid), Samples.Monday, Encoding.UTF8.GetBytes(text), refused);

    /// <summary>Takes mails in, one UID each.</summary>
    private protected Task<int> ReceiveAsync(params string[] texts) =>
        Store.ReceiveAsync([.. texts.Select((t, i) => Incoming(t, i + 1))], default);

    private protected Task<IReadOnlyList<ClaimedEmail>> ClaimAsync(int most = 10) =>
        Store.ClaimEmailsAsync(most, TimeSpan.FromMinutes(10), default);

    /// <summary>Takes one mail in and claims it.</summary>
    private protected async Task<long> ClaimedMailAsync(string text = "a mail")
    {
        await ReceiveAsync(text);
        return (await ClaimAsync()).Single().Id;
    }

    private protected static EmailFacts Facts(string messageId = "intro@brightpath.example") =>
        new(messageId, "c0ffee", "rosa@brightpath.example", "Meet Jane", "referral");

    private protected static OutgoingLetter Letter(string messageId, string recipient = "rosa@brightpath.example") =>
        new(LetterPurpose.Confirm, recipient, messageId, "Re: Meet Jane", Encoding.ASCII.GetBytes($"letter {messageId}"));

    /// <summary>Commits a conversation that no mail led to, with letters.</summary>
    private protected async Task<StoredConversation> CommittedAsync(Conversation conversation, params OutgoingLetter[] letters)
    {
        await Store.CommitAsync(new EmailOutcome { Conversation = conversation, Letters = letters }, default);
        return (await Store.ConversationByTokenAsync(conversation.Token, default))!;
    }
}
