//! A couple's answers, and the questions not asked yet.

use serde::{Deserialize, Serialize};

use crate::{
    library::{Library, model::Indicator},
    vocabulary::{AppliesTo, IndicatorId, SmallMap, Whom},
};

/// An answer that was given; a question not asked has none (invariant 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Seen or told.
    Yes,
    /// Asked, and not the case.
    No,
}

/// An answer that does not fit its indicator.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadAnswer {
    /// No such indicator.
    #[error("“{0}” is not an indicator")]
    Unknown(IndicatorId),
    /// An indicator about one person was answered for the couple, or vice versa.
    #[error("{0} is about the couple; leave out who")]
    AboutTheCouple(IndicatorId),
    /// An indicator about one person was answered for the couple.
    #[error("{0} is about one partner; say a or b, or leave out who")]
    AboutOne(IndicatorId),
}

/// All answers of a couple. Points do not depend on the order of the answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(SmallMap<IndicatorId, SmallMap<Whom, Answer>>);

impl Answers {
    /// Records an answer; a later one about the same person replaces the earlier.
    ///
    /// # Errors
    /// If the indicator is unknown, or is about the couple while `whom` is one person, or vice versa.
    pub fn record(&mut self, library: &Library, id: &IndicatorId, whom: Whom, answer: Answer) -> Result<(), BadAnswer> {
        let indicator = library.indicator(id).ok_or_else(|| BadAnswer::Unknown(id.clone()))?;
        match (indicator.applies_to, whom) {
            (AppliesTo::Both, Whom::A | Whom::B | Whom::OneOfThem) => Err(BadAnswer::AboutTheCouple(id.clone())),
            (AppliesTo::Injured | AppliesTo::Involved | AppliesTo::Either, Whom::Couple) => {
                Err(BadAnswer::AboutOne(id.clone()))
            }
            _ => {
                self.0.entry(id.clone()).or_default().insert(whom, answer);
                Ok(())
            }
        }
    }

    /// Records a yes that was already validated against its indicator.
    pub(crate) fn insert_yes(&mut self, id: &IndicatorId, whom: Whom) {
        self.0.entry(id.clone()).or_default().insert(whom, Answer::Yes);
    }

    /// Sets or removes an answer whose indicator was validated by the caller.
    pub(crate) fn set(&mut self, id: &IndicatorId, whom: Whom, answer: Option<Answer>) {
        match answer {
            Some(answer) => _ = self.0.entry(id.clone()).or_default().insert(whom, answer),
            None => self.clear(id, whom),
        }
    }

    /// Removes an answer: the question counts as not asked again. Gates that it opened stay open.
    pub fn clear(&mut self, id: &IndicatorId, whom: Whom) {
        if let Some(answers) = self.0.get_mut(id) {
            answers.remove(&whom);
            if answers.is_empty() {
                self.0.remove(id);
            }
        }
    }

    /// Returns the answer about exactly this person, or about the couple.
    pub fn about(&self, id: &IndicatorId, whom: Whom) -> Option<Answer> {
        self.0.get(id)?.get(&whom).copied()
    }

    /// Merges the answers of another source. If both answer the same question about the same person, a yes wins.
    pub fn merge(&mut self, other: &Self) {
        for (id, answers) in &other.0 {
            let own = self.0.entry(id.clone()).or_default();
            for (whom, answer) in answers {
                let kept = own.entry(*whom).or_insert(*answer);
                if *answer == Answer::Yes {
                    *kept = Answer::Yes;
                }
            }
        }
    }

    /// Iterates over the answers, by indicator and person.
    pub fn iter(&self) -> impl Iterator<Item = (&IndicatorId, Whom, Answer)> {
        self.0.iter().flat_map(|(id, answers)| answers.iter().map(move |(whom, answer)| (id, *whom, *answer)))
    }

    /// True if the indicator was seen or told about anyone.
    pub fn is_yes(&self, id: &IndicatorId) -> bool {
        self.0.get(id).is_some_and(|answers| answers.values().any(|answer| *answer == Answer::Yes))
    }

    /// As [`Answers::is_yes`], by the text of the id; false for an unknown id.
    pub fn is_ticked(&self, id: &str) -> bool {
        id.parse().is_ok_and(|id| self.is_yes(&id))
    }

    /// Returns the persons about whom it was seen or told.
    pub fn yes_about(&self, id: &IndicatorId) -> Vec<Whom> {
        let yes = |(whom, answer): (&Whom, &Answer)| (*answer == Answer::Yes).then_some(*whom);
        self.0.get(id).into_iter().flatten().filter_map(yes).collect()
    }

    /// True if the question is still open: no yes, and not asked about every person it may concern.
    ///
    /// An indicator about either partner needs an answer about each; one about the injured or the involved partner has
    /// only one person to ask, so one answer settles it.
    pub fn is_not_asked(&self, indicator: &Indicator) -> bool {
        let Some(answers) = self.0.get(&indicator.id) else { return true };
        if answers.values().any(|answer| *answer == Answer::Yes) {
            return false;
        }
        let whole = answers.contains_key(&Whom::Couple) || answers.contains_key(&Whom::OneOfThem);
        let each = answers.contains_key(&Whom::A) && answers.contains_key(&Whom::B);
        indicator.applies_to == AppliesTo::Either && !whole && !each
    }

    /// Iterates over the indicators that were seen or told about anyone.
    pub fn all_yes(&self) -> impl Iterator<Item = &IndicatorId> {
        self.0.keys().filter(|id| self.is_yes(id))
    }
}
