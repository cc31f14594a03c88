//! From answers to findings: which challenges the answers point to, and why (reference, section 0).
//!
//! Points order a conversation; they never diagnose and never close a gate.

use std::{cmp::Reverse, fmt};

use serde::{Deserialize, Serialize};

use crate::{
    alone::{Alone, AloneEvidence},
    answers::{Answers, Whom},
    gates::Raised,
    ids::{ClaimId, IndicatorId, ReferenceKey},
    library::{Library, model::Indicator},
    order::{sort, sort_by_key},
    words::{Challenge, GateId, Weight},
};

/// Points from which a finding leads. An expert default.
const LEADING_FROM: u16 = 6;

/// Points from which a finding is present rather than a mention. An expert default.
const PRESENT_FROM: u16 = 3;

/// How much weight a finding has in the conversation.
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
    /// The band of a sum of points.
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
            Self::Mention => "mention",
            Self::Present => "present",
            Self::Leading => "leading",
        })
    }
}

/// A challenge that the answers point to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Which one.
    #[serde(rename = "id")]
    pub challenge: Challenge,
    /// The sum of its evidence.
    pub points: u16,
    /// What the sum means.
    pub band: Band,
    /// Every answer behind it: own evidence first, then cross-evidence; the stronger first.
    pub evidence: Vec<Evidence>,
    /// Points from what was told alone, without its words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alone: Vec<AloneEvidence>,
}

/// One answer behind a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The indicator that was seen or told.
    pub indicator: IndicatorId,
    /// About whom. Each indicator counts once, however many it is about.
    pub who: Vec<Whom>,
    /// Points it gives this challenge.
    pub points: u8,
    /// Whether the indicator belongs to this challenge or only speaks for it too.
    pub kind: EvidenceKind,
    /// What was seen or told, in the words of the library.
    pub text: String,
    /// Claims of the source article behind it.
    pub claims: Vec<ClaimId>,
    /// Publications behind it.
    pub references: Vec<ReferenceKey>,
}

/// Where evidence comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceKind {
    /// The challenge's own indicator.
    Own,
    /// Another challenge's indicator that speaks for this one too.
    Cross,
}

/// The findings, the strongest first.
///
/// Equal points stand in the order of [`Challenge`]. Once CONTROL or LEGAL was raised, abuse stands first whatever its
/// points, even none: danger outranks a sum.
pub fn map(library: &Library, answers: &Answers, raised: &Raised) -> Vec<Finding> {
    map_with(library, answers, &Alone::default(), raised)
}

/// The same, with points from what was told alone and is not shown.
pub fn map_with(library: &Library, answers: &Answers, alone: &Alone, raised: &Raised) -> Vec<Finding> {
    let abuse_first = raised.holds(GateId::Control) || raised.holds(GateId::Legal);
    let mut findings: Vec<Finding> = Challenge::ALL
        .iter()
        .map(|challenge| finding(library, answers, alone, *challenge))
        .filter(|f| f.points > 0 || (abuse_first && f.challenge == Challenge::Abuse))
        .collect();
    sort_by_key(&mut findings, |f| {
        let danger = abuse_first && f.challenge == Challenge::Abuse;
        (!danger, Reverse(f.points), f.challenge)
    });
    findings
}

/// The points of one challenge in `findings`; none where it is not among them.
pub fn points_of(findings: &[Finding], challenge: Challenge) -> u16 {
    findings.iter().find(|f| f.challenge == challenge).map_or(0, |f| f.points)
}

fn finding(library: &Library, answers: &Answers, alone: &Alone, challenge: Challenge) -> Finding {
    let mut evidence: Vec<Evidence> = library
        .indicators()
        .iter()
        .filter(|indicator| answers.is_yes(&indicator.id))
        .filter_map(|indicator| {
            let (weight, kind) = weight_for(indicator, challenge)?;
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
    let alone: Vec<AloneEvidence> = alone.about(challenge).collect();
    let points = evidence.iter().map(|e| e.points).chain(alone.iter().map(|e| e.points)).map(u16::from).sum();
    Finding { challenge, points, band: Band::of(points), evidence, alone }
}

/// How strongly an indicator speaks for a challenge, if it does.
pub(crate) fn weight_for(indicator: &Indicator, challenge: Challenge) -> Option<(Weight, EvidenceKind)> {
    if indicator.challenge == Some(challenge) {
        indicator.weight.map(|weight| (weight, EvidenceKind::Own))
    } else {
        indicator.cross.get(&challenge).map(|weight| (*weight, EvidenceKind::Cross))
    }
}
