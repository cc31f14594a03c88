//! A couple beside something that is to be used again: everything that gates and suggestions look at. Pages show it, and
//! forms ask it once more.

use std::sync::Arc;

use domain::{
    course::{Course, Partner, Session},
    desk::{Couple, course},
    library::Library,
    picture::Picture,
    words::Phase,
};
use store::{CoupleId, Records, StoreError, Stored};

/// A couple and all that is known of it now.
pub struct Beside {
    /// The couple.
    pub couple: Stored<CoupleId, Couple>,
    /// The library of the account.
    pub library: Arc<Library>,
    /// What is known.
    pub course: Course,
    /// The number of its next session.
    pub number: u16,
    phase: Option<Phase>,
}

impl Beside {
    /// Reads what is known of a couple. Gates are asked anew every time (invariant 4).
    ///
    /// # Errors
    ///
    /// `NotFound` for unknown and foreign ids alike.
    pub async fn of(records: &Records, id: CoupleId) -> Result<Self, StoreError> {
        let couple = records.couple(id).await?;
        let situation = records.situation(id).await?.value;
        let a = records.interview(id, Partner::A).await?.value;
        let b = records.interview(id, Partner::B).await?.value;
        let earlier = records.plans_of(id).await?;
        Ok(Self {
            couple,
            library: records.library().await?,
            course: course(&situation, [&a, &b]),
            number: earlier.iter().map(|plan| plan.value.number).max().unwrap_or(0).saturating_add(1),
            phase: situation.phase,
        })
    }

    /// The picture of this moment, for a session that is booked so.
    pub fn picture(&self, booked: Session) -> Picture {
        Picture::of(&self.library, &self.course, self.phase, booked)
    }
}
