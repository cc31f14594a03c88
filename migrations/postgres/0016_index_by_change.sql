-- What the search index asks, what was saved since it was stored and how many records there are, is answered from these
-- alone: the rows themselves are long.
DROP INDEX plan_changed;
CREATE INDEX plan_changed ON plan (account_id, changed, id, revision);
CREATE INDEX couple_changed ON couple (account_id, changed, id, revision);
CREATE INDEX page_changed ON page (account_id, kind, changed, couple_id, revision);
