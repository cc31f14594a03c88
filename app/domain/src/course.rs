//! Everything that is known of a couple at one moment, as far as mapping and planning need it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    alone::Alone,
    answers::Answers,
    gates::{GateLog, Raised, raised_with},
    ids::ItemId,
    library::Library,
    words::Role,
};

/// What is known of a couple at one moment. It holds no names and no notes: nothing here could identify anyone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// What was told and what was asked.
    pub answers: Answers,
    /// What else was told alone, where `answers` leaves it out because a screen may not show it.
    pub alone: Alone,
    /// How the gates stand and how they came to.
    pub gates: GateLog,
    /// Exercises done so far. `individual-safety-interview` means that both interviews are on record.
    pub done: BTreeSet<ItemId>,
    /// What else the rules ask about.
    pub facts: Facts,
    /// Ids of the strengths that were seen. They give no points.
    pub strengths: BTreeSet<String>,
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
    /// Both chose no sex (R33). EXP-12 has the same effect.
    pub chosen_no_sex: bool,
    /// Sessions held since the last progress review (R36).
    pub sessions_since_review: u8,
    /// The work is about to end (R37).
    pub ending: bool,
    /// The last homework was not done (R42).
    pub homework_missed: bool,
    /// How often an exercise was dreaded or skipped (R26).
    pub dreaded_or_skipped: BTreeMap<ItemId, u8>,
}

impl Course {
    /// What speaks for opening gates at this moment.
    pub fn raised(&self, library: &Library) -> Raised {
        raised_with(library, &self.answers, &self.alone, &self.done, &self.facts)
    }

    /// Opens the gates that this moment speaks for. Call it after every change of answers, deeds or facts.
    pub fn observe_gates(&mut self, library: &Library) {
        let raised = self.raised(library);
        self.gates.observe(&raised);
    }

    /// Whether the exercise with this id was done.
    pub fn has_done(&self, id: &str) -> bool {
        self.done.iter().any(|item| *item == *id)
    }
}

/// Who comes to a session.
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
