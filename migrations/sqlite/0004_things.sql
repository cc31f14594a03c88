-- What an account keeps beside its couples: templates, a letterhead, exercises of its own. `kind` says which; of some kinds
-- there is one at most, under the id that is all zero.
CREATE TABLE thing (
    account_id BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    id BLOB NOT NULL,
    revision INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (account_id, kind, id)
) STRICT;
