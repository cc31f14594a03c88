-- `browser` is the kind of browser and system in words, sealed by the account's data key; empty for sessions of earlier
-- versions. `begun` is when its browser signed in, which unlocking does not change; 0 where it is the same as `created`.
ALTER TABLE session ADD COLUMN browser BLOB NOT NULL DEFAULT x'';
ALTER TABLE session ADD COLUMN begun INTEGER NOT NULL DEFAULT 0;
