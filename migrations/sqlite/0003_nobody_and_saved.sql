-- When a version was saved; `replaced` says until when it held. For those that are here already, the best that is known.
ALTER TABLE version ADD COLUMN saved INTEGER NOT NULL DEFAULT 0;
UPDATE version SET saved = replaced;
