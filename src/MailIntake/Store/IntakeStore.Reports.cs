using CsvHelper;
using Dapper;

namespace MailIntake.Store;

internal sealed partial class IntakeStore
{
    /// <summary>What waits and since when; for health and for the log.</summary>
    public Task<StoreCounts> CountsAsync(CancellationToken token) => ReadAsync(
        connection => connection.QuerySingleAsync<StoreCounts>(
            """
            SELECT
                (SELECT COUNT(*) FROM Email) AS Emails,
                (SELECT COUNT(*) FROM Email WHERE Status = 'received') AS Waiting,
                (SELECT COUNT(*) FROM Email WHERE Status = 'failed') AS Failed,
                (SELECT COUNT(*) FROM ConfirmedReferral) AS Confirmed,
                (SELECT COUNT(*) FROM Review WHERE ClosedAt IS NULL) AS Reviews,
                (SELECT COUNT(*) FROM Outbox WHERE Status = 'waiting') AS LettersWaiting,
                (SELECT MIN(CreatedAt) FROM Outbox WHERE Status = 'waiting') AS OldestLetterAt
            """),
        token);

    /// <summary>Confirmed referrals by claim time, read as they are written out.</summary>
    public async IAsyncEnumerable<ConfirmedReferralRow> ConfirmedAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
    {
        await using var connection = await dialect.OpenAsync(token);
        var rows = connection.QueryUnbufferedAsync<ConfirmedReferralRow>(
            """
            SELECT Reference, PartnerCompany, PartnerContactName, PartnerContactEmail, ProspectCompany, ProspectContactName,
                ProspectContactEmail, ProspectContactTitle, ProspectContactPhone, RepName, RepEmail, ProductInterest,
                DealValueMinor, DealCurrency, Timeline, Motion, Credit, IntroducedOn, ConsentToContact, Flags, Acceptance,
                ClaimedAt, ConfirmedAt, ConfirmedBy
            FROM ConfirmedReferral ORDER BY ClaimedAt, Reference
            """);
        await foreach (var row in rows.WithCancellation(token))
        {
            yield return row;
        }
    }

    /// <summary>The evidence of a referral's values, newest row of each field last.</summary>
    public async Task<IReadOnlyList<ExportedEvidence>> EvidenceAsync(string reference, CancellationToken token) =>
    [
        .. await ReadAsync(
            connection => connection.QueryAsync<ExportedEvidence>(
                """
                SELECT f.Field, f.Value, f.Confidence, f.How, f.Words, f.Part, f.Start, f.Length, e.MessageId, e.Sha256
                FROM FieldEvidence f
                JOIN Referral r ON r.Id = f.ReferralId
                LEFT JOIN Email e ON e.Id = f.EmailId
                WHERE r.Reference = @reference
                ORDER BY f.Id
                """,
                new { reference }),
            token),
    ];

    /// <summary>The mailbox (in a folder: the file) of a conversation's first mail.</summary>
    public Task<string?> FirstMailboxAsync(string conversationToken, CancellationToken token) => ReadAsync(
        connection => connection.QueryFirstOrDefaultAsync<string?>(
            """
            SELECT p.Mailbox FROM Conversation c JOIN Email e ON e.ConversationId = c.Id JOIN EmailPlace p ON p.EmailId = e.Id
            WHERE c.Token = @conversationToken ORDER BY e.Id
            """,
            new { conversationToken }),
        token);

    /// <summary>What a person must look at, oldest first.</summary>
    public async Task<IReadOnlyList<ReviewLine>> OpenReviewsAsync(CancellationToken token) =>
    [
        .. await ReadAsync(
            connection => connection.QueryAsync<ReviewLine>(
                "SELECT Id, Reason, Detail, CreatedAt FROM Review WHERE ClosedAt IS NULL ORDER BY CreatedAt, Id"),
            token),
    ];

    /// <summary>What became of each mail, oldest first.</summary>
    public async Task<IReadOnlyList<EmailLine>> EmailLinesAsync(CancellationToken token) =>
    [
        .. await ReadAsync(
            connection => connection.QueryAsync<EmailLine>(
                """
                SELECT e.Id, e.Status, e.Kind, e.FromAddress, e.Subject, COALESCE(e.FailureReason, e.Outcome) AS Outcome,
                    (SELECT MIN(Mailbox) FROM EmailPlace p WHERE p.EmailId = e.Id) AS Mailbox
                FROM Email e ORDER BY e.Id
                """),
            token),
    ];
}

internal sealed class StoreCounts
{
    public long Emails { get; set; }

    public long Waiting { get; set; }

    public long Failed { get; set; }

    public long Confirmed { get; set; }

    public long Reviews { get; set; }

    public long LettersWaiting { get; set; }

    public DateTimeOffset? OldestLetterAt { get; set; }
}

/// <summary>One record; its CSV columns are its properties, in their order.</summary>
[CsvRecord]
internal sealed partial class ConfirmedReferralRow
{
    public string Reference { get; set; } = "";

    public string PartnerCompany { get; set; } = "";

    public string? PartnerContactName { get; set; }

    public string? PartnerContactEmail { get; set; }

    public string ProspectCompany { get; set; } = "";

    public string ProspectContactName { get; set; } = "";

    public string ProspectContactEmail { get; set; } = "";

    public string? ProspectContactTitle { get; set; }

    public string? ProspectContactPhone { get; set; }

    public string? RepName { get; set; }

    public string? RepEmail { get; set; }

    public string? ProductInterest { get; set; }

    /// <summary>In minor units of <see cref="DealCurrency"/>.</summary>
    public long? DealValueMinor { get; set; }

    public string? DealCurrency { get; set; }

    public string? Timeline { get; set; }

    public string? Motion { get; set; }

    public string? Credit { get; set; }

    public string? IntroducedOn { get; set; }

    public string? ConsentToContact { get; set; }

    public string Flags { get; set; } = "";

    public string Acceptance { get; set; } = "";

    public DateTimeOffset ClaimedAt { get; set; }

    public DateTimeOffset ConfirmedAt { get; set; }

    public string ConfirmedBy { get; set; } = "";
}

internal sealed class ExportedEvidence
{
    public string Field { get; set; } = "";

    public string Value { get; set; } = "";

    public double Confidence { get; set; }

    public string How { get; set; } = "";

    public string Words { get; set; } = "";

    public string? Part { get; set; }

    public int? Start { get; set; }

    public int? Length { get; set; }

    public string? MessageId { get; set; }

    public string? Sha256 { get; set; }
}

internal sealed class EmailLine
{
    public long Id { get; set; }

    public string Status { get; set; } = "";

    public string? Kind { get; set; }

    public string? FromAddress { get; set; }

    public string? Subject { get; set; }

    public string? Outcome { get; set; }

    public string? Mailbox { get; set; }
}

internal sealed class ReviewLine
{
    public long Id { get; set; }

    public string Reason { get; set; } = "";

    public string Detail { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }
}
