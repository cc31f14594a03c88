-- Browsers that have signed in to an account before. `id` is the hash of a token; it opens nothing, and gives its holder
-- attempts at the password that strangers cannot use up.
CREATE TABLE device (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    seen INTEGER NOT NULL
) STRICT;
CREATE INDEX device_account ON device (account_id);

-- Codes that create one account each. `id` is the hash of the code.
CREATE TABLE invitation (
    id BLOB PRIMARY KEY,
    expires INTEGER NOT NULL
) STRICT;
