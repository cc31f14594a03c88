-- What an account keeps beside its couples: templates, a letterhead, exercises of its own. `kind` says which; of some kinds
-- there is one at most, under the id that is all zero.
CREATE TABLE thing (
    account_id UUID NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    id UUID NOT NULL,
    revision BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (account_id, kind, id)
);
