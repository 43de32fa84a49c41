-- A mail, known by its bytes. Raw bytes stand apart so that lists never read them.
CREATE TABLE IF NOT EXISTS Email (
    Id             INTEGER PRIMARY KEY,
    Sha256         TEXT NOT NULL UNIQUE,
    ReceivedAt     TEXT NOT NULL,              -- by our mail server; the claim's clock
    CommittedAt    TEXT NOT NULL,              -- by us
    SizeBytes      INTEGER NOT NULL,
    Status         TEXT NOT NULL CHECK (Status IN ('received', 'settled', 'failed')),
    Attempts       INTEGER NOT NULL DEFAULT 0, -- counted before the work
    NextAttemptAt  TEXT NULL,
    LeaseUntil     TEXT NULL,
    FailureReason  TEXT NULL,
    MessageId      TEXT NULL,
    ContentHash    TEXT NULL,
    FromAddress    TEXT NULL,
    Subject        TEXT NULL,
    Kind           TEXT NULL,
    Outcome        TEXT NULL,                  -- what became of it, in words
    ConversationId INTEGER NULL REFERENCES Conversation (Id),
    CONSTRAINT FailedHasReason CHECK (Status <> 'failed' OR FailureReason IS NOT NULL)
);
CREATE INDEX IF NOT EXISTS Email_Waiting ON Email (Id) WHERE Status = 'received';
CREATE INDEX IF NOT EXISTS Email_MessageId ON Email (MessageId);
CREATE INDEX IF NOT EXISTS Email_Conversation ON Email (ConversationId);

CREATE TABLE IF NOT EXISTS EmailRaw (
    EmailId INTEGER PRIMARY KEY REFERENCES Email (Id),
    Raw     BLOB NOT NULL
);

-- Where a mail was found; the same bytes may lie in several places.
CREATE TABLE IF NOT EXISTS EmailPlace (
    Account     TEXT NOT NULL,
    Mailbox     TEXT NOT NULL,
    UidValidity INTEGER NOT NULL,
    Uid         INTEGER NOT NULL,
    EmailId     INTEGER NOT NULL REFERENCES Email (Id),
    SeenAt      TEXT NOT NULL,
    FiledAt     TEXT NULL,                     -- flagged, moved or put aside on the server
    PRIMARY KEY (Account, Mailbox, UidValidity, Uid)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS EmailPlace_Email ON EmailPlace (EmailId);
CREATE INDEX IF NOT EXISTS EmailPlace_Unfiled ON EmailPlace (Account, Mailbox) WHERE FiledAt IS NULL;

CREATE TABLE IF NOT EXISTS Conversation (
    Id               INTEGER PRIMARY KEY,
    Token            TEXT NOT NULL UNIQUE,
    SubmitterName    TEXT NULL,
    SubmitterAddress TEXT NOT NULL,
    Standing         TEXT NOT NULL,
    SubmitterIsOurs  INTEGER NOT NULL,
    ClaimedAt        TEXT NOT NULL,
    ThreadIsPrivate  INTEGER NOT NULL,
    Subject          TEXT NOT NULL,
    LastMessageId    TEXT NULL,
    ThreadReferences TEXT NOT NULL,            -- Message-IDs, one a line
    Asked            TEXT NOT NULL,            -- "number field", one a line
    Letters          INTEGER NOT NULL,
    Reminders        INTEGER NOT NULL,
    WaitingSince     TEXT NULL,
    Muted            INTEGER NOT NULL,
    Backlog          INTEGER NOT NULL,
    Version          INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS Conversation_Waiting ON Conversation (WaitingSince) WHERE WaitingSince IS NOT NULL;

CREATE TABLE IF NOT EXISTS Referral (
    Id             INTEGER PRIMARY KEY,
    ConversationId INTEGER NOT NULL REFERENCES Conversation (Id),
    Number         INTEGER NOT NULL,
    Reference      TEXT NOT NULL UNIQUE,
    State          TEXT NOT NULL CHECK (State IN ('needs-info', 'awaiting-confirmation', 'in-review', 'confirmed',
                                                  'rejected', 'withdrawn', 'expired')),
    Flags          TEXT NOT NULL,
    ReviewReason   TEXT NULL,
    Shown          INTEGER NOT NULL,
    Was            TEXT NOT NULL,              -- "field value", one a line
    ProspectEmail  TEXT NULL,                  -- lower-case; finds the same prospect again
    PartnerCompany TEXT NULL,
    UNIQUE (ConversationId, Number)
);
CREATE INDEX IF NOT EXISTS Referral_Prospect ON Referral (ProspectEmail) WHERE ProspectEmail IS NOT NULL;
CREATE INDEX IF NOT EXISTS Referral_State ON Referral (State);

-- Every value ever taken from a mail or given by a person. The newest row of a field is its value.
CREATE TABLE IF NOT EXISTS FieldEvidence (
    Id         INTEGER PRIMARY KEY,
    ReferralId INTEGER NOT NULL REFERENCES Referral (Id),
    EmailId    INTEGER NULL REFERENCES Email (Id),
    Field      TEXT NOT NULL,
    Value      TEXT NOT NULL,
    Confidence REAL NOT NULL,
    How        TEXT NOT NULL,
    Words      TEXT NOT NULL,
    Part       TEXT NULL,
    Start      INTEGER NULL,
    Length     INTEGER NULL,
    RecordedAt TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS FieldEvidence_Referral ON FieldEvidence (ReferralId, Id);
CREATE TRIGGER IF NOT EXISTS FieldEvidence_NoUpdate BEFORE UPDATE ON FieldEvidence
BEGIN SELECT RAISE(ABORT, 'evidence is append-only'); END;
CREATE TRIGGER IF NOT EXISTS FieldEvidence_NoDelete BEFORE DELETE ON FieldEvidence
BEGIN SELECT RAISE(ABORT, 'evidence is append-only'); END;

-- What the sender confirmed, as it was confirmed.
CREATE TABLE IF NOT EXISTS ConfirmedReferral (
    Reference            TEXT PRIMARY KEY REFERENCES Referral (Reference),
    PartnerCompany       TEXT NOT NULL,
    PartnerContactName   TEXT NULL,
    PartnerContactEmail  TEXT NULL,
    ProspectCompany      TEXT NOT NULL,
    ProspectContactName  TEXT NOT NULL,
    ProspectContactEmail TEXT NOT NULL,
    ProspectContactTitle TEXT NULL,
    ProspectContactPhone TEXT NULL,
    RepName              TEXT NULL,
    RepEmail             TEXT NULL,
    ProductInterest      TEXT NULL,
    DealValueMinor       INTEGER NULL,
    DealCurrency         TEXT NULL,
    Timeline             TEXT NULL,
    Motion               TEXT NULL,
    Credit               TEXT NULL,
    IntroducedOn         TEXT NULL,
    ConsentToContact     TEXT NULL,
    Flags                TEXT NOT NULL,
    Acceptance           TEXT NOT NULL DEFAULT 'pending' CHECK (Acceptance IN ('pending', 'accepted', 'declined')),
    ClaimedAt            TEXT NOT NULL,
    ConfirmedAt          TEXT NOT NULL,
    ConfirmedBy          TEXT NOT NULL,
    CONSTRAINT AmountHasCurrency CHECK (DealValueMinor IS NULL OR DealCurrency IS NOT NULL)
);

-- Letters, written in the transaction of the decision they follow from.
CREATE TABLE IF NOT EXISTS Outbox (
    Id             INTEGER PRIMARY KEY,
    ConversationId INTEGER NULL REFERENCES Conversation (Id),
    Purpose        TEXT NOT NULL,
    Recipient      TEXT NOT NULL,              -- lower-case address
    MessageId      TEXT NOT NULL UNIQUE,
    Subject        TEXT NOT NULL,
    Raw            BLOB NOT NULL,
    CreatedAt      TEXT NOT NULL,
    Status         TEXT NOT NULL CHECK (Status IN ('waiting', 'sent', 'failed')),
    Attempts       INTEGER NOT NULL DEFAULT 0,
    NextAttemptAt  TEXT NOT NULL,
    SentAt         TEXT NULL,
    LastError      TEXT NULL
);
CREATE INDEX IF NOT EXISTS Outbox_Waiting ON Outbox (NextAttemptAt) WHERE Status = 'waiting';
CREATE INDEX IF NOT EXISTS Outbox_WaitingOfConversation ON Outbox (ConversationId, Id) WHERE Status = 'waiting';
CREATE INDEX IF NOT EXISTS Outbox_Recipient ON Outbox (Recipient, CreatedAt);
CREATE INDEX IF NOT EXISTS Outbox_Sent ON Outbox (SentAt) WHERE SentAt IS NOT NULL;

-- What a person must look at.
CREATE TABLE IF NOT EXISTS Review (
    Id             INTEGER PRIMARY KEY,
    EmailId        INTEGER NULL REFERENCES Email (Id),
    ConversationId INTEGER NULL REFERENCES Conversation (Id),
    Number         INTEGER NULL,
    Reason         TEXT NOT NULL,
    Detail         TEXT NOT NULL,
    CreatedAt      TEXT NOT NULL,
    ClosedAt       TEXT NULL
);
CREATE INDEX IF NOT EXISTS Review_Open ON Review (CreatedAt) WHERE ClosedAt IS NULL;

CREATE TABLE IF NOT EXISTS PartnerDirectory (
    Id       INTEGER PRIMARY KEY CHECK (Id = 1),
    Json     TEXT NOT NULL,
    LoadedAt TEXT NOT NULL
);

-- Facts about this installation: when it first started.
CREATE TABLE IF NOT EXISTS Fact (
    Name  TEXT PRIMARY KEY,
    Value TEXT NOT NULL
) WITHOUT ROWID;
