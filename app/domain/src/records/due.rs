//! Questions due with each partner alone, and reminders that follow from answers, with who gave them.
//!
//! For the counsellor's view only: it rests on what was told alone.

use super::{Interview, Situation, course};
use crate::{
    assess::{Answer, CaseState, Partner},
    library::{
        Library,
        model::{InterviewPart, InterviewQuestion, Item, ReminderPlace, Rule},
    },
    planning::planner::{Warning, brought_by_answers, reminder},
    safety::{Hold, RELEASED_BY_ASKING, holds, waits_for_asking},
    vocabulary::{IndicatorId, SmallMap, SmallSet, small_sort},
};

/// Dependence was asked about alone, and is safe. It is asked about again after half a year (R55).
const DEPENDENCE_IS_SAFE: &str = "GEN-28";

/// A question to ask one partner alone, and the reason why it is due.
#[derive(Clone, Copy, Debug)]
pub struct Due<'l> {
    /// Its part of the interview.
    pub part: &'l InterviewPart,
    /// The question.
    pub question: &'l InterviewQuestion,
    /// True if it was answered, and is asked again because time has passed or something changed.
    pub again: bool,
}

/// The questions that are due with this partner alone, those whose yes activates a hold first. They follow from what this
/// partner told and from what was told with both in the room, never from the other interview. Nothing is due by itself
/// while this partner was not interviewed at all: then all of it is.
pub fn due_alone<'l>(
    library: &'l Library,
    situation: &Situation,
    interview: &Interview,
    asked: Partner,
) -> Vec<Due<'l>> {
    if interview.answers.iter().next().is_none() {
        return Vec::new();
    }
    let dependence_again = interview.alone_with(asked, |own| course(situation, own)).dated.ask_about_dependence_again;
    let told = |id: &IndicatorId| interview.answers.is_yes(id) || situation.answers.is_yes(id);
    let followed: SmallSet<&IndicatorId> = library
        .indicators()
        .iter()
        .filter(|indicator| told(&indicator.id))
        .flat_map(|indicator| &indicator.then_ask)
        .collect();
    let mut due: Vec<Due<'l>> = Vec::new();
    for (part, question) in interview.questions_due(library, situation) {
        let answer = interview.answers.about(&question.indicator, question.about.whom(asked));
        let waited = library.indicator(&question.indicator).is_some_and(|indicator| indicator.ask_when.is_some());
        let follows = answer.is_none() && (waited || followed.contains(&question.indicator));
        let again = answer == Some(Answer::Yes) && question.indicator == *DEPENDENCE_IS_SAFE && dependence_again;
        if follows || again {
            due.push(Due { part, question, again });
        }
    }
    let opens = |one: &Due<'_>| library.indicator(&one.question.indicator).is_some_and(|of| !of.opens.is_empty());
    small_sort::sort_by_key(&mut due, |one| !opens(one));
    due
}

/// Where something was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// With both in the room, or observed.
    Together,
    /// By this partner, alone.
    Alone(Partner),
}

/// A reminder, with where that was said on which it rests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptInMind {
    /// The rule and its reminder.
    pub warning: Warning,
    /// The sources, in order.
    pub sources: Vec<Source>,
}

/// Reminders that follow from answers: three at most, those of hard rules first.
pub fn kept_in_mind(
    library: &Library,
    situation: &Situation,
    interviews: [&Interview; 2],
    course: &CaseState,
) -> Vec<KeptInMind> {
    let with_sources = |rule: &Rule| {
        let sources = sources(rule, situation, interviews);
        reminder(rule).map(|warning| KeptInMind { warning, sources })
    };
    brought_by_answers(library, course).into_iter().filter_map(with_sources).collect()
}

fn sources(rule: &Rule, situation: &Situation, interviews: [&Interview; 2]) -> Vec<Source> {
    let rests_on = |id: &IndicatorId| {
        rule.reminder
            .iter()
            .any(|reminder| std::iter::once(&reminder.on).chain(&reminder.also).any(|place| is_among(place, id)))
    };
    let mut sources = Vec::new();
    if situation.answers.all_yes().any(rests_on) {
        sources.push(Source::Together);
    }
    for (partner, interview) in [Partner::A, Partner::B].into_iter().zip(interviews) {
        if interview.answers.all_yes().any(|id| rests_on(id) && !situation.answers.is_yes(id)) {
            sources.push(Source::Alone(partner));
        }
    }
    sources
}

/// True if a reminder at this place may rest on this answer. Roles cross by answers about harm and about breaches (R52).
fn is_among(place: &ReminderPlace, id: &IndicatorId) -> bool {
    match place {
        ReminderPlace::Indicators(ids) => ids.contains(id),
        ReminderPlace::IndicatorsWithGate(signs) => signs.of.contains(id) || signs.or_any.contains(id),
        ReminderPlace::RolesCross => {
            id.as_str().split('-').next().is_some_and(|series| ["ABU", "INF", "BET", "ADD"].contains(&series))
        }
        _ => false,
    }
}

/// Exercises that a hard rule may hold back until a partner asks for them alone (R52, R53), in the order of the library.
/// They are the same for every couple, so that a list of them tells nothing about anyone.
pub fn may_wait_for_asking(library: &Library) -> Vec<&Item> {
    library.items().iter().filter(|item| waits_for_asking(item)).collect()
}

impl Interview {
    /// The exercises that a rule holds back now until they are asked for alone (R52, R53), by what this partner told and
    /// what was told with both in the room. Neither the other interview nor a hold that it activated is looked at.
    pub fn waiting_to_be_asked_for<'l>(
        &self,
        library: &'l Library,
        situation: &Situation,
        asked: Partner,
    ) -> Vec<&'l Item> {
        let mut afresh =
            Situation { answers: situation.answers.clone(), facts: situation.facts.clone(), ..Situation::default() };
        let not_asked = Self { asked_for: SmallMap::new(), ..self.clone() };
        let known = not_asked.alone_with(asked, |own| {
            afresh.observe(library, own);
            [course(&afresh, own), course(situation, own)]
        });
        let by_asking = |hold: &Hold| matches!(hold, Hold::Rule(rule) if RELEASED_BY_ASKING.contains(&rule.as_str()));
        let waits = |item: &Item| known.iter().all(|course| holds(course, item).iter().any(by_asking));
        may_wait_for_asking(library).into_iter().filter(|item| waits(item)).collect()
    }

    /// Runs this with both interviews, of which the other one says nothing.
    fn alone_with<T>(&self, asked: Partner, run: impl FnOnce([&Self; 2]) -> T) -> T {
        let unheard = Self::default();
        run(if asked == Partner::A { [self, &unheard] } else { [&unheard, self] })
    }
}
