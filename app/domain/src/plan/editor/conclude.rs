//! Recording that a session took place: the outcomes, their effect on the case, and undoing it.

use super::Refused;
use crate::{
    assess::Partner,
    library::Library,
    plan::{BlockId, Outcome, PlanBlock, SessionEvent, SessionPlan, Status},
    planning::planner::Present,
    records::{Interview, Recorded, Situation, When},
    safety::TIME_ALONE,
    vocabulary::{ItemId, SmallMap, SmallSet},
};

/// The exercise that is never done in a session: both interviews are complete, or they are not (R1).
const INTERVIEW: &str = "individual-safety-interview";

/// The counsellor's record of a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// The outcome of each block; required for blocks with an exercise.
    pub blocks: SmallMap<BlockId, Outcome>,
    /// True if the previous homework was done; `None` if there was none or it was not asked (R42).
    pub homework_done: Option<bool>,
}

/// A plan that was completed or reopened, with the resulting situation. Both are saved, or neither.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concluded {
    /// The plan with its outcomes.
    pub plan: SessionPlan,
    /// The resulting situation.
    pub situation: Situation,
}

/// Records that the session took place.
///
/// Adds the exercises done to those of the case, except the individual interviews, which require both partners' (R1).
/// Counts exercises dreaded (R26) and sessions since the last review (R36).
///
/// # Errors
/// If it was recorded before, has not started yet, or an exercise has no outcome.
pub fn conclude(
    library: &Library,
    plan: &SessionPlan,
    situation: &Situation,
    interviews: [&Interview; 2],
    outcomes: &Outcomes,
    now: When,
) -> Result<Concluded, Refused> {
    if plan.status.is_recorded() {
        return Err(Refused::WasHeld);
    }
    if let Some(starts) = not_started(plan, now) {
        return Err(Refused::NotStarted(starts));
    }
    let open = |block: &&PlanBlock| block.item.is_some() && !outcomes.blocks.contains_key(&block.id);
    if let Some(block) = plan.blocks.iter().find(open) {
        return Err(Refused::NoOutcome(block.title.clone()));
    }
    let (mut plan, mut situation) = (plan.clone(), situation.clone());
    plan.status = Status::Completed;
    for block in &mut plan.blocks {
        block.outcome = outcomes.blocks.get(&block.id).copied();
    }
    remember(&plan, &mut situation, outcomes, now);
    situation.observe(library, interviews);
    Ok(Concluded { plan, situation })
}

/// The plan of a session that did not take place: cancelled, or no one came. Nothing on its agenda counts as done.
///
/// # Errors
///
/// When it was recorded before; for a no-show, when the session has not started yet. A session can be cancelled at any time.
pub fn call_off(plan: &SessionPlan, event: SessionEvent, now: When) -> Result<SessionPlan, Refused> {
    if plan.status.is_recorded() {
        return Err(Refused::WasHeld);
    }
    let status = if event == SessionEvent::NoShow { Status::NoShow } else { Status::Cancelled };
    if let Some(starts) = not_started(plan, now).filter(|_| status == Status::NoShow) {
        return Err(Refused::NotStarted(starts));
    }
    let mut plan = SessionPlan { status, ..plan.clone() };
    plan.blocks.iter_mut().for_each(|block| block.outcome = None);
    Ok(plan)
}

/// When the session starts, in words, where that is still to come.
pub fn not_started(plan: &SessionPlan, now: When) -> Option<String> {
    let on = plan.on?;
    let today = on == now.day;
    match plan.start {
        Some(start) if today && start > now.time => Some(format!("at {start}")),
        Some(start) if on > now.day => Some(format!("on {} at {start}", on.in_words())),
        None if on > now.day => Some(format!("on {}", on.in_words())),
        _ => None,
    }
}

/// Applies the outcomes of the exercises to the situation, and stores the changes.
fn remember(plan: &SessionPlan, situation: &mut Situation, outcomes: &Outcomes, now: When) {
    let facts = &mut situation.facts;
    let with = |outcome| exercises(plan, outcome).cloned();
    let reviewed = exercises(plan, Outcome::Done).any(|id| *id == *"progress-review");
    let recorded = Recorded {
        session: plan.number,
        at: now.at,
        done: with(Outcome::Done).filter(|id| !situation.done.contains(id)).collect(),
        seen_alone: seen_alone(plan),
        dreaded: with(Outcome::Dreaded).collect(),
        since_review: facts.sessions_since_review,
        reviewed,
        homework_missed: outcomes.homework_done.map(|_| facts.homework_missed),
    };
    for id in &recorded.dreaded {
        let times = facts.dreaded_or_skipped.entry(id.clone()).or_default();
        *times = times.saturating_add(1);
    }
    facts.sessions_since_review = if reviewed { 0 } else { facts.sessions_since_review.saturating_add(1) };
    if let Some(done) = outcomes.homework_done {
        facts.homework_missed = !done;
    }
    situation.done.extend(recorded.done.iter().cloned());
    situation.done_in.extend(with(Outcome::Done).map(|id| (id, plan.number)));
    situation.recorded.push(recorded);
}

/// Who had a few minutes alone in this session; nobody of whom that is not recorded.
fn seen_alone(plan: &SessionPlan) -> SmallSet<Partner> {
    let done = |block: &&PlanBlock| block.outcome == Some(Outcome::Done);
    let alone = |block: &&PlanBlock| block.exercise().is_some_and(|id| *id == *TIME_ALONE);
    let mut seen = SmallSet::new();
    for block in plan.blocks.iter().filter(done).filter(alone) {
        match block.present {
            Present::Each => seen.extend([Partner::A, Partner::B]),
            Present::Turn(partner) | Present::One(_, Some(partner)) => _ = seen.insert(partner),
            Present::Both | Present::One(_, None) => {}
        }
    }
    seen
}

/// The exercises of a plan with this outcome, as far as they count.
fn exercises(plan: &SessionPlan, outcome: Outcome) -> impl Iterator<Item = &ItemId> {
    let with = plan.blocks.iter().filter(move |block| block.outcome == Some(outcome));
    with.filter_map(PlanBlock::exercise).filter(move |id| outcome != Outcome::Done || **id != *INTERVIEW)
}

/// Reopens a completed session: the plan can be edited and recorded again, and its changes to the situation are undone.
/// Holds latch: this lifts none that has become active since.
///
/// # Errors
/// If it was not recorded.
pub fn reopen(
    library: &Library,
    plan: &SessionPlan,
    situation: &Situation,
    interviews: [&Interview; 2],
) -> Result<Concluded, Refused> {
    if !plan.status.is_recorded() {
        return Err(Refused::NotRecorded);
    }
    let (mut plan, mut situation) = (plan.clone(), situation.clone());
    let took_place = plan.status == Status::Completed;
    // The outcomes stay where they are chosen, so that a slip in one of them is not a second form to fill in.
    plan.status = Status::Draft;
    match situation.recorded.iter().rposition(|recorded| recorded.session == plan.number) {
        _ if !took_place => {}
        Some(place) => {
            let recorded = situation.recorded.remove(place);
            let latest = place == situation.recorded.len();
            forget(&mut situation, &recorded, latest);
        }
        // Recorded before there was a memory of it: what its outcomes say is forgotten, the careful way.
        None => situation.done.retain(|id| !exercises(&plan, Outcome::Done).any(|done| done == id)),
    }
    situation.observe(library, interviews);
    Ok(Concluded { plan, situation })
}

/// Resets the exercises done in this session to the session in which they were last done before, as far as known.
fn forget_session(situation: &mut Situation, session: u16) {
    let before = |id: &ItemId| situation.recorded.iter().rev().find(|other| other.done.contains(id));
    let done_in = situation.done_in.iter().filter_map(|(id, last)| {
        if *last == session { before(id).map(|other| (id.clone(), other.session)) } else { Some((id.clone(), *last)) }
    });
    situation.done_in = done_in.collect();
}

fn forget(situation: &mut Situation, recorded: &Recorded, latest: bool) {
    situation.done.retain(|id| !recorded.done.contains(id));
    forget_session(situation, recorded.session);
    let facts = &mut situation.facts;
    for id in &recorded.dreaded {
        if let Some(times) = facts.dreaded_or_skipped.get_mut(id) {
            *times = times.saturating_sub(1);
        }
    }
    facts.dreaded_or_skipped.retain(|_, times| *times > 0);
    let since = facts.sessions_since_review;
    facts.sessions_since_review =
        if recorded.reviewed { since.saturating_add(recorded.since_review) } else { since.saturating_sub(1) };
    if let Some(missed) = recorded.homework_missed.filter(|_| latest) {
        facts.homework_missed = missed;
    }
}
