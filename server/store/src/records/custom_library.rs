//! The library of an account: the built-in one with the account's additions and adjustments.

use std::sync::Arc;

use domain::{
    library::{
        Library,
        custom::{Adjusted, OwnExercise, OwnGate, OwnLibrary},
        english, english_shared,
    },
    vocabulary::ItemId,
};
use uuid::Uuid;

use crate::{
    AccountDocument, DocumentId, Records, StoreError, database::pool::with_pool, records::documents::DocumentRow, sql,
};

impl AccountDocument for OwnExercise {
    const KIND: &'static str = "exercise";
}

impl AccountDocument for OwnGate {
    const KIND: &'static str = "gate";
}

impl AccountDocument for Adjusted {
    const KIND: &'static str = "adjusted";
}

/// Returns the item id of a custom exercise, which never changes.
///
/// # Errors
///
/// Never fails: the digits of a UUID are valid in an id.
pub fn custom_item_id(id: DocumentId) -> Result<ItemId, StoreError> {
    let digits = id.0.simple().to_string();
    let (_, last) = digits.split_at(20);
    format!("own-{last}").parse().map_err(StoreError::damaged)
}

impl Records {
    /// Returns the library of this account. It is built once per request.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond, [`StoreError::Damaged`] if a record is damaged.
    pub async fn library(&self) -> Result<Arc<Library>, StoreError> {
        self.library_cell().get_or_try_init(|| self.build_library()).await.cloned()
    }

    /// Returns the additions and adjustments of this account.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond, [`StoreError::Damaged`] if a record is damaged.
    pub async fn custom_library(&self) -> Result<OwnLibrary, StoreError> {
        let rows: Vec<(String, Uuid, i64, i64, Vec<u8>)> = with_pool!(self.store().pool(), p => sqlx::query_as(sql::OWN_LIBRARY)
            .bind(self.owner()).fetch_all(p).await?);
        let mut own = OwnLibrary::default();
        for (kind, id, revision, changed, sealed) in rows {
            let row: DocumentRow = (id, revision, changed, sealed);
            match kind.as_str() {
                OwnExercise::KIND => {
                    own.exercises.push((custom_item_id(DocumentId(id))?, self.open_document(row)?.value));
                }
                OwnGate::KIND => own.gates.push(self.open_document(row)?.value),
                _ => own.adjusted = self.open_document(row)?.value,
            }
        }
        Ok(own)
    }

    async fn build_library(&self) -> Result<Arc<Library>, StoreError> {
        let own = self.custom_library().await?;
        Ok(if own.is_empty() { english_shared() } else { Arc::new(own.over(english())) })
    }
}
