//! The shape of a session and of the work.

use serde::{Deserialize, Serialize};

use crate::{minutes::Minutes, words::Phase};

/// How many minutes each part of a session gets. Expert defaults.
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
    /// One entry a part; the sum is `length`.
    pub minutes: Vec<Minutes>,
}

/// The parts of an individual session of one length.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndividualShare {
    /// The whole session.
    pub length: Minutes,
    /// One entry a part; the sum is `length`.
    pub minutes: Vec<Minutes>,
}

/// What must be true before the work moves on (reference 5.2). Expert thresholds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhaseStep {
    /// From this phase, or `any`.
    pub from: String,
    /// To this phase.
    pub to: Phase,
    /// All of these.
    pub all_of: Vec<String>,
}
