-- A password opens an account only together with the key file, which is outside the database. `key_id` names the file
-- without revealing it: that of this installation, and the one that an account was sealed with. Empty where there is none
-- yet: accounts of earlier versions are sealed again at their next sign-in.
ALTER TABLE install ADD COLUMN key_id BYTEA NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN key_id BYTEA NOT NULL DEFAULT '';
