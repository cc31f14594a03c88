//! The places of drafts in a browser's storage, and the pages of their records.

use serde::Serialize;
use store::{Records, hex};

/// The place of a form's drafts, as its script reads it. Only pages with a session get one (checklist 27).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormPlace {
    /// The key of the account's drafts of forms, in hex.
    key: String,
    /// The account; a draft cannot be decrypted for another.
    account: String,
    /// The record, for example `notes/0192…`; a draft cannot be decrypted as another.
    record: String,
    /// The record's name, for lists of unsaved drafts.
    about: String,
    /// The page of the record.
    address: String,
}

impl FormPlace {
    /// Returns the place of a record's drafts, for example `notes/0192…`, for this account.
    pub fn of(records: &Records, record: String, about: impl Into<String>) -> Self {
        let key = hex(&records.form_draft_key());
        let address = address(&record).unwrap_or_default();
        Self { key, account: records.account().login.clone(), record, about: about.into(), address }
    }
}

/// Returns the page of a record; `None` if it has none.
pub fn address(record: &str) -> Option<String> {
    let (kind, rest) = record.split_once('/')?;
    match (kind, rest.split_once('/')) {
        ("plan", None) => Some(format!("/plans/{rest}")),
        ("shared", None) => Some(format!("/couples/{rest}/situation?view=shared")),
        ("notes" | "situation", None) => Some(format!("/couples/{rest}/{kind}")),
        ("interview", Some((couple, partner))) => Some(format!("/couples/{couple}/interview/{partner}")),
        ("form", _) => Some(format!("/{}", rest.split('#').next().unwrap_or_default())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_leads_to_its_page() {
        for (record, page) in [
            ("plan/7", "/plans/7"),
            ("notes/7", "/couples/7/notes"),
            ("situation/7", "/couples/7/situation"),
            ("shared/7", "/couples/7/situation?view=shared"),
            ("interview/7/b", "/couples/7/interview/b"),
            ("form/couples/new#", "/couples/new"),
            ("form/couples/7/gates/GATE-CONTROL#close", "/couples/7/gates/GATE-CONTROL"),
        ] {
            assert_eq!(address(record).as_deref(), Some(page));
        }
        assert_eq!(address("other/7"), None);
    }
}
