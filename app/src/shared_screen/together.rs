//! Saves shared answers, for the form of the shared screen.

use domain::{
    library::Library,
    records::{Revision, Stamp, Together},
};
use store::{CoupleFile, CoupleId, Records, StoreError};

/// Number of attempts when a save conflicts with another save of the situation.
const TRIES: usize = 4;

/// The reason why nothing was saved, revealing nothing beyond the shared answers.
#[derive(Debug)]
pub enum Unsaved {
    /// The answers were changed elsewhere; the fingerprint of the stored ones.
    Stale(Revision),
    /// The shared screen does not have this question.
    Unknown,
    /// The database has refused.
    Store(StoreError),
}

/// Saves the result of applying `next` to the stored answers, and opens the gates that they give reason for. Returns
/// the new fingerprint. Saving unchanged answers always succeeds, whatever `seen` is.
///
/// # Errors
/// As [`Unsaved`] says.
pub async fn save(
    records: &Records,
    library: &Library,
    couple: CoupleId,
    seen: Revision,
    next: impl Fn(&Together) -> Option<Together>,
    now: Stamp,
) -> Result<Revision, Unsaved> {
    let mut tries = 0;
    loop {
        tries += 1;
        let CoupleFile { mut situation, a, b, .. } = records.couple_file(couple).await.map_err(Unsaved::Store)?;
        let stored = Together::of(library, &situation.value);
        let wanted = next(&stored).ok_or(Unsaved::Unknown)?;
        if wanted == stored {
            return Ok(stored.mark());
        }
        if stored.mark() != seen {
            return Err(Unsaved::Stale(stored.mark()));
        }
        let told = stored.told_since(&wanted);
        let edited = situation.value.edit_together(library, [&a.value, &b.value], &told, now);
        edited.map_err(|_| Unsaved::Unknown)?;
        match records.save_situation(couple, situation.revision, &situation.value, now).await {
            Err(StoreError::Stale { .. }) if tries < TRIES => {}
            Err(error) => return Err(Unsaved::Store(error)),
            Ok(_) => return Ok(wanted.mark()),
        }
    }
}
