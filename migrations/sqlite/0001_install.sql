-- One row: which installation this is, and since when. It is written when the database is first opened, so that a
-- backup can later be told from another installation's.
CREATE TABLE install (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    id TEXT NOT NULL CHECK (length(id) = 36),
    opened_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
) STRICT;
