//! The cases that Today looks at, each read once.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::Arc,
};

use store::{CoupleId, Records};

use crate::{browser::api::Problem, couples::known::Known};

/// The cases read so far.
#[derive(Default)]
pub struct Cases(HashMap<CoupleId, Arc<Known>>);

impl Cases {
    /// Returns the case of a couple, which is read the first time.
    ///
    /// # Errors
    /// `NotFound` for unknown and foreign ids alike, and database errors.
    pub async fn of(&mut self, records: &Records, couple: CoupleId) -> Result<Arc<Known>, Problem> {
        Ok(match self.0.entry(couple) {
            Entry::Occupied(known) => known.get().clone(),
            Entry::Vacant(place) => place.insert(Arc::new(Known::of(records, couple).await?)).clone(),
        })
    }
}
