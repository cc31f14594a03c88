//! Drafting the rest of a programme anew, from what was held and what is known now.

use super::{Ground, Planned, Programme, Purpose, Standing, Step, compare, draft::drafted};
use crate::{
    course::Session,
    desk::{Day, Outcome, SessionPlan, Status},
    ids::ItemId,
    minutes::Minutes,
    words::Phase,
};

/// A session that was held, as far as a programme needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Which session with this couple it was.
    pub number: u16,
    /// The day, where one was set.
    pub on: Option<Day>,
    /// The phase it was made for.
    pub phase: Phase,
    /// Who came.
    pub session: Session,
    /// How long it was.
    pub minutes: Minutes,
    /// Its exercises and their minutes, and whether each was done.
    pub exercises: Vec<(ItemId, Minutes, bool)>,
}

impl Held {
    /// What a plan says of a session that was held; none while it is not.
    pub fn of(plan: &SessionPlan) -> Option<Self> {
        let exercises = plan
            .blocks
            .iter()
            .filter_map(|block| Some((block.exercise()?.clone(), block.minutes, block.outcome == Some(Outcome::Done))));
        (plan.status == Status::Held).then(|| Self {
            number: plan.number,
            on: plan.on,
            phase: plan.phase,
            session: plan.booked,
            minutes: plan.minutes,
            exercises: exercises.collect(),
        })
    }
}

/// The same programme as things stand now: the sessions that were held stay as they were, and the rest is drafted anew.
/// It says in words what changed since, why, and what that changes ([`Programme::changes`]); where nothing did, the
/// steps are the same and there are no words. Who is expected next is as the programme had it.
pub fn replan(ground: Ground<'_>, programme: &Programme, held: &[Held]) -> Programme {
    let wish = programme.wish;
    let end = wish.first.saturating_add(u16::from(wish.sessions));
    let mut held: Vec<&Held> = held.iter().filter(|held| (wish.first..end).contains(&held.number)).collect();
    crate::order::sort_by_key(&mut held, |held| held.number);
    let steps: Vec<Step> = held.iter().map(|held| as_held(programme, held)).collect();
    let booked = next_session(programme, &steps);
    let mut fresh = drafted(Ground { booked, ..ground }, wish, steps);
    for step in fresh.steps.iter_mut().filter(|step| step.standing != Standing::Held) {
        step.on = programme.step(step.number).and_then(|(_, old)| old.on);
    }
    fresh.changes = compare::changes(ground.library, programme, &fresh);
    fresh
}

/// Who is expected next, as the programme had it.
fn next_session(programme: &Programme, held: &[Step]) -> Session {
    let next = held.last().map_or(programme.wish.first, |step| step.number.saturating_add(1));
    let step = programme.step(next).map(|(_, step)| step).filter(|step| step.standing != Standing::Held);
    step.filter(|step| step.purpose == Purpose::Work).map_or(Session::Couple, |step| step.session)
}

/// A session as it was held, with what the programme had said of it.
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
        standing: Standing::Held,
        exercises: exercises.collect(),
        alone: old.map(|step| step.alone.clone()).unwrap_or_default(),
        why: old.map(|step| step.why.clone()).unwrap_or_default(),
        goes_on_when: Vec::new(),
    }
}
