-- Who has no account: sign-ins under unknown names find this row and take the way of those that are known, so that neither
-- the time nor the audit tells them apart. No password fits an empty verifier; the name that was typed is not kept.
INSERT INTO account (id, login, kdf, salt, verifier, wrapped, recovery_verifier, recovery_wrapped, created, audit_head)
VALUES ('00000000-0000-0000-0000-000000000000', '', '', '\x00000000000000000000000000000000', '', '', '', '', 0, '');

-- When a version was saved; `replaced` says until when it held. For those that are here already, the best that is known.
ALTER TABLE version ADD COLUMN saved BIGINT NOT NULL DEFAULT 0;
UPDATE version SET saved = replaced;
