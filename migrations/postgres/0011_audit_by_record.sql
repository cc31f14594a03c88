-- The page of a session's sheets reads the audit lines about this session.
CREATE INDEX audit_about ON audit (account_id, about);
