//! A couple's answers, gates and exercises done.

use serde::{Deserialize, Serialize};

use super::{
    Background, Interview, Recorded, Stamp, Strengths,
    dates::{dated, without_stale_results},
};
use crate::{
    assess::{Answer, Answers, BadAnswer, CaseState, Facts, Whom},
    library::Library,
    safety::{
        GateLog,
        screening::{apply_screening, observe},
    },
    vocabulary::{Day, GateId, IndicatorId, ItemId, Phase, SmallMap, SmallSet},
};

/// The state of a couple's case. Private answers are not included but in each partner's [`Interview`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Situation {
    /// Answers given with both present, or observed.
    pub answers: Answers,
    /// The state and history of the gates.
    pub gates: GateLog,
    /// Exercises done, in recorded sessions or before this program was used.
    pub done: SmallSet<ItemId>,
    /// The number of the session in which an exercise was last done, for those of `done` in recorded sessions.
    pub done_in: SmallMap<ItemId, u16>,
    /// Further facts that the rules ask about.
    pub facts: Facts,
    /// The phase, if the counsellor chose it.
    pub phase: Option<Phase>,
    /// Strengths: answers by the id of the question.
    pub strengths: Strengths,
    /// The background.
    pub background: Background,
    /// Answers to openings that were given on the shared screen. It shows these alone: those of the background may come
    /// from what one partner told alone.
    pub openings_together: SmallMap<String, Answer>,
    /// The day on which a breach came to light, as far as it can be told from what was typed.
    pub came_to_light: Option<Day>,
    /// Number of times that safety had to be asked anew (R15, R51): an interview is valid while it is of this round.
    pub round: u32,
    /// The log of the answers, oldest first.
    pub changes: Vec<Change>,
    /// Recorded sessions, oldest first, with their effects here.
    pub recorded: Vec<Recorded>,
}

/// An answer that is given, changed or removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerChange {
    /// The question.
    pub indicator: IndicatorId,
    /// The person it is about.
    pub whom: Whom,
    /// The answer; `None` counts as not asked again.
    pub answer: Option<Answer>,
}

/// A change of an answer, with its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The time.
    pub at: Stamp,
    /// The change.
    pub change: AnswerChange,
}

impl AnswerChange {
    /// Makes the change.
    ///
    /// # Errors
    /// If the answer does not fit its indicator.
    pub fn apply(&self, library: &Library, answers: &mut Answers) -> Result<(), BadAnswer> {
        match self.answer {
            Some(answer) => answers.record(library, &self.indicator, self.whom, answer),
            None if library.indicator(&self.indicator).is_none() => Err(BadAnswer::Unknown(self.indicator.clone())),
            None => {
                answers.clear(&self.indicator, self.whom);
                Ok(())
            }
        }
    }
}

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
