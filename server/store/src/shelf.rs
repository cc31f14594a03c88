//! The library of an account: the built-in one, with what the account has added and adjusted.

use std::sync::Arc;

use domain::{
    ids::ItemId,
    library::{Library, english, english_shared},
    own::{Adjusted, OwnExercise, OwnGate, OwnLibrary},
};
use uuid::Uuid;

use crate::{Records, StoreError, Thing, ThingId, pool::on, sql, things::Row};

impl Thing for OwnExercise {
    const KIND: &'static str = "exercise";
}

impl Thing for OwnGate {
    const KIND: &'static str = "gate";
}

impl Thing for Adjusted {
    const KIND: &'static str = "adjusted";
}

/// The id under which an exercise of one's own stands in plans. It stays while everything else about it changes.
///
/// # Errors
///
/// Never: what it is made of has the shape of an id.
pub fn own_item(id: ThingId) -> Result<ItemId, StoreError> {
    let digits = id.0.simple().to_string();
    let (_, last) = digits.split_at(20);
    format!("own-{last}").parse().map_err(|_| StoreError::Damaged)
}

impl Records {
    /// The library with which this account maps, plans and prints. It is made once for each request that asks for it.
    ///
    /// # Errors
    ///
    /// When the database does not answer or a record is damaged.
    pub async fn library(&self) -> Result<Arc<Library>, StoreError> {
        self.shelf().get_or_try_init(|| self.make_library()).await.cloned()
    }

    /// What this account has added and adjusted.
    ///
    /// # Errors
    ///
    /// When the database does not answer or a record is damaged.
    pub async fn own_library(&self) -> Result<OwnLibrary, StoreError> {
        let rows: Vec<(String, Uuid, i64, i64, Vec<u8>)> = on!(self.store().pool(), p => sqlx::query_as(sql::OWN_LIBRARY)
            .bind(self.owner()).fetch_all(p).await?);
        let mut own = OwnLibrary::default();
        for (kind, id, revision, changed, sealed) in rows {
            let row: Row = (id, revision, changed, sealed);
            match kind.as_str() {
                OwnExercise::KIND => own.exercises.push((own_item(ThingId(id))?, self.open_thing(row)?.value)),
                OwnGate::KIND => own.gates.push(self.open_thing(row)?.value),
                _ => own.adjusted = self.open_thing(row)?.value,
            }
        }
        Ok(own)
    }

    async fn make_library(&self) -> Result<Arc<Library>, StoreError> {
        let own = self.own_library().await?;
        Ok(if own.is_empty() { english_shared() } else { Arc::new(own.over(english())) })
    }
}
