//! The programme of a couple with its input, for its page and its forms.

use domain::{
    assess::Session,
    plan::Status,
    programme::{DraftInput, Held, Programme, Step, StepStatus, replan},
    vocabulary::{Day, IndicatorId, SmallMap, SmallSet},
};
use store::{CoupleFile, CoupleId, PlanHead, PlanId, Records, StoreError, Stored};

/// The state of a couple, with its programme if there is one.
pub struct ProgrammeFile {
    /// The couple.
    pub couple_file: CoupleFile,
    /// The programme as it is stored.
    pub saved: Option<Stored<CoupleId, Programme>>,
    /// The plans of the couple.
    pub plans: Vec<Stored<PlanId, PlanHead>>,
    unsaid: SmallSet<IndicatorId>,
    held: Vec<Held>,
}

impl ProgrammeFile {
    /// Reads all of it from the database.
    ///
    /// # Errors
    /// `NotFound` for unknown and foreign ids alike, and database errors.
    pub async fn open(records: &Records, id: CoupleId) -> Result<Self, StoreError> {
        let couple_file = records.couple_file(id).await?;
        let mut plans = records.plans_of(id).await?;
        plans.sort_by_key(|plan| plan.value.number);
        let saved: Option<Stored<CoupleId, Programme>> = records.programme(id).await?;
        let mut held = Vec::new();
        if let Some(first) = saved.as_ref().map(|saved| saved.value.wish.first) {
            let of_it =
                |plan: &&Stored<_, PlanHead>| plan.value.status == Status::Completed && plan.value.number >= first;
            for plan in plans.iter().filter(of_it) {
                held.extend(Held::of(&records.plan(plan.id).await?.plan.value));
            }
        }
        let told = couple_file.interviews().into_iter().flat_map(|interview| interview.answers.all_yes());
        let unsaid = told.filter(|id| !couple_file.situation.value.answers.is_yes(id)).cloned().collect();
        Ok(Self { couple_file, saved, plans, unsaid, held })
    }

    /// Returns the address of the page.
    pub fn address(&self) -> String {
        address(self.couple_file.couple.id)
    }

    /// Returns the input for drafting.
    pub fn ground(&self) -> DraftInput<'_> {
        DraftInput {
            library: &self.couple_file.library,
            course: &self.couple_file.case,
            chosen: self.couple_file.situation.value.phase,
            booked: Session::Couple,
            unsaid: &self.unsaid,
        }
    }

    /// Returns the stored programme redrafted for the present state, with the changes in words; `None` if there is no
    /// stored one.
    pub fn now(&self) -> Option<Programme> {
        self.saved.as_ref().map(|saved| replan(self.ground(), &saved.value, &self.held))
    }

    /// As [`ProgrammeFile::now`], for a programme with another specification.
    pub fn again(&self, programme: &Programme) -> Programme {
        replan(self.ground(), programme, &self.held)
    }

    /// Returns the number of the next session without a plan.
    pub fn next_number(&self) -> u16 {
        self.plans.last().map_or(1, |plan| plan.value.number.saturating_add(1))
    }

    /// Returns the days of the couple's plans, by session number.
    pub fn days(&self) -> SmallMap<u16, Option<Day>> {
        self.plans.iter().filter(|plan| !plan.value.archived).map(|plan| (plan.value.number, plan.value.on)).collect()
    }

    /// True if every session of the programme is completed or planned, so that a new one would follow it.
    pub fn is_over(&self) -> bool {
        self.saved.as_ref().is_some_and(|saved| {
            let wish = saved.value.wish;
            let end = wish.first.saturating_add(u16::from(wish.sessions));
            self.held.iter().filter(|held| held.number < end).count() >= usize::from(wish.sessions)
        })
    }

    /// Returns the number of completed sessions of the programme.
    pub fn held(&self) -> usize {
        self.held.len()
    }

    /// Returns the plan made from a step.
    pub fn plan_of(&self, step: &Step) -> Option<&Stored<PlanId, PlanHead>> {
        self.plans.iter().find(|plan| plan.value.number == step.number)
    }

    /// Returns the step that may be planned now: the first future step, if it is the next session without a plan.
    pub fn next_step(&self) -> Option<&Step> {
        let steps = &self.saved.as_ref()?.value.steps;
        let next = self.next_number();
        steps.iter().find(|step| step.number == next && step.standing != StepStatus::Held)
    }
}

/// Returns the address of the programme of a couple.
pub(super) fn address(couple: CoupleId) -> String {
    format!("/couples/{}/programme", couple.0)
}
