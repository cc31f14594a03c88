-- `key_mark` begins every value that the account's data key seals; empty until the keys are first changed. While records are
-- sealed again, `previous` holds the data key before it, wrapped by the present one, and `recovery_sealed` the new recovery
-- key, sealed by it as well, until it has been shown. `audit_base` holds the number and the hash of the last audit line before
-- the change, sealed by the present data key.
ALTER TABLE account ADD COLUMN key_mark BYTEA NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN previous BYTEA NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN recovery_sealed BYTEA NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN audit_base BYTEA NOT NULL DEFAULT '';
