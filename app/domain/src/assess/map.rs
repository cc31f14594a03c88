//! Maps answers to findings: the challenges that they point to, with the evidence (reference, section 0).
//!
//! Points order a conversation; they never diagnose, and never close a gate.

use std::{cmp::Reverse, fmt};

use serde::Serialize;

use super::{
    Answers, PrivateEvidence, PrivatePoints,
    evidence::{EvidenceKind, SETTLED_SOFTENS, is_unsettled, softened, weight_for},
    gates::Raised,
};
use crate::{
    library::Library,
    vocabulary::{
        Challenge, ClaimId, GateId, IndicatorId, ReferenceKey, Whom,
        small_sort::{sort, sort_by_key},
    },
};

/// Points from which a finding is leading. An expert default.
const LEADING_FROM: u16 = 6;

/// Points from which a finding is present rather than minor. An expert default.
const PRESENT_FROM: u16 = 3;

/// The weight of a finding in the conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Band {
    /// Two points or fewer.
    Mention,
    /// Three to five points.
    Present,
    /// Six points or more.
    Leading,
}

impl Band {
    /// Returns the band of a sum of points.
    pub const fn of(points: u16) -> Self {
        if points >= LEADING_FROM {
            Self::Leading
        } else if points >= PRESENT_FROM {
            Self::Present
        } else {
            Self::Mention
        }
    }
}

impl fmt::Display for Band {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Mention => "minor",
            Self::Present => "present",
            Self::Leading => "leading",
        })
    }
}

/// A challenge that the answers point to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The challenge.
    #[serde(rename = "id")]
    pub challenge: Challenge,
    /// The sum of its evidence.
    pub points: u16,
    /// The band of the sum.
    pub band: Band,
    /// Every answer behind it: own evidence before cross-evidence, stronger before weaker.
    pub evidence: Vec<Evidence>,
    /// Points from private evidence, without its words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alone: Vec<PrivatePoints>,
}

/// One answer behind a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The indicator that was seen or told.
    pub indicator: IndicatorId,
    /// The persons it is about. An indicator counts once, whatever their number.
    pub who: Vec<Whom>,
    /// Points for this challenge.
    pub points: u8,
    /// Own evidence or cross-evidence.
    pub kind: EvidenceKind,
    /// The indicator's text in the library.
    pub text: String,
    /// Claims of the source article behind it.
    pub claims: Vec<ClaimId>,
    /// Publications behind it.
    pub references: Vec<ReferenceKey>,
}

/// Returns the findings, the strongest first.
///
/// Equal points rank in the order of [`Challenge`]. Once CONTROL or LEGAL was raised, abuse ranks first whatever its
/// points, even zero: danger outranks a sum.
pub fn map(library: &Library, answers: &Answers, raised: &Raised) -> Vec<Finding> {
    map_with(library, answers, &PrivateEvidence::default(), raised)
}

/// As [`map`], with points from private evidence that is not shown.
pub fn map_with(library: &Library, answers: &Answers, alone: &PrivateEvidence, raised: &Raised) -> Vec<Finding> {
    let abuse_first = raised.holds(GateId::Control) || raised.holds(GateId::Legal);
    let settled = is_settled(answers, alone);
    let mut findings: Vec<Finding> = Challenge::ALL
        .iter()
        .map(|challenge| finding(library, answers, alone, *challenge, settled))
        .filter(|f| f.points > 0 || (abuse_first && f.challenge == Challenge::Abuse))
        .collect();
    sort_by_key(&mut findings, |f| {
        let danger = abuse_first && f.challenge == Challenge::Abuse;
        (!danger, Reverse(f.points), f.challenge)
    });
    findings
}

/// Returns the points of one challenge in `findings`, or 0.
pub fn points_of(findings: &[Finding], challenge: Challenge) -> u16 {
    findings.iter().find(|f| f.challenge == challenge).map_or(0, |f| f.points)
}

/// True if the breach is past and settled, as the partner who was hurt says alone (R74).
fn is_settled(answers: &Answers, alone: &PrivateEvidence) -> bool {
    (answers.is_ticked("GEN-29") || alone.settled) && !is_unsettled(answers)
}

fn finding(
    library: &Library,
    answers: &Answers,
    alone: &PrivateEvidence,
    challenge: Challenge,
    settled: bool,
) -> Finding {
    let mut evidence: Vec<Evidence> = library
        .indicators()
        .iter()
        .filter(|indicator| answers.is_yes(&indicator.id))
        .filter_map(|indicator| {
            let (weight, kind) = weight_for(indicator, challenge)?;
            let soft = settled && SETTLED_SOFTENS.contains(&indicator.id.as_str());
            let (weight, kind) = if soft { softened(weight, kind)? } else { (weight, kind) };
            Some(Evidence {
                indicator: indicator.id.clone(),
                who: answers.yes_about(&indicator.id),
                points: weight.points(),
                kind,
                text: indicator.text.clone(),
                claims: indicator.claims.clone(),
                references: indicator.references.clone(),
            })
        })
        .collect();
    sort(&mut evidence, |a, b| (a.kind, Reverse(a.points), &a.indicator) < (b.kind, Reverse(b.points), &b.indicator));
    let alone: Vec<PrivatePoints> = alone.about(challenge, settled).collect();
    let points = evidence.iter().map(|e| e.points).chain(alone.iter().map(|e| e.points)).map(u16::from).sum();
    Finding { challenge, points, band: Band::of(points), evidence, alone }
}
