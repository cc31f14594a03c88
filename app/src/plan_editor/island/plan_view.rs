//! The properties of the plan page.

use domain::{
    plan::{SessionPlan, editor::ExerciseStatuses},
    records::{Fault, Revision},
    vocabulary::SmallMap,
};
use serde::{Deserialize, Serialize};

use crate::{browser::autosave::DraftPlace, library::finder::Query};

/// Values that the plan does not take, by field: the value and the reason.
pub type Refused = SmallMap<String, (String, String)>;

/// The properties of the plan page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanView {
    /// The plan's id.
    pub id: String,
    /// The couple's id.
    pub couple: String,
    /// Its code name.
    pub name: String,
    /// The partners' labels.
    pub labels: [String; 2],
    /// The revision of the plan.
    pub revision: Revision,
    /// The plan on screen.
    pub plan: SessionPlan,
    /// The stored plan, if the page replies to a refused form.
    pub stored: Option<SessionPlan>,
    /// The problem, with advice.
    pub problem: Option<String>,
    /// Faults of fields whose values are in the plan on screen.
    pub faults: Vec<Fault>,
    /// Values of a refused form that are not in the plan on screen.
    pub refused: Refused,
    /// The revision of the situation.
    pub situation: Revision,
    /// The exercise statuses.
    pub standings: ExerciseStatuses,
    /// The place of the draft.
    pub draft: DraftPlace,
    /// The query of the library search; `None` while it is closed.
    pub query: Option<Query>,
}
