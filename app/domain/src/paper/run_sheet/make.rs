//! Makes a run sheet from a stored plan, or from the planner's result.

use super::{RunBlock, RunSheet, RunTask, ToldAlone, alone::Shown};
use crate::{
    assess::CaseState,
    library::{Library, model::Item},
    plan::{
        PlanBlock, SessionPlan,
        editor::{BlockPlace, ExerciseStatuses, place},
    },
    planning::planner::{Block, Plan, block_reminders, may_be_homework},
    safety::{Hold, WorkOnHold, holds},
    vocabulary::{Clock, ItemId},
};

/// Makes the run sheet of a stored plan, with today's holds. Steps have the plan's stored wording (invariant 10). What was
/// told alone, and what follows from it alone, is on it only if `told` is given.
pub fn from_session(
    library: &Library,
    course: &CaseState,
    standings: &ExerciseStatuses,
    plan: &SessionPlan,
    told: Option<Vec<ToldAlone>>,
) -> RunSheet {
    let shown = Shown::new(library, course, told.is_some());
    let mut begins = 0;
    let blocks = plan.blocks.iter().enumerate().map(|(n, block)| {
        let at = begins;
        begins += u16::from(block.minutes.0);
        session_block(&shown, standings, plan, n, block, at)
    });
    let kept = |id: &ItemId| plan.blocks.iter().filter_map(|block| block.item.as_ref()).find(|kept| kept.id() == id);
    let task = |(id, dose): &(ItemId, String)| {
        let title = kept(id).map(|kept| kept.title().to_string());
        let now = || library.item(id).map_or_else(|| id.to_string(), |item| item.title.to_string());
        let withheld = standings.of_item(id).is_some_and(|standing| !standing.homework);
        RunTask { title: title.unwrap_or_else(now), dose: dose.clone(), withheld }
    };
    let items: Vec<&Item> = plan.blocks.iter().filter_map(|block| library.item(block.exercise()?)).collect();
    let homework: Vec<&Item> = plan.homework.iter().filter_map(|(id, _)| library.item(id)).collect();
    RunSheet {
        couple: String::new(),
        number: Some(plan.number),
        title: plan.title.trim().to_owned(),
        on: plan.on,
        start: plan.start,
        minutes: plan.minutes,
        // One partner alone may be what someone told alone asks for; the plan page says the booked session as well.
        session: shown.session(if told.is_some() { standings.session } else { plan.booked }),
        phase: plan.phase,
        on_hold: standings.stops(plan).is_some(),
        gates: shown.open_gates(),
        why: plan.why.clone(),
        stop_if: plan.stop_if.clone(),
        note: plan.note.clone(),
        blocks: blocks.collect(),
        homework: plan.homework.iter().map(task).collect(),
        reminders: shown.reminders(&standings.reminders, plan.booked, &items, &homework),
        ask_next: Vec::new(),
        told_alone: told,
        full_text: false,
    }
}

fn session_block(
    shown: &Shown<'_>,
    standings: &ExerciseStatuses,
    plan: &SessionPlan,
    n: usize,
    block: &PlanBlock,
    begins: u16,
) -> RunBlock {
    let library = shown.library;
    let item = block.exercise().and_then(|id| library.item(id));
    let holds = block.exercise().map(|id| standings.holds_after(id, plan.exercises_before(n))).unwrap_or_default();
    let gone = block.item.is_some() && item.is_none();
    let held = shown.in_words(&holds, item).into_iter().chain(gone.then(|| GONE.to_owned())).collect::<Vec<_>>();
    let standing = block.exercise().and_then(|id| standings.of_item(id));
    let steps = block.item.as_ref().filter(|_| held.is_empty()).map(|kept| kept.steps().to_vec());
    let part = place(library.shares(), &block.part);
    RunBlock {
        begins,
        minutes: block.minutes,
        part: block.part.clone(),
        title: block.title.clone(),
        present: shown.present(block.present),
        main: part == BlockPlace::Main,
        high_intensity: item.is_some_and(|item| item.high_intensity),
        confirm: standing.map(|standing| standing.confirm.clone()).unwrap_or_default(),
        at_hand: at_hand(item, &held),
        steps: steps.unwrap_or_default(),
        note: block.note.clone(),
        reminders: block_reminders(library, item, part == BlockPlace::Review),
        held,
    }
}

/// Makes the run sheet of the planner's result, with this start time; of what was told alone, as [`from_session`].
pub fn from_plan(
    library: &Library,
    course: &CaseState,
    plan: &Plan,
    start: Option<Clock>,
    told: Option<Vec<ToldAlone>>,
) -> RunSheet {
    let shown = Shown::new(library, course, told.is_some());
    let items: Vec<&Item> = plan.blocks.iter().filter_map(|block| library.item(block.item.as_ref()?)).collect();
    let homework: Vec<&Item> = plan.homework.iter().filter_map(|task| library.item(&task.item)).collect();
    let task = |task: &crate::planning::planner::HomeworkTask| {
        let item = library.item(&task.item);
        RunTask {
            title: item.map_or_else(|| task.item.to_string(), |item| item.title.to_string()),
            dose: task.dose.clone(),
            withheld: item.is_some_and(|item| !may_be_homework(course, item)),
        }
    };
    RunSheet {
        couple: String::new(),
        number: None,
        title: String::new(),
        on: None,
        start,
        minutes: plan.minutes,
        session: shown.session(plan.session),
        phase: plan.phase.id,
        on_hold: WorkOnHold::of(library, course).is_some_and(|on_hold| on_hold.stops(plan.session)),
        gates: shown.open_gates(),
        why: plan.why.clone(),
        stop_if: plan.stop_if.clone(),
        note: String::new(),
        blocks: (0..plan.blocks.len()).map(|n| plan_block(&shown, plan, n)).collect(),
        homework: plan.homework.iter().map(task).collect(),
        reminders: shown.reminders(&plan.warnings, plan.session, &items, &homework),
        ask_next: Vec::new(),
        told_alone: told,
        full_text: false,
    }
}

fn plan_block(shown: &Shown<'_>, plan: &Plan, n: usize) -> RunBlock {
    let block = &plan.blocks[n];
    let library = shown.library;
    let item = block.item.as_ref().and_then(|id| library.item(id));
    let earlier: Vec<&ItemId> = plan.blocks[..n].iter().filter_map(|block: &Block| block.item.as_ref()).collect();
    let met = |hold: &Hold| matches!(hold, Hold::Need(need) if earlier.contains(&need));
    let mut holds = item.map(|item| holds(shown.course, item)).unwrap_or_default();
    holds.retain(|hold| !met(hold));
    let held = shown.in_words(&holds, item);
    RunBlock {
        begins: block.start,
        minutes: block.minutes,
        part: block.part.clone(),
        title: block.title.clone(),
        present: shown.present(block.audience),
        main: place(library.shares(), &block.part) == BlockPlace::Main,
        high_intensity: block.high_intensity,
        confirm: block.confirm.clone(),
        at_hand: at_hand(item, &held),
        steps: item.filter(|_| held.is_empty()).map(|item| item.steps.clone()).unwrap_or_default(),
        note: String::new(),
        reminders: block.reminders.clone(),
        held,
    }
}

const GONE: &str = "No longer in the library, so its safety cannot be checked.";

fn at_hand(item: Option<&Item>, held: &[String]) -> String {
    item.filter(|_| held.is_empty()).map(|item| item.materials.clone()).unwrap_or_default()
}
