//! The current status of each exercise.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use crate::{
    assess::{Session, points_of},
    library::model::Item,
    plan::SessionPlan,
    planning::{
        Fit, PlanningContext, Suggestion, fits,
        planner::{Warning, may_be_homework, may_be_put_on, reminders_of_answers, rules_of_answers, rules_of_today},
        relevance::{has_its_topic, served},
        roles, suggest,
    },
    safety::{Hold, WorkOnHold, confirm, holds},
    vocabulary::{Audience, Challenge, GateId, ItemId, Phase, Role, SmallMap, SmallSet, small_sort},
};

/// Number of suggestions on a plan page.
const SUGGESTIONS: usize = 12;

/// Number of held exercises shown beside them.
const WAITING: usize = 4;

/// The current status of each exercise: the parts of the case that a plan page needs. Contains the gates, rules and
/// reasons that the page shows, and no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExerciseStatuses {
    /// The participants allowed today: one partner alone if a gate demands it.
    pub session: Session,
    /// The holds that stop joint work, if it is on hold.
    pub on_hold: Option<WorkOnHold>,
    /// The phase of the work.
    pub phase: Phase,
    /// The reason for the phase.
    pub phase_because: String,
    /// Exercises done so far.
    pub done: SmallSet<ItemId>,
    /// The number of the couple session in which an exercise was last done, where known.
    pub done_in: SmallMap<ItemId, u16>,
    /// Each partner's role according to the answers, A first; used when one comes alone.
    pub roles: [Role; 2],
    /// Reminders that apply to any plan.
    pub reminders: Vec<Warning>,
    /// The suggestions.
    pub suggested: Vec<Suggested>,
    /// Exercises that would serve the findings and are held; the reasons are in their [`ExerciseStatus`].
    pub waiting: Vec<ItemId>,
    items: SmallMap<ItemId, ExerciseStatus>,
}

/// The status of one exercise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExerciseStatus {
    /// Its holds; empty means that it may be used. An earlier exercise of the same session satisfies [`Hold::Need`].
    pub holds: Vec<Hold>,
    /// Conditions to confirm before it starts.
    pub confirm: Vec<String>,
    /// Its fit to the participants.
    pub fit: Fit,
    /// The sheets on which it may be printed.
    pub paper: SmallSet<Audience>,
    /// True if its homework may be given (R47).
    pub homework: bool,
}

/// A suggested exercise, with the reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suggested {
    /// The exercise.
    pub item: ItemId,
    /// The reasons, the strongest first.
    pub because: Vec<String>,
    /// The challenge that it is suggested for: of those that the map shows and it serves, the one with most points.
    pub challenge: Option<Challenge>,
}

impl Suggested {
    fn of(moment: &PlanningContext<'_>, suggestion: Suggestion<'_>) -> Self {
        let challenge = served(moment.findings, suggestion.item).first().copied();
        Self { item: suggestion.item.id.clone(), because: suggestion.because, challenge }
    }
}

impl ExerciseStatuses {
    /// Determines the status of each exercise at this moment.
    pub fn of(moment: &PlanningContext<'_>) -> Self {
        let (library, course) = (moment.library, moment.course);
        let suggested = suggest(moment).into_iter().take(SUGGESTIONS);
        let papers = [Audience::Both, Audience::A, Audience::B];
        let standing = |item| ExerciseStatus {
            holds: holds(course, item),
            confirm: confirm(course, item),
            fit: fits(library, course, moment.session, item),
            paper: papers.into_iter().filter(|audience| may_be_put_on(library, course, item, *audience)).collect(),
            homework: may_be_homework(course, item),
        };
        Self {
            session: moment.session,
            on_hold: WorkOnHold::of(library, course),
            phase: moment.phase.id,
            phase_because: moment.phase.because.clone(),
            done: course.done.clone(),
            done_in: course.done_in.clone(),
            roles: roles(library, &course.answers),
            reminders: rules_of_today(moment, &[], &[]),
            suggested: suggested.map(|suggestion| Suggested::of(moment, suggestion)).collect(),
            waiting: waiting(moment),
            items: library.items().iter().map(|item| (item.id.clone(), standing(item))).collect(),
        }
    }

    /// Replaces the reasons with those of another context, one that knows private evidence without its words: both
    /// partners may see a plan page.
    #[must_use]
    pub fn with_reasons_of(mut self, shared: &PlanningContext<'_>) -> Self {
        let reasons = suggest(shared);
        self.roles = roles(shared.library, &shared.course.answers);
        let (all, known) = (rules_of_answers(shared.library), reminders_of_answers(shared.library, shared.course));
        self.reminders.retain(|reminder| !all.contains(&reminder.rule) || known.contains(reminder));
        for suggested in &mut self.suggested {
            let found = reasons.iter().find(|reason| reason.item.id == suggested.item);
            suggested.because = found.map(|reason| reason.because.clone()).unwrap_or_default();
            let item = shared.library.item(&suggested.item);
            suggested.challenge = item.and_then(|item| served(shared.findings, item).first().copied());
        }
        self
    }

    /// Returns the holds that stop this plan from being used with both partners, if any.
    pub fn stops(&self, plan: &SessionPlan) -> Option<&WorkOnHold> {
        self.on_hold.as_ref().filter(|on_hold| on_hold.stops(plan.booked))
    }

    /// Returns the first hold that stops joint work.
    pub fn alone_because(&self) -> Option<GateId> {
        self.on_hold.as_ref().map(WorkOnHold::first)
    }

    /// Returns the status of this exercise; `None` if the library has none with this id.
    pub fn of_item(&self, id: &ItemId) -> Option<&ExerciseStatus> {
        self.items.get(id)
    }

    /// Describes when this exercise was done: “Done in session 2” or “Done before”; `None` if it was not.
    pub fn done_in_words(&self, id: &ItemId) -> Option<String> {
        let done = self.done.contains(id).then(|| self.done_in.get(id));
        done.map(|number| number.map_or_else(|| "Done before".into(), |number| format!("Done in session {number}")))
    }

    /// Returns the holds on this exercise after `earlier` in the same session; empty means that it may be used.
    pub fn holds_after<'a>(&self, id: &ItemId, earlier: impl Iterator<Item = &'a ItemId>) -> Vec<Hold> {
        let earlier: Vec<&ItemId> = earlier.collect();
        let met = |hold: &&Hold| matches!(hold, Hold::Need(need) if earlier.contains(&need));
        let holds = self.items.get(id).map_or(&[][..], |standing| &standing.holds);
        holds.iter().filter(|hold| !met(hold)).cloned().collect()
    }
}

/// Returns the held exercises of this phase that serve the findings best, so that the page shows what would release
/// them.
fn waiting(moment: &PlanningContext<'_>) -> Vec<ItemId> {
    let (library, course) = (moment.library, moment.course);
    let points = |item: &Item| item.serves.first().map_or(0, |challenge| points_of(moment.findings, *challenge));
    let gated = |item: &Item| holds(course, item).iter().any(|hold| !matches!(hold, Hold::Need(_)));
    let mut held: Vec<&Item> = library
        .items()
        .iter()
        .filter(|item| points(item) > 0 && item.phase <= moment.phase.id && !course.done.contains(&item.id))
        .filter(|item| gated(item) && has_its_topic(library, course, item))
        .collect();
    small_sort::sort_by_key(&mut held, |item| (Reverse(item.phase), Reverse(points(item)), &item.id));
    held.into_iter().take(WAITING).map(|item| item.id.clone()).collect()
}
