//! Changes of a situation, one at a time: what forms and islands send.

use serde::{Deserialize, Serialize};

use super::{AnswerChange, Interview, Sheet, Situation, Stamp, situation::Change};
use crate::{
    answers::{Answer, BadAnswer, Whom},
    course::Facts,
    library::{
        Library,
        model::{CoupleStrength, StrengthAbout},
    },
    words::Phase,
};

/// One change of a situation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Edit {
    /// An answer with both in the room.
    Answer(AnswerChange),
    /// An answer about something to build on.
    Strength(StrengthChange),
    /// Something else the rules ask about.
    Fact(FactChange),
    /// The phase that the counsellor chooses; `None` leaves it to the answers.
    Phase(Option<Phase>),
}

/// An answer about a strength that is given, changed or taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StrengthChange {
    /// The id of the strength.
    pub strength: String,
    /// About whom.
    pub whom: Whom,
    /// The answer; `None` counts as not asked again.
    pub answer: Option<Answer>,
}

/// A fact that rules ask about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactChange {
    /// The couple has agreed on more than one partner (R34).
    NonMonogamous(bool),
    /// Both chose no sex (R33).
    ChosenNoSex(bool),
    /// The work is about to end (R37).
    Ending(bool),
    /// The last homework was not done (R42).
    HomeworkMissed(bool),
    /// Sessions held since the last review (R36).
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

/// An edit that cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadEdit {
    /// An answer that does not fit its indicator.
    #[error(transparent)]
    Answer(#[from] BadAnswer),
    /// Safety is asked of each partner alone.
    #[error("This is asked of each partner alone. Open the interview to answer it.")]
    AskedAlone,
    /// No such strength, or not about this person.
    #[error("Nobody knows this strength. Reload the page and try again.")]
    Strength,
}

impl Situation {
    /// Makes all changes, or none of them; remembers changed answers and opens the gates that they speak for.
    ///
    /// # Errors
    ///
    /// When an edit names what nobody knows, or answers for both what each is asked alone.
    pub fn edit(
        &mut self,
        library: &Library,
        interviews: [&Interview; 2],
        edits: &[Edit],
        at: Stamp,
    ) -> Result<(), BadEdit> {
        let (mut next, mut sheet) = (self.clone(), Sheet::of(self));
        for edit in edits {
            sheet.make(library, edit)?;
            if let Edit::Answer(change) = edit {
                if change.answer.is_some() && library.is_asked_alone(&change.indicator) {
                    return Err(BadEdit::AskedAlone);
                }
                next.changes.push(Change { at, change: change.clone() });
            }
        }
        next.fill_in(sheet);
        next.observe(library, interviews);
        *self = next;
        Ok(())
    }

    /// Brings back what an earlier state said with both in the room, as if it were typed today. Gives how many answers and
    /// choices changed.
    ///
    /// Safety goes forward only. What is not on the screen for both stays as it is now: interviews, answers to what is asked
    /// alone, exercises done, and what held sessions counted (homework, sessions since the review). Gates stay as they stand,
    /// with every closing and override since: no gate closes because an older text knew less, and a sign that comes back
    /// opens its gate again, exactly as if somebody ticked it (R1, R15).
    ///
    /// # Errors
    ///
    /// When the library knows something no more that the earlier state answers.
    pub fn restore(
        &mut self,
        library: &Library,
        interviews: [&Interview; 2],
        earlier: &Self,
        at: Stamp,
    ) -> Result<usize, BadEdit> {
        let mut edits = Sheet::of(self).edits_to(&Sheet::of(earlier));
        edits.retain(|edit| match edit {
            Edit::Answer(change) => !library.is_asked_alone(&change.indicator),
            Edit::Fact(fact) => !matches!(fact, FactChange::HomeworkMissed(_) | FactChange::SessionsSinceReview(_)),
            Edit::Strength(_) | Edit::Phase(_) => true,
        });
        self.edit(library, interviews, &edits, at)?;
        Ok(edits.len())
    }

    fn fill_in(&mut self, sheet: Sheet) {
        let Sheet { answers, strengths, facts, phase } = sheet;
        (self.answers, self.strengths, self.facts, self.phase) = (answers, strengths, facts, phase);
    }
}

/// Answers about strengths, by the id of the strength and the person.
pub type Strengths = std::collections::BTreeMap<String, std::collections::BTreeMap<Whom, Answer>>;

impl StrengthChange {
    /// Makes the change.
    ///
    /// # Errors
    ///
    /// When there is no such strength, or it is not about this person.
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
    /// Whether an answer about `whom` fits.
    pub fn is_about(&self, whom: Whom) -> bool {
        match self.about {
            StrengthAbout::Each => matches!(whom, Whom::A | Whom::B),
            StrengthAbout::Couple => whom == Whom::Couple,
        }
    }
}
