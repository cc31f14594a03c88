//! The structure of a session and of the work.

use serde::{Deserialize, Serialize};

use crate::vocabulary::{Minutes, Phase};

/// The minutes for each part of a session. Expert defaults.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shares {
    /// The parts of a couple session, in order.
    pub parts: Vec<String>,
    /// One row for each length and phase.
    pub couple: Vec<CoupleShare>,
    /// The parts of an individual session, in order.
    pub individual_parts: Vec<String>,
    /// One row for each length.
    pub individual: Vec<IndividualShare>,
}

/// The parts of a couple session of one length in one phase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoupleShare {
    /// The whole session.
    pub length: Minutes,
    /// The phase.
    pub phase: Phase,
    /// Minutes for each part; they sum to `length`.
    pub minutes: Vec<Minutes>,
}

/// The parts of an individual session of one length.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndividualShare {
    /// The whole session.
    pub length: Minutes,
    /// Minutes for each part; they sum to `length`.
    pub minutes: Vec<Minutes>,
}

/// The conditions for moving to the next phase (reference 5.2). Expert thresholds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhaseStep {
    /// From this phase, or `any`.
    pub from: String,
    /// To this phase.
    pub to: Phase,
    /// Conditions, all required.
    pub all_of: Vec<String>,
}

/// The shortest session that can be planned.
pub const SHORTEST: Minutes = Minutes(30);

/// The longest session that can be planned.
pub const LONGEST: Minutes = Minutes(120);
