//! Stored records and their revisions.

use domain::records::{Revision, Stamp};

use crate::StoreError;

/// A stored record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored<Id, T> {
    /// Id of the record.
    pub id: Id,
    /// Current revision, to be passed to the next save.
    pub revision: Revision,
    /// Time of the last save.
    pub changed: Stamp,
    /// Content.
    pub value: T,
}

/// Converts a revision for the database.
pub(crate) fn revision_to_db(revision: Revision) -> i64 {
    // Stored revisions never exceed it, so this matches none.
    i64::try_from(revision.0).unwrap_or(i64::MAX)
}

/// Converts a revision from the database.
pub(crate) fn revision_from_db(revision: i64) -> Result<Revision, StoreError> {
    u64::try_from(revision).map(Revision).map_err(StoreError::damaged)
}

/// Returns the error for a save without effect: the record is at another revision, or unknown.
pub(crate) fn stale(revision: Option<i64>) -> StoreError {
    match revision.map(revision_from_db) {
        None => StoreError::NotFound,
        Some(Ok(latest)) => StoreError::Stale { latest },
        Some(Err(damaged)) => damaged,
    }
}
