//! A couple to which a plan or template is applied, with the state for gates and suggestions. Read for pages, and again
//! for forms.

use crate::plans::next_number;
use std::sync::Arc;

use domain::{
    assess::{Assessment, CaseState, Partner, Session},
    library::Library,
    records::{Couple, course},
    vocabulary::Phase,
};
use store::{CoupleId, Records, StoreError, Stored};

/// A couple with its present state.
pub struct Beside {
    /// The couple.
    pub couple: Stored<CoupleId, Couple>,
    /// The library of the account.
    pub library: Arc<Library>,
    /// The state of the case.
    pub course: CaseState,
    /// The number of its next session.
    pub number: u16,
    phase: Option<Phase>,
}

impl Beside {
    /// Reads the state of a couple. Gates are evaluated anew every time (invariant 4).
    ///
    /// # Errors
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
            number: next_number(&earlier),
            phase: situation.phase,
        })
    }

    /// Assesses this moment, for a session with these participants.
    pub fn picture(&self, booked: Session) -> Assessment {
        Assessment::of(&self.library, &self.course, self.phase, booked)
    }
}
