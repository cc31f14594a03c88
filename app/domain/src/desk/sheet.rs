//! The part of a situation that is filled in on the screen for both: what a form or an island holds as a whole.

use serde::{Deserialize, Serialize};

use super::{AnswerChange, BadEdit, Edit, FactChange, Situation, StrengthChange, Strengths};
use crate::{
    answers::{Answer, Answers, Whom},
    course::Facts,
    library::Library,
    order,
    words::Phase,
};

/// Everything that the screen for both asks, with its answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// What was told with both in the room.
    pub answers: Answers,
    /// What to build on.
    pub strengths: Strengths,
    /// What else the rules ask about.
    pub facts: Facts,
    /// The phase, where the counsellor chose it.
    pub phase: Option<Phase>,
}

impl Sheet {
    /// The sheet of a situation.
    pub fn of(situation: &Situation) -> Self {
        Self {
            answers: situation.answers.clone(),
            strengths: situation.strengths.clone(),
            facts: situation.facts.clone(),
            phase: situation.phase,
        }
    }

    /// Makes a change.
    ///
    /// # Errors
    ///
    /// When it names what nobody knows, or does not fit whom it is about.
    pub fn make(&mut self, library: &Library, edit: &Edit) -> Result<(), BadEdit> {
        match edit {
            Edit::Answer(change) => change.apply(library, &mut self.answers)?,
            Edit::Strength(change) => change.apply(library, &mut self.strengths)?,
            Edit::Fact(change) => change.apply(&mut self.facts),
            Edit::Phase(phase) => self.phase = *phase,
        }
        Ok(())
    }

    /// The answer about a strength of exactly this person, or of the couple.
    pub fn strength(&self, id: &str, whom: Whom) -> Option<Answer> {
        self.strengths.get(id)?.get(&whom).copied()
    }

    /// The changes that lead from this sheet to `next`.
    pub fn edits_to(&self, next: &Self) -> Vec<Edit> {
        let mut edits: Vec<Edit> = changed(&self.answers, &next.answers).map(Edit::Answer).collect();
        let strengths = |sheet: &Self| -> Vec<(String, Whom)> {
            let all = sheet.strengths.iter();
            all.flat_map(|(id, answers)| answers.keys().map(move |whom| (id.clone(), *whom))).collect()
        };
        let named = order::set(strengths(self).into_iter().chain(strengths(next)));
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
        edits
    }
}

fn changed<'a>(was: &'a Answers, is: &'a Answers) -> impl Iterator<Item = AnswerChange> + 'a {
    let named = order::set(was.iter().chain(is.iter()).map(|(id, whom, _)| (id.clone(), whom)));
    named.into_iter().filter_map(move |(indicator, whom)| {
        let answer = is.about(&indicator, whom);
        (answer != was.about(&indicator, whom)).then_some(AnswerChange { indicator, whom, answer })
    })
}

/// The facts that this screen asks about, always in the same order.
fn facts(facts: &Facts) -> [FactChange; 5] {
    [
        FactChange::NonMonogamous(facts.non_monogamous),
        FactChange::ChosenNoSex(facts.chosen_no_sex),
        FactChange::Ending(facts.ending),
        FactChange::HomeworkMissed(facts.homework_missed),
        FactChange::SessionsSinceReview(facts.sessions_since_review),
    ]
}
