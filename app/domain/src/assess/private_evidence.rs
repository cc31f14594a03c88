//! Private evidence, reduced to what a screen that the other partner might see may use: the challenges it speaks for
//! and the gates it opens, never the questions, the words or the person.

use serde::{Deserialize, Serialize};

use super::{
    Answers, CONTROL_PATTERN, EvidenceKind,
    evidence::{SETTLED_SOFTENS, is_unsettled, weight_for},
    goes_along_under_pressure,
};
use crate::{
    library::Library,
    vocabulary::{Challenge, GateId, SmallSet},
};

/// Evidence that was told alone and not with both present.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrivateEvidence {
    /// Points for challenges, one entry an answer, sorted so that the order reveals nothing.
    pub evidence: Vec<PrivatePoints>,
    /// The same of signs that count for little once a breach is settled, as they count until then (R74).
    pub soft: Vec<PrivatePoints>,
    /// A breach is settled, as far as this says (R74).
    pub settled: bool,
    /// Gates it speaks for.
    pub opens: SmallSet<GateId>,
    /// Number of signs of the pattern of control (R51).
    pub pattern: usize,
}

/// Points for one challenge from private evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrivatePoints {
    /// The challenge.
    pub challenge: Challenge,
    /// Own evidence or cross-evidence.
    pub kind: EvidenceKind,
    /// Points, 1 to 3.
    pub points: u8,
}

impl PrivateEvidence {
    /// Returns what `alone` adds to `together`: each indicator counts once, and what was also told with both present is
    /// not private.
    pub fn of(library: &Library, together: &Answers, alone: &Answers) -> Self {
        let settled = alone.is_ticked("GEN-29") && !is_unsettled(alone);
        let mut told = Self { settled, ..Self::default() };
        for indicator in library.indicators() {
            if !alone.is_yes(&indicator.id) || together.is_yes(&indicator.id) {
                continue;
            }
            for challenge in Challenge::ALL {
                if let Some((weight, kind)) = weight_for(indicator, *challenge) {
                    let soft = SETTLED_SOFTENS.contains(&indicator.id.as_str());
                    let points = if soft { &mut told.soft } else { &mut told.evidence };
                    points.push(PrivatePoints { challenge: *challenge, kind, points: weight.points() });
                }
            }
            told.opens.extend(&indicator.opens);
            told.pattern += usize::from(CONTROL_PATTERN.contains(&indicator.id.as_str()));
        }
        if goes_along_under_pressure(&[together, alone]) && !goes_along_under_pressure(&[together]) {
            told.opens.insert(GateId::Consent);
        }
        for points in [&mut told.evidence, &mut told.soft] {
            crate::vocabulary::small_sort::sort(points, |a, b| a < b);
        }
        told
    }

    /// Its evidence for one challenge, where a breach is settled or not.
    pub fn about(&self, challenge: Challenge, settled: bool) -> impl Iterator<Item = PrivatePoints> {
        let soft = self.soft.iter().filter_map(move |one| match one.kind {
            _ if !settled => Some(*one),
            EvidenceKind::Own => Some(PrivatePoints { points: one.points.min(1), ..*one }),
            EvidenceKind::Cross => None,
        });
        self.evidence.iter().copied().chain(soft).filter(move |evidence| evidence.challenge == challenge)
    }
}
