//! Autosave: typed text is stored in the browser at once, and saved to the server as soon as possible.
//!
//! An island provides a text: its record, packed. Each change puts an encrypted draft into the browser's
//! storage and, after a pause in typing, is saved. The status is “Saved” only after the server's confirmation, and the
//! draft is deleted only once the server has exactly the text on screen. Each open page has its own draft. A draft
//! therefore survives a reload, the end of a session, a killed browser and an unreachable server (invariant 7,
//! checklist 14, 27, 36).
//!
//! [`SaveState`] decides, independent of the browser; [`Autosave`] connects it to timers, storage and API calls. Forms that save
//! themselves follow the same rules in `app/src/browser/script/autosave.js`.

#[cfg(feature = "hydrate")]
mod events;
mod handle;
mod join;
#[cfg(any(feature = "hydrate", feature = "ssr"))]
mod seal;
mod state;
mod status;
#[cfg(feature = "hydrate")]
mod storage;

/// Drafts in the browser's storage.
#[cfg(feature = "hydrate")]
pub mod drafts {
    pub use super::storage::{DraftSlot, remove};
}

use domain::{case_file::Clock, records::Revision};
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
pub use crate::browser::autosave::seal::open as open_draft;
pub use crate::browser::autosave::{
    handle::{Autosave, Offer, Restored, Setup},
    join::{FieldMerge, FormValues, Join, Joined, form_of, one as join_one, sheets as join_sheets, side_by_side},
    state::{Draft, SaveEffect, SaveState, SaveStatus, waiting},
    status::{offered, saved_mark, words as status_words},
};

/// The server's confirmation that a save is on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The new revision, which the next save names.
    pub revision: Revision,
    /// The time of day on the server.
    pub at: Clock,
}

/// The storage key and the encryption key of a draft. Only pages with a session get them (checklist 27).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftPlace {
    /// The key of the account's drafts.
    pub key: [u8; 32],
    /// The account; a draft cannot be decrypted for another.
    pub account: String,
    /// The record, for example `plan/0192…`; a draft cannot be decrypted as another.
    pub record: String,
    /// The record's name, for lists of unsaved drafts.
    pub about: String,
}

#[cfg(feature = "ssr")]
impl DraftPlace {
    /// Returns the place of a record's drafts, for example `notes/0192…`, for this account.
    pub fn of(records: &store::Records, record: String, about: impl Into<String>) -> Self {
        Self { key: records.draft_key(), account: records.account().login.clone(), record, about: about.into() }
    }
}
