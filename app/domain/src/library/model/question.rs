//! What is asked, how it is worded and in which order.

use serde::{Deserialize, Serialize};

use crate::{
    answers::Whom,
    course::Partner,
    ids::{ClaimId, IndicatorId, ItemId},
};

/// Questions that are asked with both in the room and belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionGroup {
    /// A short name in small letters.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What it is about, in a sentence or two.
    pub lead: String,
    /// Its questions, in the order in which things are usually told.
    pub questions: Vec<Question>,
}

/// One question, and what a yes means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// What a yes to it says. Whom it is about follows from there.
    pub indicator: IndicatorId,
    /// The question in plain words.
    pub ask: String,
}

/// Whom a strength is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StrengthAbout {
    /// Each partner; there are two answers.
    Each,
    /// The couple; there is one answer.
    Couple,
}

/// Something to build on (section “Development” of the source article).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoupleStrength {
    /// A short name in small letters.
    pub id: String,
    /// Whom it is about.
    pub about: StrengthAbout,
    /// The question in plain words.
    pub ask: String,
    /// What a yes says.
    pub text: String,
    /// The claims that name it.
    pub claims: Vec<ClaimId>,
    /// Exercises that build on it.
    pub items: Vec<ItemId>,
}

/// What each partner is asked alone (reference 3.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InterviewGuide {
    /// What to say and check before the first question.
    pub opening: Vec<String>,
    /// The questions, from mild to severe.
    #[serde(rename = "part")]
    pub parts: Vec<InterviewPart>,
}

/// Questions of an interview that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InterviewPart {
    /// A short name in small letters.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// The open question that leads to it.
    pub lead: String,
    /// Whether all of it has to be asked before the interview counts (`closes_when` of GATE-UNSCREENED).
    pub must: bool,
    /// Its questions.
    pub questions: Vec<InterviewQuestion>,
}

/// A question to one partner alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InterviewQuestion {
    /// What a yes to it says.
    pub indicator: IndicatorId,
    /// Whom the answer is about.
    pub about: InterviewAbout,
    /// The question in plain words.
    pub ask: String,
}

/// Whom an answer that was given alone is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InterviewAbout {
    /// The partner who is asked.
    Asked,
    /// The partner who is not there.
    Other,
    /// The couple.
    Couple,
}

impl InterviewAbout {
    /// Whom it means when `asked` is in the room.
    pub fn whom(self, asked: Partner) -> Whom {
        match (self, asked) {
            (Self::Couple, _) => Whom::Couple,
            (Self::Asked, Partner::A) | (Self::Other, Partner::B) => Whom::A,
            (Self::Asked, Partner::B) | (Self::Other, Partner::A) => Whom::B,
        }
    }
}

impl InterviewGuide {
    /// Every question, in order.
    pub fn questions(&self) -> impl Iterator<Item = &InterviewQuestion> {
        self.parts.iter().flat_map(|part| &part.questions)
    }
}
