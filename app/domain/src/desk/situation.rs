//! What a couple has told so far, how its gates stand, and what was done.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    Interview, Stamp, Strengths,
    screening::{screen, watch},
};
use crate::{
    answers::{Answer, Answers, BadAnswer, Whom},
    course::{Course, Facts},
    gates::GateLog,
    ids::{IndicatorId, ItemId},
    library::Library,
    words::{GateId, Phase},
};

/// What a couple has told so far. What each partner told alone is not in here but in that partner's [`Interview`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Situation {
    /// What was told with both in the room, or seen.
    pub answers: Answers,
    /// How the gates stand and how they came to.
    pub gates: GateLog,
    /// Exercises done so far, in held sessions or before this program was used.
    pub done: BTreeSet<ItemId>,
    /// What else the rules ask about.
    pub facts: Facts,
    /// The phase, where the counsellor chose it.
    pub phase: Option<Phase>,
    /// What to build on: answers to the questions about strengths, by the id of the question.
    pub strengths: Strengths,
    /// How often safety had to be asked anew (R15, R51): an interview counts while it is of this round.
    pub round: u32,
    /// How the answers came about, the oldest first.
    pub changes: Vec<Change>,
}

/// One answer that is given, changed or taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerChange {
    /// The question.
    pub indicator: IndicatorId,
    /// About whom.
    pub whom: Whom,
    /// The answer; `None` counts as not asked again.
    pub answer: Option<Answer>,
}

/// A change of an answer and when it was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// When.
    pub at: Stamp,
    /// What.
    pub change: AnswerChange,
}

impl AnswerChange {
    /// Makes the change.
    ///
    /// # Errors
    ///
    /// When the answer does not fit its indicator.
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
    /// Of a couple about whom nothing is known yet. Its gates say so: nobody was asked alone (R1).
    pub fn begin(library: &Library) -> Self {
        let mut situation = Self::default();
        situation.observe(library, [&Interview::default(), &Interview::default()]);
        situation
    }

    /// Takes changes in, remembers them, and opens the gates that they speak for. Gates latch: no change closes one.
    ///
    /// # Errors
    ///
    /// When an answer does not fit its indicator; then nothing is changed.
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

    /// Opens a gate that the counsellor added, by hand; whether there is such a gate in use.
    pub fn open_by_hand(&mut self, library: &Library, gate: GateId) -> bool {
        let known = GateId::OWN.contains(&gate) && library.gates().iter().any(|one| one.id == gate);
        if known {
            self.gates.open_by_hand(gate);
        }
        known
    }

    /// Opens the gates that this moment speaks for. Called after every change of answers, interviews, deeds or facts.
    pub fn observe(&mut self, library: &Library, interviews: [&Interview; 2]) {
        let mut course = course(self, interviews);
        self.round = watch(library, &mut course, interviews.map(Interview::of_round), self.round);
        self.gates = course.gates;
    }
}

/// Everything that mapping and planning look at: what the couple told, and what each partner told alone.
///
/// Where several of them answered the same question about the same person, a yes counts: nobody's no outvotes what
/// somebody told alone.
pub fn course(situation: &Situation, interviews: [&Interview; 2]) -> Course {
    let mut answers = situation.answers.clone();
    for interview in interviews {
        answers.merge(&interview.answers);
    }
    let mut course = Course {
        answers,
        gates: situation.gates.clone(),
        done: situation.done.clone(),
        facts: situation.facts.clone(),
        strengths: seen(&situation.strengths),
        ..Course::default()
    };
    screen(&mut course, interviews.map(Interview::of_round), situation.round);
    course
}

/// The strengths that were seen in anybody.
pub(super) fn seen(strengths: &Strengths) -> BTreeSet<String> {
    let yes = |answers: &BTreeMap<Whom, Answer>| answers.values().any(|answer| *answer == Answer::Yes);
    crate::order::set(strengths.iter().filter(|(_, answers)| yes(answers)).map(|(id, _)| id.clone()))
}
