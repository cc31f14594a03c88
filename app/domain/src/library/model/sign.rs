//! What a couple may tell: challenges, indicators, scales.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    ids::{ClaimId, IndicatorId, ReferenceKey},
    words::{AppliesTo, Challenge, GateId, Weight},
};

/// A challenge as the counsellor reads about it (reference, section 2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChallengeText {
    /// Which one.
    pub id: Challenge,
    /// Its name in plain words.
    pub title: String,
    /// What it means.
    pub plain: String,
    /// How partners usually respond.
    pub responses: String,
    /// “Really something else?”: what can look like it.
    pub something_else: Vec<String>,
    /// Signs of danger, and what not to do.
    pub red_flags: String,
    /// Contraindications, where they stand apart from the red flags.
    #[serde(default)]
    pub contraindications: Option<String>,
    /// Medical and legal referral.
    pub referral: String,
    /// Models the exercises draw on, with reference keys.
    pub models: String,
    /// An editorial remark about its exercises.
    #[serde(default)]
    pub note: Option<String>,
}

/// Something that was seen or told. Without a challenge it is a general flag that only opens gates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// For example `INF-01`.
    pub id: IndicatorId,
    /// The challenge it speaks for; none for a general flag.
    #[serde(default)]
    pub challenge: Option<Challenge>,
    /// Whom it is about.
    pub applies_to: AppliesTo,
    /// How strongly it speaks; given exactly when there is a challenge.
    #[serde(default)]
    pub weight: Option<Weight>,
    /// What was seen or told.
    pub text: String,
    /// How strongly it also speaks for other challenges.
    #[serde(default)]
    pub cross: BTreeMap<Challenge, Weight>,
    /// Gates it opens.
    #[serde(default)]
    pub opens: BTreeSet<GateId>,
    /// Claims of the source article behind it.
    #[serde(default)]
    pub claims: Vec<ClaimId>,
    /// Publications behind it.
    #[serde(default)]
    pub references: Vec<ReferenceKey>,
}

/// A screen or scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Short name in small letters, for example `phq-9`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it measures.
    pub measures: String,
    /// How many items, in words where versions differ.
    pub items: String,
    /// Possible totals, in words.
    pub range: String,
    /// Published cut-offs, with sources in square brackets.
    pub cut_off: String,
    /// Licence, as far as known.
    pub licence: String,
    /// Item texts and scoring, only where they may be reproduced.
    #[serde(default)]
    pub form: Option<ScaleForm>,
}

/// The items of a scale that may be reproduced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleForm {
    /// What is read out first.
    pub stem: String,
    /// A yes-or-no question that must be answered yes before the items count.
    #[serde(default)]
    pub gate_question: Option<String>,
    /// The items.
    pub questions: Vec<ScaleQuestion>,
    /// An item that is asked but not scored.
    #[serde(default)]
    pub unscored: Option<ScaleQuestion>,
    /// Names of ranges of the total, lowest first; a band runs up to the next one.
    pub bands: Vec<ScaleBand>,
    /// How to score and what to mind.
    pub scoring: String,
    /// The notice that must be shown with the items.
    pub notice: String,
}

/// One item of a scale with its answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleQuestion {
    /// Its words.
    pub text: String,
    /// Answers in order; the first scores 0, the next 1, and so on.
    pub answers: Vec<String>,
}

/// A named range of totals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleBand {
    /// The lowest total in the band.
    pub from: u8,
    /// Its name.
    pub name: String,
}
