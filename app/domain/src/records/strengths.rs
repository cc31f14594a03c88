//! Answers about strengths.

use serde::{Deserialize, Serialize};

use super::BadEdit;
use crate::{
    assess::Answer,
    library::{
        Library,
        model::{CoupleStrength, StrengthAbout},
    },
    vocabulary::{SmallMap, Whom},
};

/// An answer about a strength that is given, changed or removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StrengthChange {
    /// The id of the strength.
    pub strength: String,
    /// The person it is about.
    pub whom: Whom,
    /// The answer; `None` counts as not asked again.
    pub answer: Option<Answer>,
}

/// Answers about strengths, by the id of the strength and the person.
pub type Strengths = SmallMap<String, SmallMap<Whom, Answer>>;

impl StrengthChange {
    /// Makes the change.
    ///
    /// # Errors
    /// If there is no such strength, or it is not about this person.
    pub fn apply(&self, library: &Library, strengths: &mut Strengths) -> Result<(), BadEdit> {
        let strength = library.strength(&self.strength).ok_or(BadEdit::Strength)?;
        if !strength.is_about(self.whom) {
            return Err(BadEdit::Strength);
        }
        let answers = strengths.entry(self.strength.clone()).or_default();
        match self.answer {
            Some(answer) => _ = answers.insert(self.whom, answer),
            None => _ = answers.remove(&self.whom),
        }
        strengths.retain(|_, answers| !answers.is_empty());
        Ok(())
    }
}

impl CoupleStrength {
    /// True if an answer about `whom` fits.
    pub fn is_about(&self, whom: Whom) -> bool {
        match self.about {
            StrengthAbout::Each => matches!(whom, Whom::A | Whom::B),
            StrengthAbout::Couple => whom == Whom::Couple,
        }
    }
}
