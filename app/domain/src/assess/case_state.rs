//! The state of a couple's case at one moment, as far as mapping and planning need it.

use serde::{Deserialize, Serialize};

use super::{
    Answers, Dated, Facts, PrivateEvidence,
    gates::{GateLog, Raised, raised_with},
};
use crate::{
    library::Library,
    vocabulary::{ItemId, Partner, Role, SmallMap, SmallSet},
};

/// The state of a case at one moment. Contains no names or notes: nothing here could identify anyone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseState {
    /// Questions answered and not yet asked.
    pub answers: Answers,
    /// Private evidence that `answers` omits because a screen may not show it.
    pub alone: PrivateEvidence,
    /// The state and history of the gates.
    pub gates: GateLog,
    /// Exercises done so far. `individual-safety-interview` means that both interviews are on record.
    pub done: SmallSet<ItemId>,
    /// The number of the couple session in which an exercise was last done, where known.
    pub done_in: SmallMap<ItemId, u16>,
    /// Further facts that the rules ask about.
    pub facts: Facts,
    /// What only dates can tell.
    pub dated: Dated,
    /// Ids of the strengths that were seen. They give no points.
    pub strengths: SmallSet<String>,
}

impl CaseState {
    /// Returns the reasons to open gates at this moment.
    pub fn raised(&self, library: &Library) -> Raised {
        raised_with(library, &self.answers, &self.alone, &self.done, &self.facts)
    }

    /// Opens the gates that this moment gives reason to open. Call it after every change of answers, exercises done or
    /// facts.
    pub fn observe_gates(&mut self, library: &Library) {
        let raised = self.raised(library);
        self.gates.observe(&raised);
    }

    /// True if the exercise with this id was done.
    pub fn has_done(&self, id: &str) -> bool {
        self.done.iter().any(|item| *item == *id)
    }
}

/// The participants of a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Session {
    /// Both partners.
    #[default]
    Couple,
    /// One partner, in this role.
    Individual(Role, Option<Partner>),
}

impl std::fmt::Display for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Couple => f.write_str("couple"),
            Self::Individual(role, _) => write!(f, "individual ({role})"),
        }
    }
}
