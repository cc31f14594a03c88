//! Changes of answers, and when they were made.

use serde::{Deserialize, Serialize};

use super::Stamp;
use crate::{
    assess::{Answer, Answers, BadAnswer},
    library::Library,
    vocabulary::{IndicatorId, Whom},
};

/// An answer that is given, changed or removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerChange {
    /// The question.
    pub indicator: IndicatorId,
    /// The person it is about.
    pub whom: Whom,
    /// The answer; `None` counts as not asked again.
    pub answer: Option<Answer>,
}

/// A change of an answer, with its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The time.
    pub at: Stamp,
    /// The change.
    pub change: AnswerChange,
}

impl AnswerChange {
    /// Makes the change.
    ///
    /// # Errors
    /// If the answer does not fit its indicator.
    pub fn apply(&self, library: &Library, answers: &mut Answers) -> Result<(), BadAnswer> {
        match self.answer {
            Some(answer) => answers.record(library, &self.indicator, self.whom, answer),
            None if library.indicator(&self.indicator).is_none() => Err(BadAnswer::Unknown(self.indicator.clone())),
            None => {
                answers.clear(&self.indicator, self.whom);
                Ok(())
            }
        }
    }
}
