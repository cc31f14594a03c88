//! Derives the state of the case from a situation and both interviews, and opens the gates that it gives reason for.

use super::{
    AnswerChange, Change, Interview, Situation, Stamp, Strengths,
    dates::{dated, without_stale_results},
};
use crate::{
    assess::{Answer, BadAnswer, CaseState},
    library::Library,
    safety::screening::{apply_screening, observe},
    vocabulary::{GateId, SmallMap, SmallSet, Whom},
};

impl Situation {
    /// Makes the situation of a couple about whom nothing is known. Its gates reflect this: no one was interviewed yet
    /// (R1).
    pub fn begin(library: &Library) -> Self {
        let mut situation = Self::default();
        situation.observe(library, [&Interview::default(), &Interview::default()]);
        situation
    }

    /// Applies changes, logs them, and opens the gates that they give reason for. Gates latch: no change closes one.
    ///
    /// # Errors
    /// If an answer does not fit its indicator; then nothing is changed.
    pub fn take(
        &mut self,
        library: &Library,
        interviews: [&Interview; 2],
        changes: &[AnswerChange],
        at: Stamp,
    ) -> Result<(), BadAnswer> {
        let mut next = self.clone();
        for change in changes {
            change.apply(library, &mut next.answers)?;
            next.changes.push(Change { at, change: change.clone() });
        }
        next.observe(library, interviews);
        *self = next;
        Ok(())
    }

    /// Opens a gate that the counsellor added, by hand; false if no such gate is in use.
    pub fn open_by_hand(&mut self, library: &Library, gate: GateId) -> bool {
        let known = GateId::OWN.contains(&gate) && library.gates().iter().any(|one| one.id == gate);
        if known {
            self.gates.open_by_hand(gate);
        }
        known
    }

    /// Opens the gates that this moment gives reason for. Called after every change of answers, interviews, exercises
    /// done or facts.
    pub fn observe(&mut self, library: &Library, interviews: [&Interview; 2]) {
        let mut course = course(self, interviews);
        self.round = observe(library, &mut course, interviews.map(Interview::of_round), self.round);
        self.gates = course.gates;
    }
}

/// Combines shared and private answers into the state for mapping and planning.
///
/// If several sources answer the same question about the same person, a yes wins: no one's no outvotes a private
/// answer.
pub fn course(situation: &Situation, interviews: [&Interview; 2]) -> CaseState {
    let mut answers = situation.answers.clone();
    for interview in interviews {
        answers.merge(&interview.answers);
    }
    without_stale_results(situation, interviews, &mut answers);
    let dated = dated(situation, interviews, &answers);
    let mut course = CaseState {
        answers,
        gates: situation.gates.clone(),
        done: situation.done.clone(),
        done_in: situation.done_in.clone(),
        facts: situation.facts.clone(),
        strengths: seen(&situation.strengths),
        dated,
        ..CaseState::default()
    };
    apply_screening(&mut course, interviews.map(Interview::of_round), situation.round);
    course
}

/// Returns the strengths seen in either partner or the couple.
pub(super) fn seen(strengths: &Strengths) -> SmallSet<String> {
    let yes = |answers: &SmallMap<Whom, Answer>| answers.values().any(|answer| *answer == Answer::Yes);
    strengths.iter().filter(|(_, answers)| yes(answers)).map(|(id, _)| id.clone()).collect()
}
