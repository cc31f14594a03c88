//! API calls of the plan editor.

use domain::{
    plan::{SessionPlan, editor::ExerciseStatuses},
    records::Revision,
};
use serde::{Deserialize, Serialize};

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

#[cfg(feature = "ssr")]
pub use self::on_the_server::{fetch, routes, save};

#[cfg(feature = "ssr")]
mod on_the_server {
    use domain::{plan::SessionPlan, records::Revision};

    use super::{FetchPlan, FillPlan, SavePlan, SavedNow};
    use crate::{
        browser::{api::Problem, autosave::Receipt},
        couples::audit::note_view,
        http::{
            api_request::{ApiRequest, api},
            routes::Form,
        },
        plan_editor::plan_file::{PlanFile, plan_id},
    };

    /// Returns the calls of the plan editor.
    pub fn routes() -> Vec<Form> {
        vec![api(save), api(fetch), api(fill)]
    }

    /// Saves a plan.
    pub async fn save(request: ApiRequest, call: SavePlan) -> Result<SavedNow, Problem> {
        let ApiRequest { records, now, .. } = request;
        let file = PlanFile::open(&records, plan_id(&call.plan)?).await?;
        let revision = records.save_plan(file.id(), call.seen, &file.accept(call.value)?, now.stamp).await?;
        let at = file.situation().revision;
        let standings = (at != call.situation).then(|| (at, file.statuses.clone()));
        Ok(SavedNow { receipt: Receipt { revision, at: now.time }, standings })
    }

    /// Returns the stored plan.
    pub async fn fetch(request: ApiRequest, call: FetchPlan) -> Result<(Revision, SessionPlan), Problem> {
        let saved = request.records.plan(plan_id(&call.plan)?).await?;
        note_view(&request.records, saved.couple, request.now.stamp, false).await?;
        Ok((saved.plan.revision, saved.plan.value))
    }

    async fn fill(request: ApiRequest, call: FillPlan) -> Result<SessionPlan, Problem> {
        let file = PlanFile::open(&request.records, plan_id(&call.plan)?).await?;
        file.fill(&file.accept(call.value)?)
    }
}
