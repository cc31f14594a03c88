//! Every statement on what belongs to an account, in one place. Each names its owner (checklist 7); a test reads them all.

/// Names each statement and lists them, so that none escapes the test.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)+) => {
        $($(#[$doc])* pub(crate) const $name: &str = $text;)+
        #[cfg(test)]
        const ALL: &[(&str, &str)] = &[$((stringify!($name), $text)),+];
    };
}

statements! {
    COUPLES = "SELECT id, revision, changed, sealed FROM couple WHERE account_id = $1";
    COUPLE = "SELECT revision, changed, sealed FROM couple WHERE account_id = $1 AND id = $2";
    COUPLE_REVISION = "SELECT revision FROM couple WHERE account_id = $1 AND id = $2";
    COUPLE_REVISIONS = "SELECT id, revision FROM couple WHERE account_id = $1";
    INSERT_COUPLE = "INSERT INTO couple (account_id, id, revision, changed, sealed) VALUES ($1, $2, 1, $3, $4)";
    UPDATE_COUPLE = "UPDATE couple SET revision = $4, changed = $5, sealed = $6 \
                     WHERE account_id = $1 AND id = $2 AND revision = $3";
    KEEP_COUPLE = "INSERT INTO version (account_id, record_id, kind, revision, couple_id, replaced, saved, sealed) \
                   SELECT account_id, id, 'couple', revision, id, $4, changed, sealed FROM couple \
                   WHERE account_id = $1 AND id = $2 AND revision = $3 ON CONFLICT DO NOTHING";
    /// Changes nothing and locks the row.
    HOLD_COUPLE = "UPDATE couple SET revision = revision WHERE account_id = $1 AND id = $2";
    DELETE_COUPLE = "DELETE FROM couple WHERE account_id = $1 AND id = $2";

    PAGE = "SELECT revision, changed, sealed FROM page WHERE account_id = $1 AND couple_id = $2 AND kind = $3";
    PAGE_REVISION = "SELECT revision FROM page WHERE account_id = $1 AND couple_id = $2 AND kind = $3";
    INSERT_PAGE = "INSERT INTO page (account_id, couple_id, kind, revision, changed, sealed) VALUES ($1, $2, $3, 1, $4, $5)";
    /// For pages that a couple need not have.
    BEGIN_PAGE = "INSERT INTO page (account_id, couple_id, kind, revision, changed, sealed) \
                  SELECT account_id, id, $3, 1, $4, $5 FROM couple WHERE account_id = $1 AND id = $2 ON CONFLICT DO NOTHING";
    UPDATE_PAGE = "UPDATE page SET revision = $5, changed = $6, sealed = $7 \
                   WHERE account_id = $1 AND couple_id = $2 AND kind = $3 AND revision = $4";
    KEEP_PAGE = "INSERT INTO version (account_id, record_id, kind, revision, couple_id, replaced, saved, sealed) \
                 SELECT account_id, couple_id, kind, revision, couple_id, $5, changed, sealed FROM page \
                 WHERE account_id = $1 AND couple_id = $2 AND kind = $3 AND revision = $4 ON CONFLICT DO NOTHING";

    PLAN = "SELECT couple_id, revision, changed, head, sealed FROM plan WHERE account_id = $1 AND id = $2";
    PLAN_REVISION = "SELECT revision FROM plan WHERE account_id = $1 AND id = $2";
    PLAN_REVISIONS = "SELECT id, revision FROM plan WHERE account_id = $1";
    PLAN_HEADS = "SELECT id, revision, changed, head FROM plan WHERE account_id = $1";
    PLAN_HEAD = "SELECT id, revision, changed, head FROM plan WHERE account_id = $1 AND id = $2";
    PLANS_OF = "SELECT id, revision, changed, head FROM plan WHERE account_id = $1 AND couple_id = $2";
    PLANS_ON = "SELECT id, revision, changed, head FROM plan WHERE account_id = $1 AND day_mark = $2";
    RECENT_PLANS = "SELECT id, revision, changed, head FROM plan WHERE account_id = $1 ORDER BY changed DESC, id LIMIT $2";
    INSERT_PLAN = "INSERT INTO plan (account_id, id, couple_id, revision, changed, day_mark, head, sealed) \
                   SELECT account_id, $2, id, 1, $4, $5, $6, $7 FROM couple WHERE account_id = $1 AND id = $3";
    UPDATE_PLAN = "UPDATE plan SET revision = $4, changed = $5, day_mark = $6, head = $7, sealed = $8 \
                   WHERE account_id = $1 AND id = $2 AND revision = $3";
    KEEP_PLAN = "INSERT INTO version (account_id, record_id, kind, revision, couple_id, replaced, saved, sealed) \
                 SELECT account_id, id, 'plan', revision, couple_id, $4, changed, sealed FROM plan \
                 WHERE account_id = $1 AND id = $2 AND revision = $3 ON CONFLICT DO NOTHING";
    DELETE_PLAN = "DELETE FROM plan WHERE account_id = $1 AND id = $2";
    DELETE_PLAN_VERSIONS = "DELETE FROM version WHERE account_id = $1 AND record_id = $2 AND kind = 'plan'";

    /// Of states that were replaced before $4 and within the same ten minutes, the last one stays.
    THIN_VERSIONS = "DELETE FROM version WHERE account_id = $1 AND record_id = $2 AND kind = $3 AND replaced < $4 AND EXISTS \
                     (SELECT 1 FROM version v WHERE v.account_id = $1 AND v.record_id = $2 AND v.kind = $3 \
                      AND v.revision > version.revision AND v.replaced / 600000000 = version.replaced / 600000000)";
    VERSIONS = "SELECT revision, saved FROM version WHERE account_id = $1 AND record_id = $2 AND kind = $3 \
                ORDER BY revision DESC";
    VERSION = "SELECT saved, sealed FROM version \
               WHERE account_id = $1 AND record_id = $2 AND kind = $3 AND revision = $4";

    THINGS = "SELECT id, revision, changed, sealed FROM thing WHERE account_id = $1 AND kind = $2 ORDER BY id";
    OWN_LIBRARY = "SELECT kind, id, revision, changed, sealed FROM thing \
                   WHERE account_id = $1 AND kind IN ('exercise', 'gate', 'adjusted') ORDER BY id";
    THING = "SELECT id, revision, changed, sealed FROM thing WHERE account_id = $1 AND kind = $2 AND id = $3";
    THING_REVISION = "SELECT revision FROM thing WHERE account_id = $1 AND kind = $2 AND id = $3";
    INSERT_THING = "INSERT INTO thing (account_id, kind, id, revision, changed, sealed) VALUES ($1, $2, $3, 1, $4, $5) \
                    ON CONFLICT DO NOTHING";
    UPDATE_THING = "UPDATE thing SET revision = $5, changed = $6, sealed = $7 \
                    WHERE account_id = $1 AND kind = $2 AND id = $3 AND revision = $4";
    DELETE_THING = "DELETE FROM thing WHERE account_id = $1 AND kind = $2 AND id = $3";

    ALL_PAGES = "SELECT couple_id, kind, revision, changed, sealed FROM page WHERE account_id = $1";
    ALL_PLANS = "SELECT id, couple_id, revision, changed, head, sealed FROM plan WHERE account_id = $1 ORDER BY id";
    ALL_VERSIONS = "SELECT record_id, couple_id, kind, revision, replaced, saved, sealed FROM version \
                    WHERE account_id = $1 ORDER BY record_id, kind, revision";
    ALL_THINGS = "SELECT kind, id, revision, changed, sealed FROM thing WHERE account_id = $1 ORDER BY kind, id";
    RESTORE_COUPLE = "INSERT INTO couple (account_id, id, revision, changed, sealed) VALUES ($1, $2, $3, $4, $5)";
    RESTORE_PAGE = "INSERT INTO page (account_id, couple_id, kind, revision, changed, sealed) VALUES ($1, $2, $3, $4, $5, $6)";
    RESTORE_PLAN = "INSERT INTO plan (account_id, id, couple_id, revision, changed, day_mark, head, sealed) \
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    RESTORE_VERSION = "INSERT INTO version (account_id, record_id, kind, revision, couple_id, replaced, saved, sealed) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    RESTORE_THING = "INSERT INTO thing (account_id, kind, id, revision, changed, sealed) VALUES ($1, $2, $3, $4, $5, $6)";

    NEXT_AUDIT = "UPDATE account SET audit_count = audit_count + 1 WHERE id = $1 RETURNING audit_count, audit_head";
    SET_AUDIT_HEAD = "UPDATE account SET audit_head = $2 WHERE id = $1";
    INSERT_AUDIT = "INSERT INTO audit (account_id, number, at, deed, about, hash) VALUES ($1, $2, $3, $4, $5, $6)";
    AUDIT = "SELECT number, at, deed, about, hash FROM audit WHERE account_id = $1 ORDER BY number";
    AUDIT_HEAD = "SELECT audit_count, audit_head FROM account WHERE id = $1";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_07_every_statement_names_its_owner() {
        assert!(ALL.len() > 20);
        for (name, text) in ALL {
            let owned = match text.split_whitespace().next() {
                Some("INSERT") => text.contains("account_id"),
                // An account is its own owner.
                _ if text.contains(" account ") => text.contains("WHERE id = $1"),
                _ => text.contains("WHERE account_id = $1"),
            };
            assert!(owned, "{name} does not name the owner: {text}");
            let subqueries = text.matches("SELECT 1 FROM").count();
            assert_eq!(text.matches("v.account_id = $1").count(), subqueries, "{name}");
        }
    }

    #[test]
    fn sec_07_no_statement_on_records_stands_elsewhere() {
        for (file, text) in [
            ("records.rs", include_str!("records.rs")),
            ("plans.rs", include_str!("plans.rs")),
            ("pages.rs", include_str!("pages.rs")),
            ("audit.rs", include_str!("audit.rs")),
            ("versions.rs", include_str!("versions.rs")),
            ("things.rs", include_str!("things.rs")),
            ("shelf.rs", include_str!("shelf.rs")),
            ("export.rs", include_str!("export.rs")),
            ("catalogue.rs", include_str!("catalogue.rs")),
            ("archive.rs", include_str!("archive.rs")),
        ] {
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            for word in ["\"SELECT", "\"UPDATE", "\"DELETE", "\"INSERT"] {
                assert!(!code.contains(word), "{file} has a statement of its own");
            }
        }
    }
}
