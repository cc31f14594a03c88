//! The reasons why no sheet is made.

use crate::vocabulary::GateId;

/// The reason why no sheet was made, worded for the counsellor; never printed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// An open gate forbids this sheet (R45).
    #[error("{sheet} cannot be made: {gate} is active. {effect}")]
    Gate {
        /// The sheet.
        sheet: &'static str,
        /// The gate.
        gate: GateId,
        /// The gate's effect on printing, from the library.
        effect: String,
    },
    /// There is no sheet for both while joint work is on hold.
    #[error("{sheet} cannot be made: joint work is on hold.")]
    OnHold {
        /// The sheet.
        sheet: &'static str,
    },
    /// While joint work is on hold, a partner's own sheet is made only at that partner's request.
    #[error(
        "{sheet} cannot be made while joint work is on hold, unless this partner asks for it and you have checked, alone, \
         that it can be kept safely."
    )]
    NotAskedFor {
        /// The sheet.
        sheet: &'static str,
    },
    /// Nothing of today may be printed on this sheet.
    #[error("{sheet} cannot be made: nothing in this plan can go on it. {hint}")]
    Empty {
        /// The sheet.
        sheet: &'static str,
        /// An alternative.
        hint: String,
    },
    /// Some of its text has not been translated. English text is never mixed in.
    #[error(
        "{sheet} cannot be made in {language}: {exercises} is not available in {language} yet. Print it in English, or \
         remove what is not translated."
    )]
    Untranslated {
        /// The sheet.
        sheet: &'static str,
        /// The language, in English.
        language: &'static str,
        /// The titles of the exercises.
        exercises: String,
    },
    /// The plan contains English text that the library has changed since, so that the translation differs from it.
    #[error(
        "{sheet} cannot be made in {language}: the {language} text of {exercises} is newer than the one in this plan. \
         Print it in English, or use the newer text in the plan first."
    )]
    OlderWords {
        /// The sheet.
        sheet: &'static str,
        /// The language, in English.
        language: &'static str,
        /// The titles of the exercises.
        exercises: String,
    },
    /// The English text has changed since it was translated.
    #[error(
        "{sheet} cannot be made in {language}: the English text of {what} has changed since it was translated. Print it \
         in English until the translation has been revised."
    )]
    OlderTranslation {
        /// The sheet.
        sheet: &'static str,
        /// The language, in English.
        language: &'static str,
        /// The titles of the exercises, or the name of the other text.
        what: String,
    },
    /// No help lines for this country.
    #[error("no help lines for “{country}”. Available: {known}")]
    Country {
        /// The country requested.
        country: String,
        /// The countries available.
        known: String,
    },
}
