//! Redrafts the rest of a programme from the completed sessions and the present state.

use super::{DraftInput, Planned, Programme, Purpose, Step, StepStatus, compare, draft::drafted};
use crate::{
    assess::Session,
    plan::{Outcome, SessionPlan, Status},
    vocabulary::{Day, ItemId, Minutes, Phase},
};

/// A completed session, as far as a programme needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The number of the session with this couple.
    pub number: u16,
    /// The day, where one was set.
    pub on: Option<Day>,
    /// The phase it was made for.
    pub phase: Phase,
    /// The participants.
    pub session: Session,
    /// The length.
    pub minutes: Minutes,
    /// Its exercises with their minutes, and true if done.
    pub exercises: Vec<(ItemId, Minutes, bool)>,
}

impl Held {
    /// Extracts the completed session from a plan; `None` if it is not completed.
    pub fn of(plan: &SessionPlan) -> Option<Self> {
        let exercises = plan
            .blocks
            .iter()
            .filter_map(|block| Some((block.exercise()?.clone(), block.minutes, block.outcome == Some(Outcome::Done))));
        (plan.status == Status::Completed).then(|| Self {
            number: plan.number,
            on: plan.on,
            phase: plan.phase,
            session: plan.booked,
            minutes: plan.minutes,
            exercises: exercises.collect(),
        })
    }
}

/// Redrafts a programme for the present state: completed sessions stay, and the rest is drafted anew. Lists the changes
/// with their causes in [`Programme::changes`]; if there are none, the steps are unchanged and the list is empty. Keeps
/// the participants booked for the next session.
pub fn replan(ground: DraftInput<'_>, programme: &Programme, held: &[Held]) -> Programme {
    let wish = programme.wish;
    let end = wish.first.saturating_add(u16::from(wish.sessions));
    let mut held: Vec<&Held> = held.iter().filter(|held| (wish.first..end).contains(&held.number)).collect();
    crate::vocabulary::small_sort::sort_by_key(&mut held, |held| held.number);
    let steps: Vec<Step> = held.iter().map(|held| as_held(programme, held)).collect();
    let booked = next_session(programme, &steps);
    let mut fresh = drafted(DraftInput { booked, ..ground }, wish, steps);
    for step in fresh.steps.iter_mut().filter(|step| step.standing != StepStatus::Held) {
        step.on = programme.step(step.number).and_then(|(_, old)| old.on);
    }
    fresh.changes = compare::changes(ground.library, programme, &fresh);
    fresh
}

/// Returns the participants booked for the next session by the programme.
fn next_session(programme: &Programme, held: &[Step]) -> Session {
    let next = held.last().map_or(programme.wish.first, |step| step.number.saturating_add(1));
    let step = programme.step(next).map(|(_, step)| step).filter(|step| step.standing != StepStatus::Held);
    step.filter(|step| step.purpose == Purpose::Work).map_or(Session::Couple, |step| step.session)
}

/// Makes the step of a completed session, with the programme's text about it.
fn as_held(programme: &Programme, held: &Held) -> Step {
    let old = programme.step(held.number).map(|(_, step)| step);
    let planned = |id: &ItemId| old.and_then(|step| step.exercises.iter().find(|exercise| exercise.item == *id));
    let exercises = held.exercises.iter().map(|(item, minutes, done)| {
        let of = planned(item);
        Planned {
            item: item.clone(),
            minutes: *minutes,
            because: of.map(|of| of.because.clone()).unwrap_or_default(),
            after: of.map(|of| of.after.clone()).unwrap_or_default(),
            opens: of.map(|of| of.opens.clone()).unwrap_or_default(),
            confirm: Vec::new(),
            done: Some(*done),
        }
    });
    Step {
        number: held.number,
        on: held.on,
        phase: held.phase,
        session: held.session,
        minutes: held.minutes,
        purpose: old.map_or(Purpose::Work, |step| step.purpose),
        standing: StepStatus::Held,
        exercises: exercises.collect(),
        alone: old.map(|step| step.alone.clone()).unwrap_or_default(),
        why: old.map(|step| step.why.clone()).unwrap_or_default(),
        goes_on_when: Vec::new(),
    }
}
