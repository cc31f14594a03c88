-- Each couple has a key of its own, wrapped by the data key of the account, and everything about the couple is sealed by it:
-- deleting the couple deletes the key. `freshness` lists the revisions of the couple's records, sealed by the same key, so
-- that an older record put back is noticed. Both are empty for couples of earlier versions until the next sign-in.
ALTER TABLE couple ADD COLUMN wrapped BYTEA NOT NULL DEFAULT '';
ALTER TABLE couple ADD COLUMN freshness BYTEA NOT NULL DEFAULT '';
