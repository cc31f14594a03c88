//! The cases that Today looks at, read together.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use store::{CoupleFile, CoupleId, Records};

use crate::browser::api::Problem;

/// The cases read so far.
#[derive(Default)]
pub struct Cases(HashMap<CoupleId, Arc<CoupleFile>>);

impl Cases {
    /// Reads the cases of these couples, but for those that were read before.
    ///
    /// # Errors
    /// `NotFound` for unknown and foreign ids alike, and database errors.
    pub async fn read(&mut self, records: &Records, ids: impl IntoIterator<Item = CoupleId>) -> Result<(), Problem> {
        let missing: BTreeSet<CoupleId> = ids.into_iter().filter(|id| !self.0.contains_key(id)).collect();
        let missing: Vec<CoupleId> = missing.into_iter().collect();
        for file in records.couple_files(&missing).await? {
            self.0.insert(file.id(), Arc::new(file));
        }
        Ok(())
    }

    /// Returns the case of a couple.
    ///
    /// # Errors
    /// `NotFound` for one that was not read.
    pub fn of(&self, couple: CoupleId) -> Result<Arc<CoupleFile>, Problem> {
        self.0.get(&couple).cloned().ok_or(Problem::NotFound)
    }
}
