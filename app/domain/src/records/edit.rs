//! Single changes of a situation, sent by forms and islands.

use serde::{Deserialize, Serialize};

use super::{
    AnswerChange, BackgroundChange, BackgroundText, Interview, Situation, SituationForm, Stamp, situation::Change,
};
use crate::{
    assess::{Answer, BadAnswer, Facts, Whom},
    library::{
        Library,
        model::{CoupleStrength, StrengthAbout},
    },
    vocabulary::{Day, Phase, approximate_day},
};

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

/// An edit that cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadEdit {
    /// An answer that does not fit its indicator.
    #[error(transparent)]
    Answer(#[from] BadAnswer),
    /// Safety questions are asked of each partner alone.
    #[error("This is asked of each partner alone. Open the interview to answer it.")]
    AskedAlone,
    /// There is no such strength, or it is not about this person.
    #[error("This strength is unknown. Reload the page and try again.")]
    Strength,
    /// No such opening or question.
    #[error("This question is unknown. Reload the page and try again.")]
    Opening,
    /// A text of more than 40,000 characters.
    #[error("Keep this text to 40,000 characters or fewer.")]
    TooLong,
}

impl Situation {
    /// Makes all changes, or none; logs changed answers and opens the gates that they give reason for.
    ///
    /// # Errors
    /// If an edit names an unknown id, or answers together a question that is asked alone.
    pub fn edit(
        &mut self,
        library: &Library,
        interviews: [&Interview; 2],
        edits: &[Edit],
        at: Stamp,
    ) -> Result<(), BadEdit> {
        let (mut next, mut sheet) = (self.clone(), SituationForm::of(self));
        for edit in edits {
            sheet.make(library, edit)?;
            if let Edit::Background(BackgroundChange::Text(BackgroundText::CameToLight, text)) = edit {
                next.came_to_light = approximate_day(text, Day::of_micros(at.0));
            }
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

    /// Restores the shared answers of an earlier state, as if typed today. Returns the number of answers and choices
    /// changed.
    ///
    /// Safety data is never restored. Everything not on the shared screen stays as it is: interviews, private answers,
    /// exercises done, and the counts of completed sessions (homework, sessions since the review). Gates keep their
    /// state, with every closing and override since: none closes because the earlier state knew less, and a sign that
    /// returns reopens its gate, as if newly entered (R1, R15).
    ///
    /// # Errors
    /// If the earlier state answers something that the library no longer has.
    pub fn restore(
        &mut self,
        library: &Library,
        interviews: [&Interview; 2],
        earlier: &Self,
        at: Stamp,
    ) -> Result<usize, BadEdit> {
        let mut edits = SituationForm::of(self).edits_to(&SituationForm::of(earlier));
        edits.retain(|edit| match edit {
            Edit::Answer(change) => !library.is_asked_alone(&change.indicator),
            Edit::Fact(fact) => !matches!(fact, FactChange::HomeworkMissed(_) | FactChange::SessionsSinceReview(_)),
            Edit::Strength(_) | Edit::Phase(_) => true,
            // The story is what is known by now, whatever an earlier answer was.
            Edit::Background(_) => false,
        });
        self.edit(library, interviews, &edits, at)?;
        Ok(edits.len())
    }

    fn fill_in(&mut self, sheet: SituationForm) {
        let SituationForm { answers, strengths, facts, phase, background } = sheet;
        (self.answers, self.strengths, self.facts, self.phase) = (answers, strengths, facts, phase);
        self.background = background;
    }
}

/// Answers about strengths, by the id of the strength and the person.
pub type Strengths = crate::vocabulary::SmallMap<String, crate::vocabulary::SmallMap<Whom, Answer>>;

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
