//! Session plans: what the plan page asks of the server.

use domain::desk::{Revision, SessionPlan, agenda::Standings};
use serde::{Deserialize, Serialize};

use super::Problem;
use crate::{keeper::Receipt, packed::Packed};

/// A saved plan, and how exercises stand now where that has changed since the page was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedNow {
    /// The server has it on disk.
    pub receipt: Receipt,
    /// How exercises stand, and the revision of the situation that they follow from.
    pub standings: Option<(Revision, Standings)>,
}

call! {
    "plan/save" =>
    /// Saves a plan that was seen at this revision. `situation` is the revision of the situation that the page knows.
    ///
    /// # Errors
    ///
    /// `Stale` when it was saved elsewhere since; `Refused` when the plan may not be stored as it is, and why.
    pub async fn save_plan(
        /// The plan's id.
        plan: String,
        /// The revision it goes on from.
        seen: Revision,
        /// The revision of the situation that the page knows.
        situation: Revision,
        /// The plan.
        value: Packed<SessionPlan>,
    ) -> Result<Packed<SavedNow>, Problem> {
        let (records, now) = (crate::visitor::records()?, crate::visitor::now()?);
        let desk = desk::Desk::open(&records, desk::plan_id(&plan)?).await?;
        let revision = records.save_plan(desk.id(), seen, &desk.accept(value.0)?, now.stamp).await?;
        let standings = (desk.situation.revision != situation).then(|| (desk.situation.revision, desk.standings.clone()));
        Ok(Packed(SavedNow { receipt: Receipt { revision, at: now.time }, standings }))
    }
}

call! {
    "plan/fetch" =>
    /// The plan as it is stored now.
    ///
    /// # Errors
    ///
    /// `NotFound` for an unknown id and a foreign one alike.
    pub async fn fetch_plan(
        /// The plan's id.
        plan: String,
    ) -> Result<Packed<(Revision, SessionPlan)>, Problem> {
        let stored = crate::visitor::records()?.plan(desk::plan_id(&plan)?).await?.plan;
        Ok(Packed((stored.revision, stored.value)))
    }
}

call! {
    "plan/fill" =>
    /// The plan with its free minutes filled. It is not saved; the page that asks does that.
    ///
    /// # Errors
    ///
    /// `Refused` when nothing is free.
    pub async fn fill_plan(
        /// The plan's id.
        plan: String,
        /// The plan as it is on screen.
        value: Packed<SessionPlan>,
    ) -> Result<Packed<SessionPlan>, Problem> {
        let records = crate::visitor::records()?;
        let desk = desk::Desk::open(&records, desk::plan_id(&plan)?).await?;
        desk.fill(&desk.accept(value.0)?).map(Packed)
    }
}

#[cfg(feature = "ssr")]
pub use self::desk::Desk;

#[cfg(feature = "ssr")]
mod desk {
    use std::sync::Arc;

    use domain::{
        course::{Course, Partner},
        desk::{
            Couple, Interview, SessionPlan, Shared, Situation,
            agenda::{Concluded, Outcomes, Refused, Standings, accept, conclude, fill},
            course,
        },
        library::Library,
        picture::Picture,
    };
    use store::{CoupleId, PlanId, Records, SavedPlan, StoreError, Stored};

    use crate::calls::Problem;

    /// A plan on the desk, with everything that is known of its couple at this moment.
    pub struct Desk {
        /// The plan as it is stored.
        pub saved: SavedPlan,
        /// Its couple.
        pub couple: Stored<CoupleId, Couple>,
        /// What the couple told.
        pub situation: Stored<CoupleId, Situation>,
        /// How exercises stand.
        pub standings: Standings,
        /// The library of whoever asks.
        pub library: Arc<Library>,
        interviews: [Interview; 2],
        course: Course,
        picture: Picture,
    }

    impl Desk {
        /// Puts a plan on the desk. Gates are asked anew every time (invariant 4).
        ///
        /// # Errors
        ///
        /// `NotFound` for an unknown id and a foreign one alike.
        pub async fn open(records: &Records, id: PlanId) -> Result<Self, StoreError> {
            let saved = records.plan(id).await?;
            let couple = records.couple(saved.couple).await?;
            let situation = records.situation(saved.couple).await?;
            let a = records.interview(saved.couple, Partner::A).await?.value;
            let b = records.interview(saved.couple, Partner::B).await?.value;
            let course = course(&situation.value, [&a, &b]);
            let library = records.library().await?;
            let picture = Picture::of(&library, &course, situation.value.phase, saved.plan.value.booked);
            let shared = Shared::of(&library, &situation.value, [&a, &b]);
            let (heard, face) = (shared.course(), shared.picture(&library));
            let standings =
                Standings::of(&picture.moment(&library, &course)).with_reasons_of(&face.moment(&library, &heard));
            Ok(Self { saved, couple, situation, standings, library, interviews: [a, b], course, picture })
        }

        /// Which plan.
        pub fn id(&self) -> PlanId {
            self.saved.plan.id
        }

        /// What is known of the couple, for what else asks the gates.
        pub fn course(&self) -> &Course {
            &self.course
        }

        /// The plan to store when a browser sends `sent`.
        ///
        /// # Errors
        ///
        /// `Refused` when something in it may not be stored.
        pub fn accept(&self, sent: SessionPlan) -> Result<SessionPlan, Problem> {
            accept(&self.library, &self.standings, &self.saved.plan.value, sent).map_err(|refused| answered(&refused))
        }

        /// This plan with its free minutes filled.
        ///
        /// # Errors
        ///
        /// `Refused` when nothing is free.
        pub fn fill(&self, plan: &SessionPlan) -> Result<SessionPlan, Problem> {
            let filled = fill(&self.picture.moment(&self.library, &self.course), plan);
            filled.map(|filled| filled.plan).map_err(|refused| answered(&refused))
        }

        /// This plan as held, and what is known then.
        ///
        /// # Errors
        ///
        /// When it was held before.
        pub fn conclude(&self, plan: &SessionPlan, outcomes: &Outcomes) -> Result<Concluded, Refused> {
            let [a, b] = &self.interviews;
            conclude(&self.library, plan, &self.situation.value, [a, b], outcomes)
        }
    }

    /// The refusal as an answer with its status.
    fn answered(refused: &Refused) -> Problem {
        let problem = Problem::Refused(refused.to_string());
        problem.answer();
        problem
    }

    /// The id in a call; what is no id is answered like an id that nobody has.
    pub(super) fn plan_id(text: &str) -> Result<PlanId, Problem> {
        text.parse().map(PlanId).map_err(|_| {
            Problem::NotFound.answer();
            Problem::NotFound
        })
    }
}
