-- When the operator disabled the account, in microseconds since 1970; 0 while it can be used.
ALTER TABLE account ADD COLUMN disabled BIGINT NOT NULL DEFAULT 0;
