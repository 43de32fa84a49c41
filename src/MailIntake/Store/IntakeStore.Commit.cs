using System.Globalization;
using Dapper;
using MailIntake.Referrals;
using MailIntake.Referrals.Conversations;
using Microsoft.Data.Sqlite;

namespace MailIntake.Store;

internal sealed partial class IntakeStore
{
    /// <summary>Commits what follows from one mail or from silence: all of it or nothing.</summary>
    /// <exception cref="ConversationMovedOnException">The conversation changed since it was read.</exception>
    public Task CommitAsync(EmailOutcome outcome, CancellationToken token) => WriteAsync(
        async (connection, transaction) =>
        {
            var conversationId = outcome.Conversation is null
                ? outcome.Before?.Id
                : await SaveConversationAsync(connection, transaction, outcome);
            if (outcome.EmailId is { } emailId && outcome.Facts is { } facts)
            {
                await SettleAsync(connection, transaction, emailId, facts, outcome.Outcome, conversationId);
            }

            foreach (var referral in outcome.Confirmed)
            {
                await ConfirmAsync(connection, transaction, referral, outcome);
            }

            foreach (var letter in outcome.Letters)
            {
                await AddLetterAsync(connection, transaction, letter, conversationId);
            }

            foreach (var review in outcome.Reviews)
            {
                await AddReviewAsync(connection, transaction, outcome.EmailId, conversationId, review);
            }

            return conversationId;
        },
        token);

    private static async Task SettleAsync(
        SqliteConnection connection,
        SqliteTransaction transaction,
        long emailId,
        EmailFacts facts,
        string outcome,
        long? conversationId)
    {
        var settled = await connection.ExecuteAsync(
            """
            UPDATE Email SET Status = 'settled', LeaseUntil = NULL, FailureReason = NULL, MessageId = @MessageId,
                ContentHash = @ContentHash, FromAddress = @From, Subject = @Subject, Kind = @Kind, Outcome = @outcome,
                ConversationId = @conversationId
            WHERE Id = @emailId AND Status = 'received'
            """,
            new { emailId, facts.MessageId, facts.ContentHash, facts.From, facts.Subject, facts.Kind, outcome, conversationId },
            transaction);
        if (settled == 0)
        {
            throw new StoreException($"Mail {emailId} was decided already; nothing is decided twice.");
        }
    }

    private async Task ConfirmAsync(
        SqliteConnection connection,
        SqliteTransaction transaction,
        Referral referral,
        EmailOutcome outcome)
    {
        var draft = referral.Draft;
        var money = decimal.TryParse(draft.Text(FieldName.DealValue), CultureInfo.InvariantCulture, out var amount)
            ? Money.FromMajor(amount, draft.Text(FieldName.DealCurrency))
            : null;
        await connection.ExecuteAsync(
            """
            INSERT INTO ConfirmedReferral (Reference, PartnerCompany, PartnerContactName, PartnerContactEmail,
                ProspectCompany, ProspectContactName, ProspectContactEmail, ProspectContactTitle, ProspectContactPhone,
                RepName, RepEmail, ProductInterest, DealValueMinor, DealCurrency, Timeline, Motion, Credit, IntroducedOn,
                ConsentToContact, Flags, ClaimedAt, ConfirmedAt, ConfirmedBy)
            VALUES (@Reference, @PartnerCompany, @PartnerContactName, @PartnerContactEmail,
                @ProspectCompany, @ProspectContactName, @ProspectContactEmail, @ProspectContactTitle, @ProspectContactPhone,
                @RepName, @RepEmail, @ProductInterest, @DealValueMinor, @DealCurrency, @Timeline, @Motion, @Credit,
                @IntroducedOn, @ConsentToContact, @Flags, @ClaimedAt, @ConfirmedAt, @ConfirmedBy)
            """,
            new
            {
                referral.Reference,
                PartnerCompany = draft.Text(FieldName.PartnerCompany),
                PartnerContactName = draft.Text(FieldName.PartnerContactName),
                PartnerContactEmail = draft.Text(FieldName.PartnerContactEmail),
                ProspectCompany = draft.Text(FieldName.ProspectCompany),
                ProspectContactName = draft.Text(FieldName.ProspectContactName),
                ProspectContactEmail = draft.Text(FieldName.ProspectContactEmail),
                ProspectContactTitle = draft.Text(FieldName.ProspectContactTitle),
                ProspectContactPhone = draft.Text(FieldName.ProspectContactPhone),
                RepName = draft.Text(FieldName.RepName),
                RepEmail = draft.Text(FieldName.RepEmail),
                ProductInterest = draft.Text(FieldName.ProductInterest),
                DealValueMinor = money?.MinorUnits,
                DealCurrency = money?.Currency ?? draft.Text(FieldName.DealCurrency),
                Timeline = draft.Text(FieldName.Timeline),
                Motion = draft.Text(FieldName.Motion),
                Credit = draft.Text(FieldName.Credit),
                IntroducedOn = draft.Text(FieldName.IntroducedOn),
                ConsentToContact = draft.Text(FieldName.ConsentToContact),
                Flags = string.Join(' ', referral.Flags),
                outcome.Conversation!.ClaimedAt,
                ConfirmedAt = time.GetUtcNow(),
                outcome.ConfirmedBy,
            },
            transaction);
    }

    private Task<int> AddLetterAsync(
        SqliteConnection connection,
        SqliteTransaction transaction,
        OutgoingLetter letter,
        long? conversationId) => connection.ExecuteAsync(
        """
        INSERT INTO Outbox (ConversationId, Purpose, Recipient, MessageId, Subject, Raw, CreatedAt, Status, NextAttemptAt)
        VALUES (@conversationId, @purpose, @Recipient, @MessageId, @Subject, @Raw, @now, 'waiting', @now)
        """,
        new
        {
            conversationId,
            purpose = letter.Purpose.ToName(),
            letter.Recipient,
            letter.MessageId,
            letter.Subject,
            letter.Raw,
            now = time.GetUtcNow(),
        },
        transaction);

    private Task<int> AddReviewAsync(
        SqliteConnection connection,
        SqliteTransaction transaction,
        long? emailId,
        long? conversationId,
        ReviewItem review) => connection.ExecuteAsync(
        """
        INSERT INTO Review (EmailId, ConversationId, Number, Reason, Detail, CreatedAt)
        VALUES (@emailId, @conversationId, @Number, @Reason, @Detail, @now)
        """,
        new { emailId, conversationId, review.Number, review.Reason, review.Detail, now = time.GetUtcNow() },
        transaction);
}
