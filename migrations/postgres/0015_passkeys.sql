-- Passkeys of accounts. `id` is the hash of the id that the authenticator gave, and `sealed` all the rest, sealed by the
-- account's data key. `wrapped` is the data key, wrapped by a secret of the authenticator and the key file; empty if the
-- passkey does not open the account alone.
CREATE TABLE passkey (
    account_id UUID NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    id BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    wrapped BYTEA NOT NULL,
    PRIMARY KEY (account_id, id)
);

-- Challenges that a passkey has answered, until they are too old to be answered. `id` is the hash of the challenge.
CREATE TABLE used_challenge (
    account_id UUID NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    id BYTEA NOT NULL,
    used BIGINT NOT NULL,
    PRIMARY KEY (account_id, id)
);

-- Sign-ins whose password was right and whose second factor is missing, for five minutes. `id` is the hash of a token that
-- only the browser has. `wrapped` is the data key, wrapped by the token and the key file; the others are the verifiers of
-- password and recovery key at that time.
CREATE TABLE pending_sign_in (
    account_id UUID NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    id BYTEA NOT NULL,
    begun BIGINT NOT NULL,
    wrapped BYTEA NOT NULL,
    verifier BYTEA NOT NULL,
    recovery_verifier BYTEA NOT NULL,
    PRIMARY KEY (account_id, id)
);
CREATE INDEX pending_sign_in_token ON pending_sign_in (id);
