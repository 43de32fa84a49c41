using System.Collections.Immutable;
using System.Globalization;
using MailIntake.Mail.Mime;
using MailIntake.Referrals;
using MailIntake.Referrals.Conversations;

namespace MailIntake.Store;

/// <summary>A row of Conversation; lists stand one entry a line.</summary>
internal sealed class ConversationRow
{
    public long Id { get; set; }

    public string Token { get; set; } = "";

    public string? SubmitterName { get; set; }

    public string SubmitterAddress { get; set; } = "";

    public string Standing { get; set; } = "";

    public bool SubmitterIsOurs { get; set; }

    public DateTimeOffset ClaimedAt { get; set; }

    public bool ThreadIsPrivate { get; set; }

    public string Subject { get; set; } = "";

    public string? LastMessageId { get; set; }

    public string ThreadReferences { get; set; } = "";

    public string Asked { get; set; } = "";

    public int Letters { get; set; }

    public int Reminders { get; set; }

    public DateTimeOffset? WaitingSince { get; set; }

    public bool Muted { get; set; }

    public bool Backlog { get; set; }

    public long Version { get; set; }

    public static ConversationRow From(Conversation conversation, StoredConversation? before) => new()
    {
        Id = before?.Id ?? 0,
        Version = before?.Version ?? 0,
        Token = conversation.Token,
        SubmitterName = conversation.Submitter.Name,
        SubmitterAddress = conversation.Submitter.Address.ToString(),
        Standing = conversation.Submitter.Standing.ToName(),
        SubmitterIsOurs = conversation.Submitter.Ours,
        ClaimedAt = conversation.ClaimedAt,
        ThreadIsPrivate = conversation.Thread.Private,
        Subject = conversation.Thread.Subject,
        LastMessageId = conversation.Thread.LastMessageId?.Value,
        ThreadReferences = string.Join('\n', conversation.Thread.References),
        Asked = string.Join('\n', conversation.Asked.Select(q => $"{q.Number} {q.Field.Key()}")),
        Letters = conversation.Letters,
        Reminders = conversation.Reminders,
        WaitingSince = conversation.WaitingSince,
        Muted = conversation.Muted,
        Backlog = conversation.Backlog,
    };

    public Conversation ToConversation(IReadOnlyList<Referral> referrals) => new()
    {
        Token = Token,
        Submitter = new Submitter(
            SubmitterName,
            EmailAddress.Parse(SubmitterAddress),
            Names.FromName<SenderStanding>(Standing),
            SubmitterIsOurs),
        ClaimedAt = ClaimedAt,
        Thread = new Referrals.Conversations.Thread(
            ThreadIsPrivate,
            Subject,
            LastMessageId is null ? null : MessageId.Parse(LastMessageId),
            [.. Lines(ThreadReferences).Select(MessageId.Parse)]),
        Asked = [.. Lines(Asked).Select(ToQuestion)],
        Letters = Letters,
        Reminders = Reminders,
        WaitingSince = WaitingSince,
        Muted = Muted,
        Backlog = Backlog,
        Referrals = referrals,
    };

    internal static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static Question ToQuestion(string line)
    {
        var (number, field) = line.Split(' ') switch { var pieces => (pieces[0], pieces[1]) };
        return new Question(int.Parse(number, CultureInfo.InvariantCulture), FieldNames.Find(field)!.Value);
    }
}

/// <summary>A row of Referral.</summary>
internal sealed class ReferralRow
{
    public long Id { get; set; }

    public long ConversationId { get; set; }

    public int Number { get; set; }

    public string Reference { get; set; } = "";

    public string State { get; set; } = "";

    public string Flags { get; set; } = "";

    public string? ReviewReason { get; set; }

    public bool Shown { get; set; }

    public string Was { get; set; } = "";

    public string? ProspectEmail { get; set; }

    public string? PartnerCompany { get; set; }

    public static ReferralRow From(Referral referral, long conversationId) => new()
    {
        ConversationId = conversationId,
        Number = referral.Number,
        Reference = referral.Reference,
        State = referral.State.ToName(),
        Flags = string.Join(' ', referral.Flags),
        ReviewReason = referral.ReviewReason,
        Shown = referral.Shown,
        Was = string.Join('\n', referral.Was.Select(w => $"{w.Key.Key()} {w.Value.ReplaceLineEndings(" ")}")),
        ProspectEmail = referral.Draft.Text(FieldName.ProspectContactEmail)?.ToLowerInvariant(),
        PartnerCompany = referral.Draft.Text(FieldName.PartnerCompany),
    };

    public Referral ToReferral(IEnumerable<EvidenceRow> evidence) => new()
    {
        Number = Number,
        Reference = Reference,
        State = Names.FromName<ReferralState>(State),
        Flags = [.. Flags.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
        ReviewReason = ReviewReason,
        Shown = Shown,
        Was = ConversationRow.Lines(Was).Select(l => l.Split(' ', 2))
            .ToImmutableSortedDictionary(l => FieldNames.Find(l[0])!.Value, l => l[1]),
        Draft = evidence.Aggregate(Draft.Empty, (draft, e) => draft.With(FieldNames.Find(e.Field)!.Value, e.ToValue())),
    };
}

/// <summary>A row of FieldEvidence.</summary>
internal sealed class EvidenceRow
{
    public long ReferralId { get; set; }

    public long? EmailId { get; set; }

    public string Field { get; set; } = "";

    public string Value { get; set; } = "";

    public double Confidence { get; set; }

    public string How { get; set; } = "";

    public string Words { get; set; } = "";

    public string? Part { get; set; }

    public int? Start { get; set; }

    public int? Length { get; set; }

    public DateTimeOffset RecordedAt { get; set; }

    public static EvidenceRow From(long referralId, long? emailId, FieldName field, FieldValue value, DateTimeOffset now) => new()
    {
        ReferralId = referralId,
        EmailId = emailId,
        Field = field.Key(),
        Value = value.Value,
        Confidence = value.Confidence,
        How = value.Evidence.How.ToName(),
        Words = value.Evidence.Words,
        Part = value.Evidence.Where?.Part,
        Start = value.Evidence.Where?.Start,
        Length = value.Evidence.Where?.Length,
        RecordedAt = now,
    };

    public FieldValue ToValue() => new(
        Value,
        Confidence,
        new Evidence(
            Words,
            Part is null ? null : new SourceSpan(Part, Start ?? 0, Length ?? 0),
            Names.FromName<FoundHow>(How)));
}
