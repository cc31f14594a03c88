//! Single changes of a situation, sent by forms and islands.

use serde::{Deserialize, Serialize};

use super::{AnswerChange, BackgroundChange, StrengthChange};
use crate::{assess::Facts, vocabulary::Phase};

/// One change of a situation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Edit {
    /// An answer given with both present.
    Answer(AnswerChange),
    /// An answer about a strength.
    Strength(StrengthChange),
    /// A further fact that the rules ask about.
    Fact(FactChange),
    /// The phase that the counsellor chooses; `None` derives it from the answers.
    Phase(Option<Phase>),
    /// Something beside the answers.
    Background(BackgroundChange),
}

/// A fact that the rules ask about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactChange {
    /// The couple has agreed on more than one partner (R34).
    NonMonogamous(bool),
    /// Both chose not to have sex (R33).
    ChosenNoSex(bool),
    /// The work is about to end (R37).
    Ending(bool),
    /// The last homework was not done (R42).
    HomeworkMissed(bool),
    /// Sessions completed since the last review (R36).
    SessionsSinceReview(u8),
}

impl FactChange {
    /// Sets the fact.
    pub fn apply(self, facts: &mut Facts) {
        match self {
            Self::NonMonogamous(so) => facts.non_monogamous = so,
            Self::ChosenNoSex(so) => facts.chosen_no_sex = so,
            Self::Ending(so) => facts.ending = so,
            Self::HomeworkMissed(so) => facts.homework_missed = so,
            Self::SessionsSinceReview(count) => facts.sessions_since_review = count,
        }
    }
}
