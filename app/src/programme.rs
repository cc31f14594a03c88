//! The programme of a couple with all that it is drafted from, for its page and its forms.

use std::{collections::BTreeSet, sync::Arc};

use domain::{
    course::{Course, Partner, Session},
    desk::{Couple, Status, course},
    ids::IndicatorId,
    library::Library,
    programme::{Ground, Held, Programme, Standing, Step, replan},
    words::Phase,
};
use store::{CoupleId, PlanHead, PlanId, Records, StoreError, Stored};

/// What is known of a couple, and its programme where one was drafted.
pub struct ProgrammeDesk {
    /// The couple.
    pub couple: Stored<CoupleId, Couple>,
    /// The library of the account.
    pub library: Arc<Library>,
    /// The programme as it is stored.
    pub saved: Option<Stored<CoupleId, Programme>>,
    /// The plans of the couple.
    pub plans: Vec<Stored<PlanId, PlanHead>>,
    course: Course,
    chosen: Option<Phase>,
    unsaid: BTreeSet<IndicatorId>,
    held: Vec<Held>,
}

impl ProgrammeDesk {
    /// Reads all of it.
    ///
    /// # Errors
    ///
    /// `NotFound` for unknown and foreign ids alike, and whatever the database says.
    pub async fn open(records: &Records, id: CoupleId) -> Result<Self, StoreError> {
        let couple = records.couple(id).await?;
        let situation = records.situation(id).await?.value;
        let a = records.interview(id, Partner::A).await?.value;
        let b = records.interview(id, Partner::B).await?.value;
        let mut plans = records.plans_of(id).await?;
        plans.sort_by_key(|plan| plan.value.number);
        let saved: Option<Stored<CoupleId, Programme>> = records.programme(id).await?;
        let mut held = Vec::new();
        if let Some(first) = saved.as_ref().map(|saved| saved.value.wish.first) {
            let of_it = |plan: &&Stored<_, PlanHead>| plan.value.status == Status::Held && plan.value.number >= first;
            for plan in plans.iter().filter(of_it) {
                held.extend(Held::of(&records.plan(plan.id).await?.plan.value));
            }
        }
        let told = [&a, &b].into_iter().flat_map(|interview| interview.answers.all_yes());
        let unsaid = told.filter(|id| !situation.answers.is_yes(id)).cloned().collect();
        Ok(Self {
            couple,
            library: records.library().await?,
            saved,
            plans,
            course: course(&situation, [&a, &b]),
            chosen: situation.phase,
            unsaid,
            held,
        })
    }

    /// What a programme is drafted from now.
    pub fn ground(&self) -> Ground<'_> {
        Ground {
            library: &self.library,
            course: &self.course,
            chosen: self.chosen,
            booked: Session::Couple,
            unsaid: &self.unsaid,
        }
    }

    /// The stored programme as things stand now, with what that changes in words; none where none is stored.
    pub fn now(&self) -> Option<Programme> {
        self.saved.as_ref().map(|saved| replan(self.ground(), &saved.value, &self.held))
    }

    /// The same for a programme with other wishes.
    pub fn again(&self, programme: &Programme) -> Programme {
        replan(self.ground(), programme, &self.held)
    }

    /// The number of the next session that has no plan yet.
    pub fn next_number(&self) -> u16 {
        self.plans.last().map_or(1, |plan| plan.value.number.saturating_add(1))
    }

    /// Whether every session of the programme was held or planned, so that a new one would begin behind it.
    pub fn is_over(&self) -> bool {
        self.saved.as_ref().is_some_and(|saved| {
            let wish = saved.value.wish;
            let end = wish.first.saturating_add(u16::from(wish.sessions));
            self.held.iter().filter(|held| held.number < end).count() >= usize::from(wish.sessions)
        })
    }

    /// How many sessions of the programme were held.
    pub fn held(&self) -> usize {
        self.held.len()
    }

    /// The plan that was made of a step.
    pub fn plan_of(&self, step: &Step) -> Option<&Stored<PlanId, PlanHead>> {
        self.plans.iter().find(|plan| plan.value.number == step.number)
    }

    /// The step of the stored programme whose plan may be made now: the first one to come, when it is the next session
    /// without a plan.
    pub fn next_step(&self) -> Option<&Step> {
        let steps = &self.saved.as_ref()?.value.steps;
        let next = self.next_number();
        steps.iter().find(|step| step.number == next && step.standing != Standing::Held)
    }
}
