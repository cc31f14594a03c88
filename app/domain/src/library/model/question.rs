//! The questions: their wording and order.

use serde::{Deserialize, Serialize};

use crate::vocabulary::{ClaimId, IndicatorId, ItemId, Partner, Whom};

/// Related questions asked with both present.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionGroup {
    /// A short name in small letters.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// The introduction, a sentence or two.
    pub lead: String,
    /// Its questions, in the order in which couples usually tell of them.
    pub questions: Vec<Question>,
}

/// A question, and the indicator that a yes records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The indicator that a yes records; it determines whom the answer is about.
    pub indicator: IndicatorId,
    /// The question in plain words.
    pub ask: String,
    /// A short form of the indicator for a yes; if absent, the indicator's text is shown.
    #[serde(default)]
    pub short: Option<String>,
    /// True if the counsellor observes or scores it: no one is asked, and no shared screen shows it.
    #[serde(default)]
    pub observed: bool,
}

/// The persons whom a strength is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StrengthAbout {
    /// Each partner; two answers.
    Each,
    /// The couple; one answer.
    Couple,
}

/// A strength to build on (section “Development” of the source article).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoupleStrength {
    /// A short name in small letters.
    pub id: String,
    /// The persons it is about.
    pub about: StrengthAbout,
    /// The question in plain words.
    pub ask: String,
    /// The meaning of a yes.
    pub text: String,
    /// The claims that name it.
    pub claims: Vec<ClaimId>,
    /// Exercises that build on it.
    pub items: Vec<ItemId>,
}

/// The questions of the individual interview (reference 3.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InterviewGuide {
    /// Statements and checks before the first question.
    pub opening: Vec<String>,
    /// The edition of the guide. An interview on record keeps counting with the edition that it was put on record with.
    pub edition: u8,
    /// The questions, from mild to severe.
    #[serde(rename = "part")]
    pub parts: Vec<InterviewPart>,
}

/// Related questions of an interview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InterviewPart {
    /// A short name in small letters.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// The open question that introduces it.
    pub lead: String,
    /// True if all of it must be asked before the interview counts (`closes_when` of GATE-UNSCREENED).
    pub must: bool,
    /// The edition of the guide that it came with.
    #[serde(default = "first_edition")]
    pub since: u8,
    /// A no to the lead is a no to every question of the part.
    #[serde(default)]
    pub lead_ends_part: bool,
    /// Its questions.
    pub questions: Vec<InterviewQuestion>,
}

/// A question asked of one partner alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InterviewQuestion {
    /// The indicator that a yes records.
    pub indicator: IndicatorId,
    /// The person whom the answer is about.
    pub about: InterviewAbout,
    /// The question in plain words.
    pub ask: String,
}

/// The person whom an answer given alone is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InterviewAbout {
    /// The partner who is asked.
    Asked,
    /// The partner who is absent.
    Other,
    /// The couple.
    Couple,
}

impl InterviewAbout {
    /// Returns the person meant when `asked` is the partner interviewed.
    pub fn whom(self, asked: Partner) -> Whom {
        match (self, asked) {
            (Self::Couple, _) => Whom::Couple,
            (Self::Asked, Partner::A) | (Self::Other, Partner::B) => Whom::A,
            (Self::Asked, Partner::B) | (Self::Other, Partner::A) => Whom::B,
        }
    }
}

impl InterviewGuide {
    /// Iterates over the questions, in order.
    pub fn questions(&self) -> impl Iterator<Item = &InterviewQuestion> {
        self.parts.iter().flat_map(|part| &part.questions)
    }
}

/// The edition of the interview guide that had no editions yet.
pub(crate) fn first_edition() -> u8 {
    1
}
