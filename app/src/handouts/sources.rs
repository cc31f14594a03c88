//! The stored facts that the sheets of a session are made from.

use domain::{paper::handout::ComingSession, plan::SessionPlan, records::Revision, vocabulary::Day};
use store::{CoupleFile, PlanId, Records, StoreError};

use crate::{
    handouts::{coming::coming, sheets::SessionFacts},
    http::visitor::Now,
};

/// A plan, its couple, and the sessions that are still to come, as they are stored now.
pub struct SheetSources {
    /// The couple with the state of its case.
    pub file: CoupleFile,
    /// The plan.
    pub plan: SessionPlan,
    /// The revision of the plan.
    pub revision: Revision,
    /// The sessions of this couple that are still to come, in the order of time.
    pub coming: Vec<ComingSession>,
}

impl SheetSources {
    /// Reads the sources of the sheets of this plan.
    ///
    /// # Errors
    /// `NotFound` for unknown and foreign ids alike, and database errors.
    pub async fn of(records: &Records, id: PlanId, now: Now) -> Result<Self, StoreError> {
        let saved = records.plan(id).await?;
        let file = records.couple_file(saved.couple).await?;
        let (plan, revision) = (saved.plan.value, saved.plan.revision);
        let coming = coming(records, saved.couple, &plan, now).await?;
        Ok(Self { file, plan, revision, coming })
    }

    /// Returns the facts for the sheets themselves.
    pub fn facts(&self, today: Day) -> SessionFacts<'_> {
        let Self { file, plan, coming, .. } = self;
        SessionFacts { library: &file.library, course: &file.case, couple: &file.couple.value, plan, coming, today }
    }
}
