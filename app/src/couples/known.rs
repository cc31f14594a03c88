//! The state of a couple, for pages that show the progress of the work.

use std::sync::Arc;

use domain::{
    assess::{Assessment, CaseState, Partner, Session},
    library::Library,
    records::{Couple, Interview, Situation, SituationForm, Stamp, course, open_questions},
    safety::WorkOnHold,
    vocabulary::GateId,
};
use store::{AuditEvent, CoupleId, PlanHead, PlanId, Records, StoreError, Stored};

use crate::{
    browser::api::Problem,
    http::visitor::{is_reply, now},
    layout::OnHold,
};

/// A couple with the state for mapping and planning, and its assessment.
pub struct Known {
    /// The couple.
    pub couple: Stored<CoupleId, Couple>,
    /// The answers told together.
    pub situation: Situation,
    /// The private interviews. Pages show only if they are on record, and the overview what is due with whom.
    pub interviews: [Interview; 2],
    /// True for each partner whose interview is valid: on record, with nothing since then that requires a new one
    /// (R15).
    pub counts: [bool; 2],
    /// The library of the account.
    pub library: Arc<Library>,
    /// The state of the case.
    pub course: CaseState,
    /// The assessment, for a session with both.
    pub picture: Assessment,
    /// Number of questions to ask now that have no answer, as the page of the situation counts them.
    pub open_questions: usize,
}

impl Known {
    /// Reads the state of a couple from the database.
    ///
    /// # Errors
    /// `NotFound` for unknown and foreign ids alike, and database errors.
    pub async fn of(records: &Records, id: CoupleId) -> Result<Self, StoreError> {
        Self::with(records, records.couple(id).await?).await
    }

    /// As [`Known::of`], for a couple that was read before.
    ///
    /// # Errors
    /// Database errors.
    pub async fn with(records: &Records, couple: Stored<CoupleId, Couple>) -> Result<Self, StoreError> {
        let situation = records.situation(couple.id).await?.value;
        let a = records.interview(couple.id, Partner::A).await?.value;
        let b = records.interview(couple.id, Partner::B).await?.value;
        let course = course(&situation, [&a, &b]);
        let library = records.library().await?;
        let picture = Assessment::of(&library, &course, situation.phase, Session::Couple);
        let counts = [&a, &b].map(|interview| interview.counts(&situation));
        let open_questions = open_questions(&library, &SituationForm::of(&situation));
        Ok(Self { couple, situation, interviews: [a, b], counts, library, course, picture, open_questions })
    }

    /// Returns the active holds, those that stop joint work first.
    pub fn open_gates(&self) -> Vec<GateId> {
        let mut open: Vec<GateId> = self.course.gates.open_gates().collect();
        open.sort_by_key(|gate| !self.library.gate(*gate).individual_only);
        open
    }

    /// Returns the holds that stop joint work now; `None` if both partners may come.
    pub fn on_hold(&self) -> Option<WorkOnHold> {
        WorkOnHold::of(&self.library, &self.course)
    }

    /// Returns the panel about joint work on hold, for a page of this couple.
    pub fn panel<'a>(&'a self, on_hold: &'a WorkOnHold, couple: &'a str) -> OnHold<'a> {
        let labels = self.couple.value.partners.each_ref().map(|person| person.label.as_str());
        OnHold { on_hold, library: &self.library, couple, labels }
    }

    /// Returns those of these plans that are for both partners and cannot take place as planned; empty if nothing stops
    /// joint work.
    ///
    /// # Errors
    /// Database errors.
    pub async fn stopped(&self, records: &Records, plans: &[Stored<PlanId, PlanHead>]) -> Result<Vec<PlanId>, Problem> {
        let Some(on_hold) = self.on_hold() else { return Ok(Vec::new()) };
        let mut stopped = Vec::new();
        for plan in plans.iter().filter(|plan| !plan.value.status.is_recorded()) {
            if on_hold.stops(records.plan(plan.id).await?.plan.value.booked) {
                stopped.push(plan.id);
            }
        }
        Ok(stopped)
    }

    /// True if there are no answers yet.
    pub fn is_blank(&self) -> bool {
        self.course.answers.iter().next().is_none()
    }
}

/// Audits the viewing of a couple (checklist 41).
///
/// A form shown again because the disk is full is not audited again: opening the page was, and typed text must not be
/// lost (checklist 35).
///
/// # Errors
/// Database errors: a page that cannot be audited is not shown.
pub async fn viewed(records: &Records, id: CoupleId) -> Result<(), Problem> {
    Ok(note_view(records, id, now()?.stamp, is_reply()).await?)
}

/// As [`viewed`], for an API call, which has no page. `comes_back` is true if a page is shown in reply to a refused
/// form.
///
/// # Errors
/// If the database rejects the audit entry.
pub async fn note_view(records: &Records, id: CoupleId, now: Stamp, comes_back: bool) -> Result<(), StoreError> {
    match records.record_audit(AuditEvent::Viewed, id.0, now).await {
        Err(StoreError::Full) if comes_back => Ok(()),
        noted => noted,
    }
}
