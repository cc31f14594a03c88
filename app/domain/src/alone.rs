//! What was told alone, as far as a screen may know it that the other partner might see: which challenges it speaks for
//! and which gates it opens, never the questions, the words or the person.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    answers::Answers,
    gates::CONTROL_PATTERN,
    library::Library,
    map::{EvidenceKind, weight_for},
    words::{Challenge, GateId},
};

/// What was told alone and not with both in the room.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alone {
    /// Points for challenges, one entry an answer; ordered so that the order tells nothing.
    pub evidence: Vec<AloneEvidence>,
    /// Gates it speaks for.
    pub opens: BTreeSet<GateId>,
    /// How many signs of the pattern of control are among it (R51).
    pub pattern: usize,
}

/// Points that something told alone gives a challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AloneEvidence {
    /// The challenge.
    pub challenge: Challenge,
    /// Whether it is the challenge's own sign.
    pub kind: EvidenceKind,
    /// Points, 1 to 3.
    pub points: u8,
}

impl Alone {
    /// What `alone` says beyond `together`: each indicator counts once, and what was told with both in the room is not
    /// kept back.
    pub fn of(library: &Library, together: &Answers, alone: &Answers) -> Self {
        let mut told = Self::default();
        for indicator in library.indicators() {
            if !alone.is_yes(&indicator.id) || together.is_yes(&indicator.id) {
                continue;
            }
            for challenge in Challenge::ALL {
                if let Some((weight, kind)) = weight_for(indicator, *challenge) {
                    told.evidence.push(AloneEvidence { challenge: *challenge, kind, points: weight.points() });
                }
            }
            told.opens.extend(&indicator.opens);
            told.pattern += usize::from(CONTROL_PATTERN.contains(&indicator.id.as_str()));
        }
        crate::order::sort(&mut told.evidence, |a, b| a < b);
        told
    }

    /// Its evidence for one challenge.
    pub fn about(&self, challenge: Challenge) -> impl Iterator<Item = AloneEvidence> {
        self.evidence.iter().copied().filter(move |evidence| evidence.challenge == challenge)
    }
}
