//! Settings of an account.

mod defaults;
pub mod form;
pub mod page;

use domain::records::Preferences;
use store::{Records, StoreError};

/// Reads the preferences of the account; the usual ones where none were saved.
///
/// # Errors
/// As reported by the database.
pub async fn preferences(records: &Records) -> Result<Preferences, StoreError> {
    Ok(records.singleton().await?.map(|kept| kept.value).unwrap_or_default())
}
