//! What a couple has told so far, how its gates stand, and what was done.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Interview, Stamp};
use crate::{
    answers::{Answer, Answers, BadAnswer, Whom},
    course::{Course, Facts},
    gates::GateLog,
    ids::{IndicatorId, ItemId},
    library::Library,
    words::Phase,
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
    pub strengths: BTreeMap<String, BTreeMap<Whom, Answer>>,
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

impl Situation {
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
            match change.answer {
                Some(answer) => next.answers.record(library, &change.indicator, change.whom, answer)?,
                None => next.answers.clear(&change.indicator, change.whom),
            }
            next.changes.push(Change { at, change: change.clone() });
        }
        next.observe(library, interviews);
        *self = next;
        Ok(())
    }

    /// Opens the gates that this moment speaks for. Called after every change of answers, interviews, deeds or facts.
    pub fn observe(&mut self, library: &Library, interviews: [&Interview; 2]) {
        let mut course = course(self, interviews);
        course.observe_gates(library);
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
    let mut done = situation.done.clone();
    if interviews.iter().all(|interview| interview.is_on_record())
        && let Ok(id) = "individual-safety-interview".parse()
    {
        done.insert(id);
    }
    Course { answers, gates: situation.gates.clone(), done, facts: situation.facts.clone() }
}
