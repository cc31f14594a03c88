//! Decisions about gates: closings and overrides, and why they are refused.

use serde::{Deserialize, Serialize};

use crate::vocabulary::GateId;

/// A recorded closing: who closed the gate, when, and what was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// The person who decided.
    pub by: String,
    /// The day, as year-month-day.
    pub on: String,
    /// The ground of the decision.
    pub ground: Ground,
}

impl Closing {
    /// True if it takes back an answer that no one had said.
    pub fn is_mistake(&self) -> bool {
        matches!(self.ground, Ground::EnteredByMistake(_))
    }
}

/// The ground of a closing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// The demands of `closes_when` were checked; in the counsellor's words.
    AsDemanded(String),
    /// Only a brief screen was negative. Never enough (R16).
    BriefScreen,
    /// Only time has passed. Never enough.
    TimePassed,
    /// The answer that opened it was entered by mistake, no one said it; the counsellor's account.
    EnteredByMistake(String),
}

impl Ground {
    /// Returns the ground in words.
    pub fn in_words(&self) -> &str {
        match self {
            Self::AsDemanded(checked) | Self::EnteredByMistake(checked) => checked,
            Self::BriefScreen => "only a brief screen was negative",
            Self::TimePassed => "only time has passed",
        }
    }
}

/// A recorded override: the gate stays open, and its exercises are released.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overriding {
    /// The person who decided.
    pub by: String,
    /// The day, as year-month-day.
    pub on: String,
    /// The reason, in the counsellor's words.
    pub reason: String,
    /// The second person who confirmed it, if the gate requires one.
    #[serde(default)]
    pub confirmed_by: Option<String>,
}

/// The reason why a gate was not closed or overridden.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GateRefusal {
    /// A required detail is missing.
    #[error("{gate} was not changed: enter {missing}")]
    Missing {
        /// The gate.
        gate: GateId,
        /// The missing detail.
        missing: &'static str,
    },
    /// A ground that never closes a gate.
    #[error("{gate} stays active: {why}")]
    NotEnough {
        /// The gate.
        gate: GateId,
        /// The reason.
        why: String,
    },
    /// The gate may not be overridden.
    #[error("no one may go ahead despite {gate}: {why}")]
    Never {
        /// The gate.
        gate: GateId,
        /// The reason, in the words of the library.
        why: String,
    },
}

pub(super) fn said(gate: GateId, text: &str, missing: &'static str) -> Result<(), GateRefusal> {
    if text.trim().is_empty() { Err(GateRefusal::Missing { gate, missing }) } else { Ok(()) }
}

pub(super) fn not_enough(gate: GateId, why: &str) -> GateRefusal {
    GateRefusal::NotEnough { gate, why: why.into() }
}
