//! What a couple has told, and what has not been asked yet.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    ids::IndicatorId,
    library::{Library, model::Indicator},
    words::AppliesTo,
};

/// An answer that was given. What was not asked has none (invariant 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Seen or told.
    Yes,
    /// Asked, and not so.
    No,
}

/// Whom an answer is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Whom {
    /// The couple as such.
    Couple,
    /// Partner A.
    A,
    /// Partner B.
    B,
    /// One of the partners; which one was not recorded.
    OneOfThem,
}

/// An answer that does not fit its indicator.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadAnswer {
    /// No such indicator.
    #[error("“{0}” is not an indicator")]
    Unknown(IndicatorId),
    /// An indicator about one person was answered for the couple, or the other way round.
    #[error("{0} is about the couple; leave out who")]
    AboutTheCouple(IndicatorId),
    /// An indicator about one person was answered for the couple.
    #[error("{0} is about one partner; say a or b, or leave out who")]
    AboutOne(IndicatorId),
}

/// All answers of a couple. Points never depend on the order in which they came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<IndicatorId, BTreeMap<Whom, Answer>>);

impl Answers {
    /// Records an answer; a later one about the same person replaces the earlier.
    ///
    /// # Errors
    ///
    /// When the indicator is unknown, or is about the couple while `whom` is one person, or the other way round.
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

    /// Takes an answer back: the question counts as not asked again. Gates that it opened stay open.
    pub fn clear(&mut self, id: &IndicatorId, whom: Whom) {
        if let Some(answers) = self.0.get_mut(id) {
            answers.remove(&whom);
            if answers.is_empty() {
                self.0.remove(id);
            }
        }
    }

    /// The answer about exactly this person, or about the couple.
    pub fn about(&self, id: &IndicatorId, whom: Whom) -> Option<Answer> {
        self.0.get(id)?.get(&whom).copied()
    }

    /// Takes in what somebody else answered. Where both answered the same question about the same person, a yes counts.
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

    /// Every answer, by indicator and person.
    pub fn iter(&self) -> impl Iterator<Item = (&IndicatorId, Whom, Answer)> {
        self.0.iter().flat_map(|(id, answers)| answers.iter().map(move |(whom, answer)| (id, *whom, *answer)))
    }

    /// Whether the indicator was seen or told about anyone.
    pub fn is_yes(&self, id: &IndicatorId) -> bool {
        self.0.get(id).is_some_and(|answers| answers.values().any(|answer| *answer == Answer::Yes))
    }

    /// The same, by the text of the id. An id that does not exist was never told.
    pub fn is_ticked(&self, id: &str) -> bool {
        id.parse().is_ok_and(|id| self.is_yes(&id))
    }

    /// About whom it was seen or told.
    pub fn yes_about(&self, id: &IndicatorId) -> Vec<Whom> {
        let yes = |(whom, answer): (&Whom, &Answer)| (*answer == Answer::Yes).then_some(*whom);
        self.0.get(id).into_iter().flatten().filter_map(yes).collect()
    }

    /// Whether the question is still open: nobody said yes, and somebody whom it may be about was not asked.
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

    /// Every indicator that was seen or told about anyone.
    pub fn all_yes(&self) -> impl Iterator<Item = &IndicatorId> {
        self.0.keys().filter(|id| self.is_yes(id))
    }
}
