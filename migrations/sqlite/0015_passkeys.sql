-- Passkeys of accounts. `id` is the hash of the id that the authenticator gave, and `sealed` all the rest, sealed by the
-- account's data key. `wrapped` is the data key, wrapped by a secret of the authenticator and the key file; empty if the
-- passkey does not open the account alone.
CREATE TABLE passkey (
    account_id BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    sealed BLOB NOT NULL,
    wrapped BLOB NOT NULL,
    PRIMARY KEY (account_id, id)
) STRICT;

-- Challenges that a passkey has answered, until they are too old to be answered. `id` is the hash of the challenge.
CREATE TABLE used_challenge (
    account_id BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    used INTEGER NOT NULL,
    PRIMARY KEY (account_id, id)
) STRICT;

-- Sign-ins whose password was right and whose second factor is missing, for five minutes. `id` is the hash of a token that
-- only the browser has. `wrapped` is the data key, wrapped by the token and the key file; the others are the verifiers of
-- password and recovery key at that time.
CREATE TABLE pending_sign_in (
    account_id BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    begun INTEGER NOT NULL,
    wrapped BLOB NOT NULL,
    verifier BLOB NOT NULL,
    recovery_verifier BLOB NOT NULL,
    PRIMARY KEY (account_id, id)
) STRICT;
CREATE INDEX pending_sign_in_token ON pending_sign_in (id);
