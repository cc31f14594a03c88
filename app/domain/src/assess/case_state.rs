//! The state of a couple's case at one moment, as far as mapping and planning need it.

use serde::{Deserialize, Serialize};

use super::{Answers, PrivateEvidence};
use crate::{
    library::Library,
    safety::{GateLog, Raised, raised_with},
    vocabulary::{ItemId, Role, RuleId, SmallMap, SmallSet},
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

/// What only dates can tell. It is empty where they are missing, so that what waits for it goes on waiting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Dated {
    /// Rules after whose newest sign each partner had a few minutes alone (R54, R55, R57).
    pub seen_alone_since: SmallSet<RuleId>,
    /// Rules whose newest sign came after the exercise that released what they hold (R60, R62).
    pub overtaken: SmallSet<RuleId>,
    /// Exercises that a partner asked for, alone, and who did (R52, R53).
    pub asked_alone: SmallMap<ItemId, SmallSet<Partner>>,
    /// That dependence is safe was noted more than six months ago, or something new was recorded since (R55).
    pub ask_about_dependence_again: bool,
}

/// What else the rules ask about. Each is absent until somebody says so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "each is one fact, independent of the others")]
pub struct Facts {
    /// Item 9 of a PHQ-9 was above 0 (R8).
    pub phq9_item9_positive: bool,
    /// The couple has agreed on more than one partner (R34).
    pub non_monogamous: bool,
    /// Both chose not to have sex (R33). EXP-12 has the same effect.
    pub chosen_no_sex: bool,
    /// Sessions completed since the last progress review (R36).
    pub sessions_since_review: u8,
    /// The work is about to end (R37).
    pub ending: bool,
    /// The last homework was not done (R42).
    pub homework_missed: bool,
    /// Number of times an exercise was dreaded or skipped (R26).
    pub dreaded_or_skipped: SmallMap<ItemId, u8>,
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

/// One of the two partners.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Partner {
    /// Partner A.
    A,
    /// Partner B.
    B,
}

impl Partner {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }
}
