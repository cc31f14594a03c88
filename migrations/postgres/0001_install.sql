-- One row: which installation this is, and since when. It is written when the database is first opened, so that a
-- backup can later be told from another installation's.
CREATE TABLE install (
    "only" BIGINT PRIMARY KEY CHECK ("only" = 1),
    id TEXT NOT NULL CHECK (length(id) = 36),
    opened_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
