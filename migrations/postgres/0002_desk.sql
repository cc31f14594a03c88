-- Accounts, their sessions, and what they keep. Columns named `sealed` hold ciphertext; nobody but the account's own data
-- key opens it, and it is bound to its row and revision. Times are microseconds since 1970 in UTC.
CREATE TABLE account (
    id UUID PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    kdf TEXT NOT NULL,
    salt BYTEA NOT NULL,
    verifier BYTEA NOT NULL,
    wrapped BYTEA NOT NULL,
    recovery_verifier BYTEA NOT NULL,
    recovery_wrapped BYTEA NOT NULL,
    created BIGINT NOT NULL,
    audit_count BIGINT NOT NULL DEFAULT 0,
    audit_head BYTEA NOT NULL
);

-- `wrapped` is empty while the session is locked.
CREATE TABLE session (
    id BYTEA PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    wrapped BYTEA
);
CREATE INDEX session_account ON session (account_id);

CREATE TABLE couple (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    revision BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    sealed BYTEA NOT NULL
);
CREATE INDEX couple_account ON couple (account_id);

-- What belongs to a couple once: the situation, each partner's interview, the private notes.
CREATE TABLE page (
    couple_id UUID NOT NULL REFERENCES couple (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    account_id UUID NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    revision BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (couple_id, kind)
);

-- `head` is what lists show, sealed apart; `day_mark` finds the plans of a day without telling the day.
CREATE TABLE plan (
    id UUID PRIMARY KEY,
    couple_id UUID NOT NULL REFERENCES couple (id) ON DELETE CASCADE,
    account_id UUID NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    revision BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    day_mark BYTEA,
    head BYTEA NOT NULL,
    sealed BYTEA NOT NULL
);
CREATE INDEX plan_couple ON plan (couple_id);
CREATE INDEX plan_day ON plan (account_id, day_mark);
CREATE INDEX plan_changed ON plan (account_id, changed);

-- Earlier states, as they were sealed.
CREATE TABLE version (
    record_id UUID NOT NULL,
    kind TEXT NOT NULL,
    revision BIGINT NOT NULL,
    couple_id UUID NOT NULL REFERENCES couple (id) ON DELETE CASCADE,
    account_id UUID NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    replaced BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (record_id, kind, revision)
);
CREATE INDEX version_couple ON version (couple_id);

-- Who did what to which record, without content. Each line carries the hash of the one before it.
CREATE TABLE audit (
    account_id UUID NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    deed TEXT NOT NULL,
    about UUID NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (account_id, number)
);
