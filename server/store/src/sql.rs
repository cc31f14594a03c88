//! All SQL statements on account data. Each contains the owner (checklist 7); a test checks them all.

/// Declares statements as constants and lists them for the test.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)+) => {
        $($(#[$doc])* pub(crate) const $name: &str = $text;)+
        #[cfg(test)]
        const ALL: &[(&str, &str)] = &[$((stringify!($name), $text)),+];
    };
}

statements! {
    COUPLES = "SELECT id, revision, changed, sealed, wrapped, freshness FROM couple WHERE account_id = $1";
    COUPLE = "SELECT revision, changed, sealed, wrapped, freshness FROM couple WHERE account_id = $1 AND id = $2";
    COUPLE_SEAL = "SELECT wrapped, freshness FROM couple WHERE account_id = $1 AND id = $2";
    COUPLE_SEALS = "SELECT id, wrapped, freshness FROM couple WHERE account_id = $1";
    SET_FRESHNESS = "UPDATE couple SET freshness = $3 WHERE account_id = $1 AND id = $2";
    /// Couples without a key, and those whose key is not wrapped by the data key that begins its values with $2. The beginning
    /// of no bytes is NULL in SQLite.
    COUPLES_TO_RESEAL = "SELECT id FROM couple \
                         WHERE account_id = $1 AND (length(wrapped) = 0 OR substr(wrapped, 1, 9) <> $2) ORDER BY id";
    RESEAL_COUPLE_ROW = "SELECT revision, sealed FROM couple WHERE account_id = $1 AND id = $2";
    RESEAL_COUPLE = "UPDATE couple SET sealed = $3, wrapped = $4, freshness = $5 WHERE account_id = $1 AND id = $2";
    RESEAL_RECORD_ROWS = "SELECT kind, revision, sealed FROM page WHERE account_id = $1 AND couple_id = $2";
    RESEAL_RECORD = "UPDATE page SET sealed = $4 WHERE account_id = $1 AND couple_id = $2 AND kind = $3";
    RESEAL_PLAN_ROWS = "SELECT id, revision, head, sealed FROM plan WHERE account_id = $1 AND couple_id = $2";
    RESEAL_PLAN = "UPDATE plan SET head = $3, sealed = $4, day_mark = $5 WHERE account_id = $1 AND id = $2";
    RESEAL_VERSION_ROWS = "SELECT record_id, kind, revision, sealed FROM version WHERE account_id = $1 AND couple_id = $2";
    RESEAL_VERSION = "UPDATE version SET sealed = $5 \
                      WHERE account_id = $1 AND record_id = $2 AND kind = $3 AND revision = $4";
    DOCUMENTS_TO_RESEAL = "SELECT kind, id, revision, sealed FROM thing \
                           WHERE account_id = $1 AND substr(sealed, 1, 9) <> $2 ORDER BY kind, id";
    RESEAL_DOCUMENT = "UPDATE thing SET sealed = $4 WHERE account_id = $1 AND kind = $2 AND id = $3 AND sealed = $5";
    /// Without effect if the account has another data key.
    REQUIRE_DATA_KEY = "UPDATE account SET key_mark = key_mark WHERE id = $1 AND (length(key_mark) = 0 OR key_mark = $2)";
    KEY_CHANGE = "SELECT previous, recovery_sealed FROM account WHERE id = $1";
    /// Forgets the previous data key, unless something is still sealed by it.
    FINISH_KEY_CHANGE = "UPDATE account SET previous = $3 WHERE id = $1 AND key_mark = $2 AND length(previous) > 0 \
                         AND NOT EXISTS (SELECT 1 FROM couple v \
                           WHERE v.account_id = $1 AND (length(v.wrapped) = 0 OR substr(v.wrapped, 1, 9) <> $2)) \
                         AND NOT EXISTS (SELECT 1 FROM thing v WHERE v.account_id = $1 AND substr(v.sealed, 1, 9) <> $2)";
    SET_RECOVERY_SHEET = "UPDATE account SET recovery_sealed = $2 WHERE id = $1";
    TAKE_RECOVERY_SHEET = "UPDATE account SET recovery_sealed = $3 WHERE id = $1 AND recovery_sealed = $2 AND length(previous) = 0";
    COUPLE_REVISION = "SELECT revision FROM couple WHERE account_id = $1 AND id = $2";
    /// Number of records, and the sums of the counts and of the lines of their revisions.
    COUPLE_EXTENT = "SELECT count(*), CAST(coalesce(sum(revision & 4294967295), 0) AS BIGINT), \
                     CAST(coalesce(sum(revision >> 32), 0) AS BIGINT) \
                     FROM couple WHERE account_id = $1";
    COUPLES_SINCE = "SELECT id, revision FROM couple WHERE account_id = $1 AND changed > $2";
    INSERT_COUPLE = "INSERT INTO couple (account_id, id, revision, changed, sealed, wrapped, freshness) \
                     VALUES ($1, $2, 1, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    UPDATE_COUPLE = "UPDATE couple SET revision = $4, changed = $5, sealed = $6 \
                     WHERE account_id = $1 AND id = $2 AND revision = $3";
    INSERT_COUPLE_VERSION = "INSERT INTO version (account_id, record_id, kind, revision, couple_id, replaced, saved, sealed) \
                   SELECT account_id, id, 'couple', revision, id, $4, changed, sealed FROM couple \
                   WHERE account_id = $1 AND id = $2 AND revision = $3 ON CONFLICT DO NOTHING";
    /// Locks the row without changing it.
    LOCK_COUPLE = "UPDATE couple SET revision = revision WHERE account_id = $1 AND id = $2";
    DELETE_COUPLE = "DELETE FROM couple WHERE account_id = $1 AND id = $2";

    COUPLE_RECORD = "SELECT p.revision, p.changed, p.sealed, c.wrapped, c.freshness FROM page p \
                     JOIN couple c ON c.account_id = p.account_id AND c.id = p.couple_id \
                     WHERE p.account_id = $1 AND p.couple_id = $2 AND p.kind = $3";
    /// Without the list of couples at its end.
    COUPLE_FILES = "SELECT p.couple_id, p.kind, p.revision, p.changed, p.sealed, \
                    c.revision, c.changed, c.sealed, c.wrapped, c.freshness FROM page p \
                    JOIN couple c ON c.account_id = p.account_id AND c.id = p.couple_id \
                    WHERE p.account_id = $1 AND p.kind IN ('situation', 'interview-a', 'interview-b') AND p.couple_id IN";
    COUPLE_RECORD_REVISION = "SELECT revision FROM page WHERE account_id = $1 AND couple_id = $2 AND kind = $3";
    COUPLE_RECORD_EXTENT = "SELECT count(*), CAST(coalesce(sum(revision & 4294967295), 0) AS BIGINT), \
                            CAST(coalesce(sum(revision >> 32), 0) AS BIGINT) \
                            FROM page WHERE account_id = $1 AND kind = $2";
    COUPLE_RECORDS_SINCE = "SELECT couple_id, revision FROM page WHERE account_id = $1 AND changed > $2 AND kind = $3";
    COUPLE_RECORDS = "SELECT couple_id, revision, changed, sealed FROM page WHERE account_id = $1 AND kind = $2";
    INSERT_COUPLE_RECORD = "INSERT INTO page (account_id, couple_id, kind, revision, changed, sealed) VALUES ($1, $2, $3, 1, $4, $5)";
    /// For records that exist only after first use.
    INSERT_COUPLE_RECORD_IF_ABSENT = "INSERT INTO page (account_id, couple_id, kind, revision, changed, sealed) \
                  SELECT account_id, id, $3, 1, $4, $5 FROM couple WHERE account_id = $1 AND id = $2 ON CONFLICT DO NOTHING";
    UPDATE_COUPLE_RECORD = "UPDATE page SET revision = $5, changed = $6, sealed = $7 \
                   WHERE account_id = $1 AND couple_id = $2 AND kind = $3 AND revision = $4";
    INSERT_COUPLE_RECORD_VERSION = "INSERT INTO version (account_id, record_id, kind, revision, couple_id, replaced, saved, sealed) \
                 SELECT account_id, couple_id, kind, revision, couple_id, $5, changed, sealed FROM page \
                 WHERE account_id = $1 AND couple_id = $2 AND kind = $3 AND revision = $4 ON CONFLICT DO NOTHING";

    PLAN = "SELECT p.couple_id, p.revision, p.changed, p.head, p.sealed, c.wrapped, c.freshness FROM plan p \
            JOIN couple c ON c.account_id = p.account_id AND c.id = p.couple_id \
            WHERE p.account_id = $1 AND p.id = $2";
    PLANS = "SELECT p.id, p.couple_id, p.revision, p.changed, p.head, p.sealed, c.wrapped, c.freshness FROM plan p \
             JOIN couple c ON c.account_id = p.account_id AND c.id = p.couple_id \
             WHERE p.account_id = $1 AND p.id IN";
    PLAN_COUPLE = "SELECT couple_id FROM plan WHERE account_id = $1 AND id = $2";
    PLAN_REVISION = "SELECT revision FROM plan WHERE account_id = $1 AND id = $2";
    PLAN_EXTENT = "SELECT count(*), CAST(coalesce(sum(revision & 4294967295), 0) AS BIGINT), \
                   CAST(coalesce(sum(revision >> 32), 0) AS BIGINT) \
                   FROM plan WHERE account_id = $1";
    PLANS_SINCE = "SELECT id, revision FROM plan WHERE account_id = $1 AND changed > $2";
    PLAN_HEADS = "SELECT id, couple_id, revision, changed, head FROM plan WHERE account_id = $1";
    PLAN_HEAD = "SELECT p.id, p.couple_id, p.revision, p.changed, p.head, c.wrapped, c.freshness FROM plan p \
                  JOIN couple c ON c.account_id = p.account_id AND c.id = p.couple_id \
                  WHERE p.account_id = $1 AND p.id = $2";
    PLANS_OF = "SELECT p.id, p.couple_id, p.revision, p.changed, p.head, c.wrapped, c.freshness FROM plan p \
                  JOIN couple c ON c.account_id = p.account_id AND c.id = p.couple_id \
                  WHERE p.account_id = $1 AND p.couple_id = $2";
    /// Without the list of couples at its end.
    PLANS_OF_COUPLES = "SELECT p.id, p.couple_id, p.revision, p.changed, p.head, c.wrapped, c.freshness FROM plan p \
                  JOIN couple c ON c.account_id = p.account_id AND c.id = p.couple_id \
                  WHERE p.account_id = $1 AND p.couple_id IN";
    PLANS_ON = "SELECT p.id, p.couple_id, p.revision, p.changed, p.head, c.wrapped, c.freshness FROM plan p \
                  JOIN couple c ON c.account_id = p.account_id AND c.id = p.couple_id \
                  WHERE p.account_id = $1 AND p.day_mark IN ($2, $3)";
    RECENT_PLANS = "SELECT p.id, p.couple_id, p.revision, p.changed, p.head, c.wrapped, c.freshness FROM plan p \
                  JOIN couple c ON c.account_id = p.account_id AND c.id = p.couple_id \
                  WHERE p.account_id = $1 ORDER BY p.changed DESC, p.id LIMIT $2";
    INSERT_PLAN = "INSERT INTO plan (account_id, id, couple_id, revision, changed, day_mark, head, sealed) \
                   SELECT account_id, $2, id, 1, $4, $5, $6, $7 FROM couple WHERE account_id = $1 AND id = $3 \
                   ON CONFLICT DO NOTHING";
    UPDATE_PLAN = "UPDATE plan SET revision = $4, changed = $5, day_mark = $6, head = $7, sealed = $8 \
                   WHERE account_id = $1 AND id = $2 AND revision = $3";
    INSERT_PLAN_VERSION = "INSERT INTO version (account_id, record_id, kind, revision, couple_id, replaced, saved, sealed) \
                 SELECT account_id, id, 'plan', revision, couple_id, $4, changed, sealed FROM plan \
                 WHERE account_id = $1 AND id = $2 AND revision = $3 ON CONFLICT DO NOTHING";
    DELETE_PLAN = "DELETE FROM plan WHERE account_id = $1 AND id = $2";
    DELETE_PLAN_VERSIONS = "DELETE FROM version WHERE account_id = $1 AND record_id = $2 AND kind = 'plan'";

    /// Of versions replaced before $4 within the same ten minutes, keeps the last. The low 32 bits of a revision are
    /// its counter.
    THIN_VERSIONS = "DELETE FROM version WHERE account_id = $1 AND record_id = $2 AND kind = $3 AND replaced < $4 AND EXISTS \
                     (SELECT 1 FROM version v WHERE v.account_id = $1 AND v.record_id = $2 AND v.kind = $3 \
                      AND v.revision % 4294967296 > version.revision % 4294967296 \
                      AND v.replaced / 600000000 = version.replaced / 600000000)";
    VERSIONS = "SELECT revision, saved FROM version WHERE account_id = $1 AND record_id = $2 AND kind = $3 \
                ORDER BY revision % 4294967296 DESC, saved DESC";
    VERSION = "SELECT p.couple_id, p.saved, p.sealed, c.wrapped, c.freshness FROM version p \
               JOIN couple c ON c.account_id = p.account_id AND c.id = p.couple_id \
               WHERE p.account_id = $1 AND p.record_id = $2 AND p.kind = $3 AND p.revision = $4";

    DOCUMENTS = "SELECT id, revision, changed, sealed FROM thing WHERE account_id = $1 AND kind = $2 ORDER BY id";
    OWN_LIBRARY = "SELECT kind, id, revision, changed, sealed FROM thing \
                   WHERE account_id = $1 AND kind IN ('exercise', 'gate', 'adjusted') ORDER BY id";
    DOCUMENT = "SELECT id, revision, changed, sealed FROM thing WHERE account_id = $1 AND kind = $2 AND id = $3";
    DOCUMENT_REVISION = "SELECT revision FROM thing WHERE account_id = $1 AND kind = $2 AND id = $3";
    INSERT_DOCUMENT = "INSERT INTO thing (account_id, kind, id, revision, changed, sealed) VALUES ($1, $2, $3, 1, $4, $5) \
                    ON CONFLICT DO NOTHING";
    UPDATE_DOCUMENT = "UPDATE thing SET revision = $5, changed = $6, sealed = $7 \
                    WHERE account_id = $1 AND kind = $2 AND id = $3 AND revision = $4";
    DELETE_DOCUMENT = "DELETE FROM thing WHERE account_id = $1 AND kind = $2 AND id = $3";

    ALL_COUPLE_RECORDS = "SELECT couple_id, kind, revision, changed, sealed FROM page WHERE account_id = $1";
    ALL_PLANS = "SELECT id, couple_id, revision, changed, head, sealed FROM plan WHERE account_id = $1 ORDER BY id";
    ALL_VERSIONS = "SELECT record_id, couple_id, kind, revision, replaced, saved, sealed FROM version \
                    WHERE account_id = $1 ORDER BY record_id, kind, revision";
    ALL_DOCUMENTS = "SELECT kind, id, revision, changed, sealed FROM thing WHERE account_id = $1 ORDER BY kind, id";
    RESTORE_COUPLE = "INSERT INTO couple (account_id, id, revision, changed, sealed, wrapped, freshness) \
                      VALUES ($1, $2, $3, $4, $5, $6, $7)";
    RESTORE_COUPLE_RECORD = "INSERT INTO page (account_id, couple_id, kind, revision, changed, sealed) VALUES ($1, $2, $3, $4, $5, $6)";
    RESTORE_PLAN = "INSERT INTO plan (account_id, id, couple_id, revision, changed, day_mark, head, sealed) \
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    RESTORE_VERSION = "INSERT INTO version (account_id, record_id, kind, revision, couple_id, replaced, saved, sealed) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    RESTORE_DOCUMENT = "INSERT INTO thing (account_id, kind, id, revision, changed, sealed) VALUES ($1, $2, $3, $4, $5, $6)";

    NEXT_AUDIT = "UPDATE account SET audit_count = audit_count + 1 WHERE id = $1 \
                  RETURNING audit_count, audit_head, audit_seal";
    NEXT_AUDIT_BY_KEY = "UPDATE account SET audit_count = audit_count + 1 \
                         WHERE id = $1 AND (length(key_mark) = 0 OR key_mark = $2) \
                         RETURNING audit_count, audit_head, audit_seal";
    SET_AUDIT_BASE = "UPDATE account SET audit_base = $2, audit_seal = $3 WHERE id = $1";
    SET_AUDIT_HEAD = "UPDATE account SET audit_head = $2 WHERE id = $1";
    SET_AUDIT_SEAL = "UPDATE account SET audit_seal = $2 WHERE id = $1";
    INSERT_AUDIT = "INSERT INTO audit (account_id, number, at, deed, about, hash, mac) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    AUDIT = "SELECT number, at, deed, about, hash, mac FROM audit WHERE account_id = $1 ORDER BY number";
    AUDIT_PAGE = "SELECT number, at, deed, about FROM audit WHERE account_id = $1 AND number < $2 \
                  ORDER BY number DESC LIMIT $3";
    PRINTED_SHEETS = "SELECT deed, max(at) FROM audit WHERE account_id = $1 AND about = $2 \
                      AND deed IN ('printed-both', 'printed-a', 'printed-b') GROUP BY deed";
    AUDIT_HASH = "SELECT hash FROM audit WHERE account_id = $1 AND number = $2";
    AUDIT_HEAD = "SELECT audit_count, audit_head, audit_seal, audit_base FROM account WHERE id = $1";

    /// Number of couples and documents, derived documents excluded.
    COUNT_COUPLES = "SELECT count(*) FROM couple WHERE account_id = $1";
    COUNT_DOCUMENTS = "SELECT count(*) FROM thing WHERE account_id = $1 AND kind <> 'catalogue'";
    SET_LINE = "UPDATE account SET line = $2 WHERE id = $1";
}

/// Number of ids that one statement lists.
pub(crate) const AT_ONCE: usize = 100;

/// Completes a statement that ends in `IN` with the places of a list of ids, which follow the owner.
pub(crate) fn with_list(statement: &str, ids: usize) -> String {
    let places: Vec<String> = (2..ids + 2).map(|number| format!("${number}")).collect();
    format!("{statement} ({})", places.join(", "))
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    #[test]
    fn sec_07_every_statement_names_its_owner() {
        assert!(ALL.len() > 20);
        for (name, text) in ALL {
            let owned = match text.split_whitespace().next() {
                Some("INSERT") => text.contains("account_id"),
                // An account is its own owner.
                _ if text.contains(" account ") => text.contains("WHERE id = $1"),
                _ if text.contains(" JOIN ") => {
                    text.contains("WHERE p.account_id = $1") && text.contains("ON c.account_id = p.account_id")
                }
                _ => text.contains("WHERE account_id = $1"),
            };
            assert!(owned, "{name} does not name the owner: {text}");
            let subqueries = text.matches("SELECT 1 FROM").count();
            assert_eq!(text.matches("v.account_id = $1").count(), subqueries, "{name}");
        }
    }

    #[test]
    fn sec_07_no_other_file_has_statements_on_records() {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let files: Vec<_> = ["records", "audit"]
            .iter()
            .flat_map(|folder| fs::read_dir(source.join(folder)).unwrap())
            .map(|entry| entry.unwrap().path())
            .collect();
        assert!(files.len() > 20, "{files:?}");
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            for word in ["\"SELECT", "\"UPDATE", "\"DELETE", "\"INSERT"] {
                assert!(!code.contains(word), "{} has a statement of its own", file.display());
            }
        }
    }
}
