//! The cases that Today looks at, each read once.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::Arc,
};

use store::{CoupleFile, CoupleId, Records};

use crate::browser::api::Problem;

/// The cases read so far.
#[derive(Default)]
pub struct Cases(HashMap<CoupleId, Arc<CoupleFile>>);

impl Cases {
    /// Returns the case of a couple, which is read the first time.
    ///
    /// # Errors
    /// `NotFound` for unknown and foreign ids alike, and database errors.
    pub async fn of(&mut self, records: &Records, couple: CoupleId) -> Result<Arc<CoupleFile>, Problem> {
        Ok(match self.0.entry(couple) {
            Entry::Occupied(file) => file.get().clone(),
            Entry::Vacant(place) => place.insert(Arc::new(records.couple_file(couple).await?)).clone(),
        })
    }
}
