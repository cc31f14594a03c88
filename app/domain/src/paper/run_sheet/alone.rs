//! Answers told alone, and the parts of a run sheet that would give them away.

use serde::Serialize;

use super::OpenGate;
use crate::{
    assess::{Answer, Answers, Assessment, CaseState, Dated, Partner, PrivateEvidence, Session, Whom},
    library::{Library, model::Item},
    planning::planner::{Present, Warning, rules_of_today},
    records::Interview,
    safety::{GateState, Hold, Opener, holds},
    vocabulary::{GateId, Role},
};

/// The answers that one partner gave alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ToldAlone {
    /// The partner who told it, where known.
    pub by: Option<Partner>,
    /// The questions answered with yes, in the words in which they are asked.
    pub told: Vec<String>,
    /// The counsellor's note on the interview; may be empty.
    pub note: String,
}

impl ToldAlone {
    /// Returns what this partner told in their interview.
    pub fn of_interview(library: &Library, by: Partner, interview: &Interview) -> Self {
        let questions = library.interview().questions();
        let yes = questions.filter(|question| {
            interview.answers.about(&question.indicator, question.about.whom(by)) == Some(Answer::Yes)
        });
        Self { by: Some(by), told: yes.map(|question| question.ask.clone()).collect(), note: interview.note.clone() }
    }

    /// Returns the answers that are asked alone, where the interviews themselves are not known.
    pub fn of_answers(library: &Library, answers: &Answers) -> Self {
        let line = |(id, whom, answer)| {
            let indicator = library.indicator(id).filter(|_| answer == Answer::Yes && library.is_asked_alone(id))?;
            Some(match whom {
                Whom::A => format!("A: {}", indicator.text),
                Whom::B => format!("B: {}", indicator.text),
                Whom::Couple | Whom::OneOfThem => indicator.text.clone(),
            })
        };
        Self { by: None, told: answers.iter().filter_map(line).collect(), note: String::new() }
    }
}

/// In place of a hold that would give away what was told alone.
const ON_SCREEN: &str = "The reason is on your screen.";

/// Decides what a run sheet shows of holds and reminders.
pub(super) struct Shown<'a> {
    pub library: &'a Library,
    pub course: &'a CaseState,
    /// The same case without what was told alone; none where all of it is shown.
    together: Option<CaseState>,
}

impl<'a> Shown<'a> {
    pub fn new(library: &'a Library, course: &'a CaseState, all: bool) -> Self {
        Self { library, course, together: (!all).then(|| told_together(library, course)) }
    }

    fn shows(&self, gate: GateId) -> bool {
        self.together.as_ref().is_none_or(|together| together.gates.is_open(gate))
    }

    /// The gates that are open today and may be named.
    pub fn open_gates(&self) -> Vec<OpenGate> {
        let open = |gate| {
            let text = self.library.gate(gate);
            OpenGate {
                gate,
                name: text.name.clone(),
                effect: text.effect_on_plan.clone(),
                closes_when: text.closes_when.clone(),
                overridden: !self.course.gates.holds(gate),
            }
        };
        self.course.gates.open_gates().filter(|gate| self.shows(*gate)).map(open).collect()
    }

    /// The holds in words. One that only what was told alone brings is named by nothing but that it is there: its
    /// exercise stays held.
    pub fn in_words(&self, found: &[Hold], item: Option<&Item>) -> Vec<String> {
        let known = self.together.as_ref().zip(item).map(|(together, item)| holds(together, item));
        let shown = |hold: &&Hold| known.as_ref().is_none_or(|known| known.contains(hold));
        let mut words: Vec<String> = found.iter().filter(shown).map(|hold| hold.in_words(self.library)).collect();
        if !found.iter().all(|hold| shown(&hold)) {
            words.push(ON_SCREEN.to_owned());
        }
        words
    }

    /// The session, without the role of the one who comes: it may follow from what was told alone.
    pub fn session(&self, planned: Session) -> Session {
        match planned {
            Session::Individual(_, partner) if self.together.is_some() => Session::Individual(Role::Concerned, partner),
            _ => planned,
        }
    }

    /// Those present at a block, likewise.
    pub fn present(&self, planned: Present) -> Present {
        match planned {
            Present::One(_, partner) if self.together.is_some() => Present::One(Role::Concerned, partner),
            _ => planned,
        }
    }

    /// Those of the reminders that would be the same without what was told alone.
    pub fn reminders(&self, all: &[Warning], session: Session, items: &[&Item], homework: &[&Item]) -> Vec<Warning> {
        let Some(together) = &self.together else { return all.to_vec() };
        let picture = Assessment::of(self.library, together, None, session);
        let known = rules_of_today(&picture.moment(self.library, together), items, homework);
        all.iter().filter(|reminder| known.contains(reminder)).cloned().collect()
    }
}

/// The case as far as it was told with both present.
fn told_together(library: &Library, course: &CaseState) -> CaseState {
    let mut together = course.clone();
    let alone: Vec<_> = course.answers.iter().filter(|(id, _, _)| library.is_asked_alone(id)).collect();
    for (id, whom, _) in alone {
        together.answers.clear(id, whom);
    }
    together.alone = PrivateEvidence::default();
    // Who was seen alone, and when, is not told either: what waits for it waits.
    together.dated = Dated::default();
    for gate in course.gates.open_gates().filter(|gate| is_told_alone(library, &course.gates.state(*gate))) {
        together.gates.close_as_stated(gate, "told alone", &course.done);
    }
    together
}

/// True if a gate would be closed without what was told alone. What a rule concludes, and what the counsellor activated,
/// may rest on it; only missing interviews (R1) surely do not.
fn is_told_alone(library: &Library, state: &GateState) -> bool {
    state.grounds().keys().all(|opener| match opener {
        Opener::Indicator(id) => library.is_asked_alone(id),
        Opener::Rule(rule) => rule.as_str() != "R1",
        Opener::Alone | Opener::Hand | Opener::Check | Opener::Concern => true,
    })
}
