//! The keeper: what somebody types is kept at once, and saved as soon as the server answers.
//!
//! An island gives the keeper a text: its notes, or its record as JSON. With every change the keeper puts a sealed draft
//! into the browser's storage, waits until the typing pauses, and saves. It says “Saved” only after the server has said
//! so, and takes the draft away only when what the server has is what is on screen. So a draft survives reload, the end of
//! a session, a browser that is killed and a server that is away (invariant 7, checklist 14, 27, 36).
//!
//! [`Machine`] decides and knows no browser; [`Keeper`] gives it timers, storage and calls.

mod handle;
mod machine;
mod mark;
#[cfg(any(feature = "hydrate", test))]
mod seal;
#[cfg(feature = "hydrate")]
mod storage;

/// Drafts of forms that save themselves only when they are sent.
#[cfg(feature = "hydrate")]
pub mod drafts {
    pub use super::storage::{find, forget, keep};
}

use domain::{case::Clock, desk::Revision};
use serde::{Deserialize, Serialize};

pub use self::{
    handle::{Keeper, Setup},
    machine::{Draft, Machine, Mark, Step},
    mark::saved_mark,
};

/// The server has it on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The revision it has now; the next save names it.
    pub revision: Revision,
    /// When, in the server's time of day.
    pub at: Clock,
}

/// Where a draft is kept and what seals it. Only a signed-in page is given one (checklist 27).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftPlace {
    /// The key of the account's drafts.
    pub key: [u8; 32],
    /// Whose they are; a draft opens for no other account.
    pub account: String,
    /// The record, for example `plan/0192…`; a draft opens as no other record.
    pub record: String,
}

#[cfg(feature = "ssr")]
impl DraftPlace {
    /// Where drafts of a record are kept, for example `notes/0192…`, for the account of these records.
    pub fn of(records: &store::Records, record: String) -> Self {
        Self { key: records.draft_key(), account: records.account().login.clone(), record }
    }
}
