//! API calls of the plan editor.

use domain::{
    plan::{SessionPlan, editor::ExerciseStatuses},
    records::Revision,
};
use serde::{Deserialize, Serialize};

#[cfg(feature = "hydrate")]
use crate::browser::api::Problem;
use crate::browser::{api::Call, autosave::Receipt};

/// A saved plan, with the exercise statuses if they have changed since the page was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedNow {
    /// The receipt of the save.
    pub receipt: Receipt,
    /// The exercise statuses, with the revision of the situation that they follow from.
    pub standings: Option<(Revision, ExerciseStatuses)>,
}

/// Saves a plan based on this revision.
///
/// Answered with `Stale` if it was saved elsewhere since, with `Refused` if the plan may not be stored as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavePlan {
    /// The plan's id.
    pub plan: String,
    /// The revision it is based on.
    pub seen: Revision,
    /// The revision of the situation known to the page.
    pub situation: Revision,
    /// The plan.
    pub value: SessionPlan,
}

impl Call for SavePlan {
    const PATH: &'static str = "/api/plan/save";
    type Answer = SavedNow;
}

/// Returns the stored plan.
///
/// Answered with `NotFound` for an unknown id and a foreign one alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FetchPlan {
    /// The plan's id.
    pub plan: String,
}

impl Call for FetchPlan {
    const PATH: &'static str = "/api/plan/fetch";
    type Answer = (Revision, SessionPlan);
}

/// Returns the plan with its free minutes filled. The page saves it.
///
/// Answered with `Refused` if no minutes are free.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FillPlan {
    /// The plan's id.
    pub plan: String,
    /// The plan on screen.
    pub value: SessionPlan,
}

impl Call for FillPlan {
    const PATH: &'static str = "/api/plan/fill";
    type Answer = SessionPlan;
}

/// Sends a stored draft of a plan without decoding it, for pages without the plan editor's code.
///
/// # Errors
/// As for [`SavePlan`]; `Malformed` for an invalid text.
#[cfg(feature = "hydrate")]
pub async fn send_plan(plan: &str, seen: Revision, packed: &str) -> Result<(), Problem> {
    let head = postcard::to_allocvec(&(plan, seen, Revision(0))).map_err(|_| Problem::Broken)?;
    let value = crate::browser::wire::bytes_of(packed).ok_or(Problem::Malformed)?;
    crate::browser::api::ask_bytes(SavePlan::PATH, &[head, value].concat()).await.map(drop)
}

/// Returns the stored plan, packed as in drafts.
///
/// # Errors
/// As for [`FetchPlan`].
#[cfg(feature = "hydrate")]
pub async fn packed_plan(plan: &str) -> Result<String, Problem> {
    let body = postcard::to_allocvec(plan).map_err(|_| Problem::Broken)?;
    let answer = crate::browser::api::ask_bytes(FetchPlan::PATH, &body).await?;
    let (_, value) = postcard::take_from_bytes::<Revision>(&answer).map_err(|_| Problem::Broken)?;
    Ok(crate::browser::wire::packed(value))
}

#[cfg(feature = "ssr")]
pub use self::on_the_server::routes;

#[cfg(feature = "ssr")]
mod on_the_server {
    use domain::{plan::SessionPlan, records::Revision};

    use super::{Desk, FetchPlan, FillPlan, SavePlan, SavedNow, desk::plan_id};
    use crate::{
        browser::{api::Problem, autosave::Receipt},
        couples::known::note_view,
        http::{
            api_request::{ApiRequest, api},
            routes::Form,
        },
    };

    /// Returns the calls of the plan editor.
    pub fn routes() -> Vec<Form> {
        vec![api(save), api(fetch), api(fill)]
    }

    async fn save(request: ApiRequest, call: SavePlan) -> Result<SavedNow, Problem> {
        let ApiRequest { records, now, .. } = request;
        let desk = Desk::open(&records, plan_id(&call.plan)?).await?;
        let revision = records.save_plan(desk.id(), call.seen, &desk.accept(call.value)?, now.stamp).await?;
        let at = desk.situation.revision;
        let standings = (at != call.situation).then(|| (at, desk.standings.clone()));
        Ok(SavedNow { receipt: Receipt { revision, at: now.time }, standings })
    }

    async fn fetch(request: ApiRequest, call: FetchPlan) -> Result<(Revision, SessionPlan), Problem> {
        let saved = request.records.plan(plan_id(&call.plan)?).await?;
        note_view(&request.records, saved.couple, request.now.stamp, false).await?;
        Ok((saved.plan.revision, saved.plan.value))
    }

    async fn fill(request: ApiRequest, call: FillPlan) -> Result<SessionPlan, Problem> {
        let desk = Desk::open(&request.records, plan_id(&call.plan)?).await?;
        desk.fill(&desk.accept(call.value)?)
    }
}

#[cfg(feature = "ssr")]
pub use crate::plan_editor::api::desk::Desk;

#[cfg(feature = "ssr")]
mod desk {
    use std::sync::Arc;

    use domain::{
        assess::{Assessment, CaseState, Partner, Session},
        library::Library,
        paper::run_sheet::ToldAlone,
        plan::{
            SessionPlan,
            editor::{Concluded, ExerciseStatuses, Outcomes, Refused, accept, conclude, fill, reopen},
        },
        records::{Couple, Interview, SharedView, Situation, When, course, due_alone},
        safety::SafetyConcern,
    };
    use store::{CoupleId, PlanId, Records, SavedPlan, StoreError, Stored};

    use crate::{browser::api::Problem, couples::known::viewed, interview::due};

    /// A stored plan, with the present state of its couple.
    pub struct Desk {
        /// The stored plan.
        pub saved: SavedPlan,
        /// Its couple.
        pub couple: Stored<CoupleId, Couple>,
        /// The couple's situation.
        pub situation: Stored<CoupleId, Situation>,
        /// The exercise statuses.
        pub standings: ExerciseStatuses,
        /// The library of the account.
        pub library: Arc<Library>,
        interviews: [Interview; 2],
        course: CaseState,
        picture: Assessment,
    }

    impl Desk {
        /// Opens a plan for viewing, and audits it.
        ///
        /// # Errors
        /// `NotFound` for an unknown id and a foreign one alike.
        pub async fn look(records: &Records, id: PlanId) -> Result<Self, Problem> {
            let desk = Self::open(records, id).await?;
            viewed(records, desk.saved.couple).await?;
            Ok(desk)
        }

        /// Opens a plan for a change or a sheet, which is audited separately if required. Gates are evaluated anew
        /// every time (invariant 4).
        ///
        /// # Errors
        /// `NotFound` for an unknown id and a foreign one alike.
        pub async fn open(records: &Records, id: PlanId) -> Result<Self, StoreError> {
            let saved = records.plan(id).await?;
            let couple = records.couple(saved.couple).await?;
            let situation = records.situation(saved.couple).await?;
            let a = records.interview(saved.couple, Partner::A).await?.value;
            let b = records.interview(saved.couple, Partner::B).await?.value;
            let course = course(&situation.value, [&a, &b]);
            let library = records.library().await?;
            let picture = Assessment::of(&library, &course, situation.value.phase, saved.plan.value.booked);
            let shared = SharedView::of(&library, &situation.value, [&a, &b]);
            let (heard, face) = (shared.course(), shared.picture(&library));
            let standings = ExerciseStatuses::of(&picture.moment(&library, &course))
                .with_reasons_of(&face.moment(&library, &heard));
            Ok(Self { saved, couple, situation, standings, library, interviews: [a, b], course, picture })
        }

        /// Returns the plan's id.
        pub fn id(&self) -> PlanId {
            self.saved.plan.id
        }

        /// Returns the state of the case.
        pub fn course(&self) -> &CaseState {
            &self.course
        }

        /// Returns what each partner told alone, for a run sheet that the counsellor asks for with it.
        pub fn told_alone(&self) -> Vec<ToldAlone> {
            let both = [Partner::A, Partner::B].into_iter().zip(&self.interviews);
            both.map(|(by, interview)| ToldAlone::of_interview(&self.library, by, interview)).collect()
        }

        /// Returns the first questions that are due with the partner who comes alone, for the same run sheet; none where
        /// both come.
        pub fn due_alone(&self) -> Vec<String> {
            let Session::Individual(_, Some(partner)) = self.saved.plan.value.booked else { return Vec::new() };
            let interview = &self.interviews[partner as usize];
            let due = due_alone(&self.library, &self.situation.value, interview, partner);
            due.iter().take(due::SHOWN).map(|one| one.question.ask.clone()).collect()
        }

        /// Returns the plan to store when a browser sends `sent`.
        ///
        /// # Errors
        /// `Refused` if something in it may not be stored.
        pub fn accept(&self, sent: SessionPlan) -> Result<SessionPlan, Problem> {
            accept(&self.library, &self.standings, &self.saved.plan.value, sent).map_err(|refused| answered(&refused))
        }

        /// Returns this plan with its free minutes filled.
        ///
        /// # Errors
        /// `Refused` if no minutes are free.
        pub fn fill(&self, plan: &SessionPlan) -> Result<SessionPlan, Problem> {
            let filled = fill(&self.picture.moment(&self.library, &self.course), plan);
            filled.map(|filled| filled.plan).map_err(|refused| answered(&refused))
        }

        /// Records that the session of this plan took place; returns the plan and the resulting situation.
        ///
        /// # Errors
        /// If it was recorded before, has not started, or an exercise has no outcome.
        pub fn conclude(&self, plan: &SessionPlan, outcomes: &Outcomes, now: When) -> Result<Concluded, Refused> {
            let [a, b] = &self.interviews;
            conclude(&self.library, plan, &self.situation.value, [a, b], outcomes, now)
        }

        /// Puts the hold of a concern about safety on in this situation.
        pub fn put_on_hold(&self, situation: &mut Situation, concern: SafetyConcern) {
            let [a, b] = &self.interviews;
            situation.put_on_hold(&self.library, [a, b], concern);
        }

        /// Reopens the stored plan; returns the plan and the resulting situation.
        ///
        /// # Errors
        /// If it was not recorded.
        pub fn reopen(&self) -> Result<Concluded, Refused> {
            let [a, b] = &self.interviews;
            reopen(&self.library, &self.saved.plan.value, &self.situation.value, [a, b])
        }
    }

    /// Converts the refusal to a problem.
    fn answered(refused: &Refused) -> Problem {
        Problem::Refused(refused.to_string())
    }

    /// Parses the id in a call; an invalid one is treated like an unknown one.
    pub(crate) fn plan_id(text: &str) -> Result<PlanId, Problem> {
        text.parse().map(PlanId).map_err(|_| Problem::NotFound)
    }
}
