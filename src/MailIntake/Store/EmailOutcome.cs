using MailIntake.Referrals.Conversations;

namespace MailIntake.Store;

/// <summary>What is known of a mail once it was read; stands beside the raw bytes for lists and searches.</summary>
internal sealed record EmailFacts(string MessageId, string ContentHash, string? From, string Subject, string Kind);

/// <summary>A letter ready to go: its Message-ID and bytes are chosen, so that a repeat is the same letter.</summary>
internal sealed record OutgoingLetter(LetterPurpose Purpose, string Recipient, string MessageId, string Subject, byte[] Raw);

/// <summary>Something for a person, as it is stored.</summary>
internal sealed record ReviewItem(string Reason, string Detail, int? Number = null);

/// <summary>Everything that follows from one mail (or from silence), committed as a whole.</summary>
internal sealed record EmailOutcome
{
    /// <summary>Null where no mail was heard.</summary>
    public long? EmailId { get; init; }

    public EmailFacts? Facts { get; init; }

    /// <summary>What became of the mail, in words.</summary>
    public string Outcome { get; init; } = "";

    /// <summary>The conversation as it is now; null where the mail belongs to none.</summary>
    public Conversation? Conversation { get; init; }

    /// <summary>The stored conversation that this continues; null for a new one.</summary>
    public StoredConversation? Before { get; init; }

    public IReadOnlyList<Referral> Confirmed { get; init; } = [];

    public string? ConfirmedBy { get; init; }

    public IReadOnlyList<OutgoingLetter> Letters { get; init; } = [];

    public IReadOnlyList<ReviewItem> Reviews { get; init; } = [];

    /// <summary>Nothing was decided: the mail was put back until a model answered, or its time is over.</summary>
    public bool IsPutBack { get; init; }
}

/// <summary>A conversation as it stands in the store. <see cref="Version"/> changes with every commit.</summary>
internal sealed record StoredConversation(long Id, long Version, Conversation Conversation);

/// <summary>The conversation changed since it was read; read again and decide anew.</summary>
internal sealed class ConversationMovedOnException(string token)
    : Exception($"Conversation {token} was changed meanwhile; the mail is decided anew.");
