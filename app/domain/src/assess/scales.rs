//! Scores the scales whose items the library contains. A screening scale opens a conversation; it is not a diagnosis.

use serde::{Deserialize, Serialize};

use crate::library::model::Scale;

/// The answers on one filled-in scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filled {
    /// The answer to the preliminary question, if the scale has one (PC-PTSD-5: exposure).
    #[serde(default)]
    pub gate: Option<bool>,
    /// The index of the chosen answer for each item, from 0.
    pub answers: Vec<u8>,
}

/// The score of a filled-in scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Score {
    /// The total.
    pub total: u8,
    /// The name of the range it falls in.
    pub band: String,
}

/// A filled-in scale that cannot be scored.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadScore {
    /// The library holds no items for this scale.
    #[error("{0} is kept by name and total only; its items are not ours to print")]
    NoItems(String),
    /// Too few or too many answers.
    #[error("{name} has {expected} items, {given} were answered; answer each one")]
    Count {
        /// The scale.
        name: String,
        /// Number of items expected.
        expected: usize,
        /// Number of answers given.
        given: usize,
    },
    /// An answer that the item does not offer.
    #[error("{name}, item {item}: answers go from 0 to {highest}, not {given}")]
    Answer {
        /// The scale.
        name: String,
        /// Number of the item, counted from 1.
        item: usize,
        /// The highest answer.
        highest: usize,
        /// The answer given.
        given: u8,
    },
    /// The preliminary question was left unanswered.
    #[error("{0}: answer its first question, about the event, before the others")]
    Gate(String),
}

/// Scores `filled`: total and range.
///
/// # Errors
/// If the library has no items for the scale, the count does not fit, or an answer is out of range.
pub fn score(scale: &Scale, filled: &Filled) -> Result<Score, BadScore> {
    let form = scale.form.as_ref().ok_or_else(|| BadScore::NoItems(scale.name.clone()))?;
    if form.gate_question.is_some() && filled.gate.is_none() {
        return Err(BadScore::Gate(scale.name.clone()));
    }
    let exposed = form.gate_question.is_none() || filled.gate == Some(true);
    let total = if exposed { total(scale, filled, form.questions.iter().map(|q| q.answers.len()))? } else { 0 };
    let band = form.bands.iter().rev().find(|band| band.from <= total).map_or("", |band| &band.name);
    Ok(Score { total, band: band.into() })
}

fn total(scale: &Scale, filled: &Filled, choices: impl ExactSizeIterator<Item = usize>) -> Result<u8, BadScore> {
    if choices.len() != filled.answers.len() {
        let (expected, given) = (choices.len(), filled.answers.len());
        return Err(BadScore::Count { name: scale.name.clone(), expected, given });
    }
    let mut total = 0;
    for (place, (count, answer)) in choices.zip(&filled.answers).enumerate() {
        if usize::from(*answer) >= count {
            let (item, highest) = (place + 1, count.saturating_sub(1));
            return Err(BadScore::Answer { name: scale.name.clone(), item, highest, given: *answer });
        }
        total += answer;
    }
    Ok(total)
}

/// True if item 9 of a filled-in PHQ-9 is above 0. It opens GATE-SUICIDE whatever the total (R8).
pub fn phq9_item9_is_positive(filled: &Filled) -> bool {
    filled.answers.get(8).is_some_and(|answer| *answer > 0)
}
