-- The owner is part of every key of what an account keeps, and of every reference between those tables: an id alone decides
-- nothing, so that neither an insert nor a conflict tells whether another account has it. SQLite changes no key in place;
-- tables are made anew, filled and renamed, parents first and dropped last.
CREATE TABLE couple_new (
    account_id BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    revision INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (account_id, id)
) STRICT;
INSERT INTO couple_new SELECT account_id, id, revision, changed, sealed FROM couple;

CREATE TABLE page_new (
    account_id BLOB NOT NULL,
    couple_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    revision INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (account_id, couple_id, kind),
    FOREIGN KEY (account_id, couple_id) REFERENCES couple_new (account_id, id) ON DELETE CASCADE
) STRICT;
INSERT INTO page_new SELECT p.account_id, p.couple_id, p.kind, p.revision, p.changed, p.sealed FROM page p
    JOIN couple c ON c.account_id = p.account_id AND c.id = p.couple_id;

CREATE TABLE plan_new (
    account_id BLOB NOT NULL,
    id BLOB NOT NULL,
    couple_id BLOB NOT NULL,
    revision INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    day_mark BLOB,
    head BLOB NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, couple_id) REFERENCES couple_new (account_id, id) ON DELETE CASCADE
) STRICT;
INSERT INTO plan_new SELECT p.account_id, p.id, p.couple_id, p.revision, p.changed, p.day_mark, p.head, p.sealed FROM plan p
    JOIN couple c ON c.account_id = p.account_id AND c.id = p.couple_id;

CREATE TABLE version_new (
    account_id BLOB NOT NULL,
    record_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    revision INTEGER NOT NULL,
    couple_id BLOB NOT NULL,
    replaced INTEGER NOT NULL,
    saved INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (account_id, record_id, kind, revision),
    FOREIGN KEY (account_id, couple_id) REFERENCES couple_new (account_id, id) ON DELETE CASCADE
) STRICT;
INSERT INTO version_new SELECT v.account_id, v.record_id, v.kind, v.revision, v.couple_id, v.replaced, v.saved, v.sealed
    FROM version v JOIN couple c ON c.account_id = v.account_id AND c.id = v.couple_id;

DROP TABLE version;
DROP TABLE plan;
DROP TABLE page;
DROP TABLE couple;
ALTER TABLE couple_new RENAME TO couple;
ALTER TABLE page_new RENAME TO page;
ALTER TABLE plan_new RENAME TO plan;
ALTER TABLE version_new RENAME TO version;
CREATE INDEX plan_couple ON plan (account_id, couple_id);
CREATE INDEX plan_day ON plan (account_id, day_mark);
CREATE INDEX plan_changed ON plan (account_id, changed);
CREATE INDEX version_couple ON version (account_id, couple_id);

-- `line` sets apart what an account saves after an import; 0 before the first one. `audit_seal` holds the number and the
-- hash of the last line that was written with an open session, sealed by the account's data key.
ALTER TABLE account ADD COLUMN line INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN audit_seal BLOB NOT NULL DEFAULT x'';

-- The hash of a line, authenticated by a key of the account; empty where no session was open.
ALTER TABLE audit ADD COLUMN mac BLOB NOT NULL DEFAULT x'';
