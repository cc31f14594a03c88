-- Who has no account: sign-ins under unknown names find this row and take the way of those that are known, so that neither
-- the time nor the audit tells them apart. No password fits an empty verifier; the name that was typed is not kept.
INSERT INTO account (id, login, kdf, salt, verifier, wrapped, recovery_verifier, recovery_wrapped, created, audit_head)
VALUES (x'00000000000000000000000000000000', '', '', x'00000000000000000000000000000000', x'', x'', x'', x'', 0, x'');

-- When a version was saved; `replaced` says until when it held. For those that are here already, the best that is known.
ALTER TABLE version ADD COLUMN saved INTEGER NOT NULL DEFAULT 0;
UPDATE version SET saved = replaced;
