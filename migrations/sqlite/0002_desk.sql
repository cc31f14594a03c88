-- Accounts, their sessions, and what they keep. Columns named `sealed` hold ciphertext; nobody but the account's own data
-- key opens it, and it is bound to its row and revision. Times are microseconds since 1970 in UTC.
CREATE TABLE account (
    id BLOB PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    kdf TEXT NOT NULL,
    salt BLOB NOT NULL,
    verifier BLOB NOT NULL,
    wrapped BLOB NOT NULL,
    recovery_verifier BLOB NOT NULL,
    recovery_wrapped BLOB NOT NULL,
    created INTEGER NOT NULL,
    audit_count INTEGER NOT NULL DEFAULT 0,
    audit_head BLOB NOT NULL
) STRICT;

-- `wrapped` is empty while the session is locked.
CREATE TABLE session (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    wrapped BLOB
) STRICT;
CREATE INDEX session_account ON session (account_id);

CREATE TABLE couple (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    sealed BLOB NOT NULL
) STRICT;
CREATE INDEX couple_account ON couple (account_id);

-- What belongs to a couple once: the situation, each partner's interview, the private notes.
CREATE TABLE page (
    couple_id BLOB NOT NULL REFERENCES couple (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    account_id BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (couple_id, kind)
) STRICT;

-- `head` is what lists show, sealed apart; `day_mark` finds the plans of a day without telling the day.
CREATE TABLE plan (
    id BLOB PRIMARY KEY,
    couple_id BLOB NOT NULL REFERENCES couple (id) ON DELETE CASCADE,
    account_id BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    day_mark BLOB,
    head BLOB NOT NULL,
    sealed BLOB NOT NULL
) STRICT;
CREATE INDEX plan_couple ON plan (couple_id);
CREATE INDEX plan_day ON plan (account_id, day_mark);
CREATE INDEX plan_changed ON plan (account_id, changed);

-- Earlier states, as they were sealed.
CREATE TABLE version (
    record_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    revision INTEGER NOT NULL,
    couple_id BLOB NOT NULL REFERENCES couple (id) ON DELETE CASCADE,
    account_id BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    replaced INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (record_id, kind, revision)
) STRICT;
CREATE INDEX version_couple ON version (couple_id);

-- Who did what to which record, without content. Each line carries the hash of the one before it.
CREATE TABLE audit (
    account_id BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    deed TEXT NOT NULL,
    about BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (account_id, number)
) STRICT;
