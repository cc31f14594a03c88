-- The owner is part of every key of what an account keeps, and of every reference between those tables: an id alone decides
-- nothing, so that neither an insert nor a conflict tells whether another account has it.
ALTER TABLE page DROP CONSTRAINT page_couple_id_fkey;
ALTER TABLE plan DROP CONSTRAINT plan_couple_id_fkey;
ALTER TABLE version DROP CONSTRAINT version_couple_id_fkey;
ALTER TABLE page DROP CONSTRAINT page_account_id_fkey;
ALTER TABLE plan DROP CONSTRAINT plan_account_id_fkey;
ALTER TABLE version DROP CONSTRAINT version_account_id_fkey;

-- What names a couple of another account was never readable by anybody.
DELETE FROM page p WHERE NOT EXISTS (SELECT FROM couple c WHERE c.account_id = p.account_id AND c.id = p.couple_id);
DELETE FROM plan p WHERE NOT EXISTS (SELECT FROM couple c WHERE c.account_id = p.account_id AND c.id = p.couple_id);
DELETE FROM version v WHERE NOT EXISTS (SELECT FROM couple c WHERE c.account_id = v.account_id AND c.id = v.couple_id);

DROP INDEX couple_account;
DROP INDEX plan_couple;
DROP INDEX version_couple;
ALTER TABLE couple DROP CONSTRAINT couple_pkey, ADD PRIMARY KEY (account_id, id);
ALTER TABLE page DROP CONSTRAINT page_pkey, ADD PRIMARY KEY (account_id, couple_id, kind);
ALTER TABLE plan DROP CONSTRAINT plan_pkey, ADD PRIMARY KEY (account_id, id);
ALTER TABLE version DROP CONSTRAINT version_pkey, ADD PRIMARY KEY (account_id, record_id, kind, revision);
ALTER TABLE version ALTER COLUMN saved DROP DEFAULT;
ALTER TABLE page ADD FOREIGN KEY (account_id, couple_id) REFERENCES couple (account_id, id) ON DELETE CASCADE;
ALTER TABLE plan ADD FOREIGN KEY (account_id, couple_id) REFERENCES couple (account_id, id) ON DELETE CASCADE;
ALTER TABLE version ADD FOREIGN KEY (account_id, couple_id) REFERENCES couple (account_id, id) ON DELETE CASCADE;
CREATE INDEX plan_couple ON plan (account_id, couple_id);
CREATE INDEX version_couple ON version (account_id, couple_id);

-- `line` sets apart what an account saves after an import; 0 before the first one. `audit_seal` holds the number and the
-- hash of the last line that was written with an open session, sealed by the account's data key.
ALTER TABLE account ADD COLUMN line BIGINT NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN audit_seal BYTEA NOT NULL DEFAULT '';

-- The hash of a line, authenticated by a key of the account; empty where no session was open.
ALTER TABLE audit ADD COLUMN mac BYTEA NOT NULL DEFAULT '';
