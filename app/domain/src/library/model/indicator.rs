//! Entries about what a couple may report: challenges, indicators, scales.

use serde::{Deserialize, Serialize};

use crate::vocabulary::{
    AppliesTo, Challenge, ClaimId, Concerns, GateId, IndicatorId, IndicatorKind, ReferenceKey, SmallMap, SmallSet,
    Weight,
};

/// A challenge, described for the counsellor (reference, section 2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChallengeText {
    /// Its id.
    pub id: Challenge,
    /// Its name in plain words.
    pub title: String,
    /// Its meaning.
    pub plain: String,
    /// Usual responses of partners.
    pub responses: String,
    /// Differential questions: other conditions that look similar.
    pub something_else: Vec<String>,
    /// Signs of danger, and actions to avoid.
    pub red_flags: String,
    /// Contraindications, if separate from the red flags.
    #[serde(default)]
    pub contraindications: Option<String>,
    /// Medical and legal referrals.
    pub referral: String,
    /// Models that the exercises draw on, with reference keys.
    pub models: String,
    /// An editorial remark about its exercises.
    #[serde(default)]
    pub note: Option<String>,
}

/// An indicator that was seen or told. Without a challenge it is a general flag that only opens gates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// For example `INF-01`.
    pub id: IndicatorId,
    /// The challenge it speaks for; none for a general flag.
    #[serde(default)]
    pub challenge: Option<Challenge>,
    /// The persons whom it is about.
    pub applies_to: AppliesTo,
    /// The behaviour or experience that a yes about one partner means; it heads that partner's column.
    pub concerns: Concerns,
    /// The weight for its challenge; present exactly if there is a challenge.
    #[serde(default)]
    pub weight: Option<Weight>,
    /// The indicator in words.
    pub text: String,
    /// The meaning and limits of a yes, for the counsellor alone.
    #[serde(default)]
    pub hint: Option<String>,
    /// Weights for other challenges.
    #[serde(default)]
    pub cross: SmallMap<Challenge, Weight>,
    /// Gates it opens.
    #[serde(default)]
    pub opens: SmallSet<GateId>,
    /// A sign, a fact that is nobody's fault, or a good result; only a sign opens gates.
    #[serde(default)]
    pub kind: IndicatorKind,
    /// It is asked only after one of these; otherwise always.
    #[serde(default)]
    pub ask_when: Option<AskWhen>,
    /// What to ask this person next after a yes.
    #[serde(default)]
    pub then_ask: Vec<IndicatorId>,
    /// The hours within which help must be reached.
    #[serde(default)]
    pub clock: Option<MedicalClock>,
    /// Claims of the source article behind it.
    #[serde(default)]
    pub claims: Vec<ClaimId>,
    /// Publications behind it.
    #[serde(default)]
    pub references: Vec<ReferenceKey>,
}

/// When an indicator is asked at all. It looks only at what this person told alone and at what was told with both in the
/// room: a further question must never give away what the other partner said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AskWhen {
    /// After a yes to one of these.
    AnyOf(SmallSet<IndicatorId>),
    /// After a yes to any indicator whose id begins with one of these, for example `INF`.
    AnyOfSeries(SmallSet<String>),
    /// Once the couple has agreed on more than one partner.
    NonMonogamous,
}

/// The hours within which help must be reached. Each clock runs and is closed for itself (R63).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MedicalClock {
    /// How many hours.
    pub hours: u16,
    /// The row of the referral sheet that says where to go.
    pub referral: String,
    /// What help is left once the hours have passed.
    pub afterwards: String,
}

/// A screen or scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Short name in small letters, for example `phq-9`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The construct measured.
    pub measures: String,
    /// The number of items, in words where versions differ.
    pub items: String,
    /// Possible totals, in words.
    pub range: String,
    /// Published cut-offs, with sources in square brackets.
    pub cut_off: String,
    /// Licence, as far as known.
    pub licence: String,
    /// Item texts and scoring, only if reproduction is permitted.
    #[serde(default)]
    pub form: Option<ScaleForm>,
}

/// The items of a scale whose reproduction is permitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleForm {
    /// The introduction, read out first.
    pub stem: String,
    /// A yes-or-no question that must be answered yes before the items count.
    #[serde(default)]
    pub gate_question: Option<String>,
    /// The items.
    pub questions: Vec<ScaleQuestion>,
    /// An item that is asked but not scored.
    #[serde(default)]
    pub unscored: Option<ScaleQuestion>,
    /// Named ranges of the total, lowest first; each ends where the next begins.
    pub bands: Vec<ScaleBand>,
    /// Scoring and cautions.
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
