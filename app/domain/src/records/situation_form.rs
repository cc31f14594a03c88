//! The part of a situation that is filled in on the shared screen, as one form.

use serde::{Deserialize, Serialize};

use super::{AnswerChange, Background, BadEdit, Edit, FactChange, Situation, StrengthChange, Strengths};
use crate::{
    assess::{Answer, Answers, Facts, Whom},
    library::Library,
    vocabulary::Phase,
};

/// The answers on the shared screen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SituationForm {
    /// Answers given with both present.
    pub answers: Answers,
    /// Strengths.
    pub strengths: Strengths,
    /// Further facts that the rules ask about.
    pub facts: Facts,
    /// The phase, if the counsellor chose it.
    pub phase: Option<Phase>,
    /// The background.
    #[serde(default)]
    pub background: Background,
}

impl SituationForm {
    /// Extracts the form from a situation.
    pub fn of(situation: &Situation) -> Self {
        Self {
            answers: situation.answers.clone(),
            strengths: situation.strengths.clone(),
            facts: situation.facts.clone(),
            phase: situation.phase,
            background: situation.background.clone(),
        }
    }

    /// Makes a change.
    ///
    /// # Errors
    /// If it names an unknown id, or does not fit the person it is about.
    pub fn make(&mut self, library: &Library, edit: &Edit) -> Result<(), BadEdit> {
        match edit {
            Edit::Answer(change) => change.apply(library, &mut self.answers)?,
            Edit::Strength(change) => change.apply(library, &mut self.strengths)?,
            Edit::Fact(change) => change.apply(&mut self.facts),
            Edit::Phase(phase) => self.phase = *phase,
            Edit::Background(change) => self.background.make(library, change)?,
        }
        Ok(())
    }

    /// Returns the answer about a strength of exactly this person, or of the couple.
    pub fn strength(&self, id: &str, whom: Whom) -> Option<Answer> {
        self.strengths.get(id)?.get(&whom).copied()
    }

    /// Returns the changes that lead from this form to `next`.
    pub fn edits_to(&self, next: &Self) -> Vec<Edit> {
        let mut edits: Vec<Edit> = changed(&self.answers, &next.answers).map(Edit::Answer).collect();
        let strengths = |sheet: &Self| -> Vec<(String, Whom)> {
            let all = sheet.strengths.iter();
            all.flat_map(|(id, answers)| answers.keys().map(move |whom| (id.clone(), *whom))).collect()
        };
        let named = strengths(self).into_iter().chain(strengths(next)).collect::<crate::vocabulary::SmallSet<_>>();
        for (strength, whom) in named {
            let answer = next.strength(&strength, whom);
            if answer != self.strength(&strength, whom) {
                edits.push(Edit::Strength(StrengthChange { strength, whom, answer }));
            }
        }
        let (was, is) = (facts(&self.facts), facts(&next.facts));
        edits.extend(is.into_iter().zip(was).filter(|(is, was)| is != was).map(|(is, _)| Edit::Fact(is)));
        if self.phase != next.phase {
            edits.push(Edit::Phase(next.phase));
        }
        edits.extend(self.background.changes_to(&next.background).into_iter().map(Edit::Background));
        edits
    }
}

fn changed<'a>(was: &'a Answers, is: &'a Answers) -> impl Iterator<Item = AnswerChange> + 'a {
    let named =
        was.iter().chain(is.iter()).map(|(id, whom, _)| (id.clone(), whom)).collect::<crate::vocabulary::SmallSet<_>>();
    named.into_iter().filter_map(move |(indicator, whom)| {
        let answer = is.about(&indicator, whom);
        (answer != was.about(&indicator, whom)).then_some(AnswerChange { indicator, whom, answer })
    })
}

/// Returns the facts that this screen asks about, in a fixed order.
fn facts(facts: &Facts) -> [FactChange; 5] {
    [
        FactChange::NonMonogamous(facts.non_monogamous),
        FactChange::ChosenNoSex(facts.chosen_no_sex),
        FactChange::Ending(facts.ending),
        FactChange::HomeworkMissed(facts.homework_missed),
        FactChange::SessionsSinceReview(facts.sessions_since_review),
    ]
}
