//! The stored facts that the sheets of a session are made from.

use domain::{
    paper::handout::ComingSession,
    plan::SessionPlan,
    records::{Revision, SheetDefaults},
    vocabulary::Day,
};
use store::{CoupleFile, PlanId, Records, StoreError};

use crate::{
    account::settings::preferences,
    handouts::{
        coming::coming,
        sheet_start::{SheetStart, with_kept_initials},
        sheets::{SessionFacts, SheetChoice},
    },
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
    /// The defaults of the practice.
    pub practice: SheetDefaults,
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
        let plan = with_kept_initials(plan, &file.couple.value.sheets);
        let coming = coming(records, saved.couple, &plan, now).await?;
        let practice = preferences(records).await?.sheets;
        Ok(Self { file, plan, revision, coming, practice })
    }

    /// Returns the choices that its sheets begin with.
    pub fn start(&self) -> SheetStart<'_> {
        SheetStart { kept: &self.file.couple.value.sheets, practice: &self.practice }
    }

    /// Reads the choices of an address, with those that its sheets begin with.
    pub fn choice(&self, asked: impl Fn(&str) -> Option<String>) -> SheetChoice {
        self.start().choice(asked)
    }

    /// Returns the facts for the sheets themselves.
    pub fn facts(&self, today: Day) -> SessionFacts<'_> {
        let Self { file, plan, coming, .. } = self;
        SessionFacts { library: &file.library, course: &file.case, couple: &file.couple.value, plan, coming, today }
    }
}
