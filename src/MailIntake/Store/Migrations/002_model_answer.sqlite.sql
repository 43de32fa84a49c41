-- What a model was asked and said about a mail. 'asked' without an answer: it is being asked, or the process ended.
CREATE TABLE IF NOT EXISTS ModelAnswer (
    EmailId    INTEGER PRIMARY KEY REFERENCES Email (Id),
    Model      TEXT NOT NULL,
    AskedAt    TEXT NOT NULL,
    AnsweredAt TEXT NULL,
    Outcome    TEXT NOT NULL CHECK (Outcome IN ('asked', 'answered', 'repaired', 'unusable', 'unreachable')),
    Reason     TEXT NOT NULL DEFAULT '',       -- why nothing of it was used
    TokensIn   INTEGER NOT NULL DEFAULT 0,
    TokensOut  INTEGER NOT NULL DEFAULT 0,
    Answer     TEXT NULL,                      -- the text that was understood
    Raw        TEXT NOT NULL DEFAULT '[]'      -- every answer as it came, a JSON array
);
