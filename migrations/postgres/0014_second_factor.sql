-- The second factor of an account, sealed by its data key: the secret of the time-based codes, the last step that was used,
-- and hashes of the recovery codes. Empty while it is off.
ALTER TABLE account ADD COLUMN second_factor BYTEA NOT NULL DEFAULT '';
