-- Browsers that have signed in to an account before. `id` is the hash of a token; it opens nothing, and gives its holder
-- attempts at the password that strangers cannot use up.
CREATE TABLE device (
    id BYTEA PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    seen BIGINT NOT NULL
);
CREATE INDEX device_account ON device (account_id);

-- Codes that create one account each. `id` is the hash of the code.
CREATE TABLE invitation (
    id BYTEA PRIMARY KEY,
    expires BIGINT NOT NULL
);
