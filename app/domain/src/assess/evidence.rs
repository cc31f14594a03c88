//! The evidence of one indicator for a challenge, and the signs of a settled breach (R74).

use serde::{Deserialize, Serialize};

use super::Answers;
use crate::{
    library::model::Indicator,
    vocabulary::{Challenge, Weight},
};

/// The relation of evidence to a challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceKind {
    /// The challenge's own indicator.
    Own,
    /// Another challenge's indicator that also speaks for this one.
    Cross,
}

/// Signs of a breach that count for little once it is settled (R74).
pub(crate) const SETTLED_SOFTENS: [&str; 7] = ["INF-01", "INF-02", "BET-01", "BET-02", "BET-03", "BET-05", "BET-09"];

/// With one of these nothing is settled (R74).
const UNSETTLED: [&str; 6] = ["INF-03", "INF-15", "INF-16", "BET-07", "ABU-17", "ABU-18"];

/// True if something in these answers says that a breach is not settled.
pub(crate) fn is_unsettled(answers: &Answers) -> bool {
    UNSETTLED.iter().any(|id| answers.is_ticked(id))
}

/// A settled breach speaks softly: one point for its own challenge and nothing for others (R74). Gates are untouched.
pub(super) fn softened(weight: Weight, kind: EvidenceKind) -> Option<(Weight, EvidenceKind)> {
    (kind == EvidenceKind::Own).then_some((weight.min(Weight::Weak), kind))
}

/// Returns the weight of an indicator for a challenge, if it has one.
pub(crate) fn weight_for(indicator: &Indicator, challenge: Challenge) -> Option<(Weight, EvidenceKind)> {
    if indicator.challenge == Some(challenge) {
        indicator.weight.map(|weight| (weight, EvidenceKind::Own))
    } else {
        indicator.cross.get(&challenge).map(|weight| (*weight, EvidenceKind::Cross))
    }
}
