//! Makes a run sheet: from a plan of the desk, or from what the planner has just found.

use super::{OpenGate, RunBlock, RunSheet, RunTask};
use crate::{
    case::Clock,
    course::Course,
    desk::{
        PlanBlock, SessionPlan,
        agenda::{Place, Standings, place},
    },
    holds::{Hold, holds},
    ids::ItemId,
    library::{Library, model::Item},
    plan::{Block, Plan, block_reminders, may_be_homework},
};

/// The run sheet of a plan of the desk, with everything that holds today. Steps are in the words that the plan kept
/// (invariant 10).
pub fn from_session(library: &Library, course: &Course, standings: &Standings, plan: &SessionPlan) -> RunSheet {
    let mut begins = 0;
    let blocks = plan.blocks.iter().enumerate().map(|(n, block)| {
        let at = begins;
        begins += u16::from(block.minutes.0);
        session_block(library, standings, plan, n, block, at)
    });
    let kept = |id: &ItemId| plan.blocks.iter().filter_map(|block| block.item.as_ref()).find(|kept| kept.id() == id);
    let task = |(id, dose): &(ItemId, String)| {
        let title = kept(id).map(|kept| kept.title().to_string());
        let now = || library.item(id).map_or_else(|| id.to_string(), |item| item.title.to_string());
        let withheld = standings.of_item(id).is_some_and(|standing| !standing.homework);
        RunTask { title: title.unwrap_or_else(now), dose: dose.clone(), withheld }
    };
    RunSheet {
        number: Some(plan.number),
        title: plan.title.trim().to_owned(),
        on: plan.on,
        start: plan.start,
        minutes: plan.minutes,
        session: standings.session,
        phase: plan.phase,
        gates: open_gates(library, course),
        why: plan.why.clone(),
        stop_if: plan.stop_if.clone(),
        note: plan.note.clone(),
        blocks: blocks.collect(),
        homework: plan.homework.iter().map(task).collect(),
        reminders: standings.reminders.clone(),
    }
}

fn session_block(
    library: &Library,
    standings: &Standings,
    plan: &SessionPlan,
    n: usize,
    block: &PlanBlock,
    begins: u16,
) -> RunBlock {
    let item = block.exercise().and_then(|id| library.item(id));
    let holds = block.exercise().map(|id| standings.holds_after(id, plan.exercises_before(n))).unwrap_or_default();
    let gone = block.item.is_some() && item.is_none();
    let held = in_words(library, &holds).chain(gone.then(|| GONE.to_owned())).collect::<Vec<_>>();
    let standing = block.exercise().and_then(|id| standings.of_item(id));
    let steps = block.item.as_ref().filter(|_| held.is_empty()).map(|kept| kept.steps().to_vec());
    let review = place(library.shares(), &block.part) == Place::Review;
    RunBlock {
        begins,
        minutes: block.minutes,
        part: block.part.clone(),
        title: block.title.clone(),
        present: block.present,
        high_intensity: item.is_some_and(|item| item.high_intensity),
        confirm: standing.map(|standing| standing.confirm.clone()).unwrap_or_default(),
        at_hand: at_hand(item, &held),
        steps: steps.unwrap_or_default(),
        note: block.note.clone(),
        reminders: block_reminders(library, item, review),
        held,
    }
}

/// The run sheet of a plan that the planner has just found, which begins at this time.
pub fn from_plan(library: &Library, course: &Course, plan: &Plan, start: Option<Clock>) -> RunSheet {
    let task = |task: &crate::plan::HomeworkTask| {
        let item = library.item(&task.item);
        RunTask {
            title: item.map_or_else(|| task.item.to_string(), |item| item.title.to_string()),
            dose: task.dose.clone(),
            withheld: item.is_some_and(|item| !may_be_homework(course, item)),
        }
    };
    RunSheet {
        number: None,
        title: String::new(),
        on: None,
        start,
        minutes: plan.minutes,
        session: plan.session,
        phase: plan.phase.id,
        gates: open_gates(library, course),
        why: plan.why.clone(),
        stop_if: plan.stop_if.clone(),
        note: String::new(),
        blocks: (0..plan.blocks.len()).map(|n| plan_block(library, course, plan, n)).collect(),
        homework: plan.homework.iter().map(task).collect(),
        reminders: plan.warnings.clone(),
    }
}

fn plan_block(library: &Library, course: &Course, plan: &Plan, n: usize) -> RunBlock {
    let block = &plan.blocks[n];
    let item = block.item.as_ref().and_then(|id| library.item(id));
    let earlier: Vec<&ItemId> = plan.blocks[..n].iter().filter_map(|block: &Block| block.item.as_ref()).collect();
    let met = |hold: &Hold| matches!(hold, Hold::Need(need) if earlier.contains(&need));
    let mut holds = item.map(|item| holds(course, item)).unwrap_or_default();
    holds.retain(|hold| !met(hold));
    let held: Vec<String> = in_words(library, &holds).collect();
    RunBlock {
        begins: block.start,
        minutes: block.minutes,
        part: block.part.clone(),
        title: block.title.clone(),
        present: block.audience,
        high_intensity: block.high_intensity,
        confirm: block.confirm.clone(),
        at_hand: at_hand(item, &held),
        steps: item.filter(|_| held.is_empty()).map(|item| item.steps.clone()).unwrap_or_default(),
        note: String::new(),
        reminders: block.reminders.clone(),
        held,
    }
}

const GONE: &str = "The library has it no more, so nobody can say whether it is safe today.";

fn in_words(library: &Library, holds: &[Hold]) -> impl Iterator<Item = String> {
    holds.iter().map(|hold| hold.in_words(library))
}

fn at_hand(item: Option<&Item>, held: &[String]) -> String {
    item.filter(|_| held.is_empty()).map(|item| item.materials.clone()).unwrap_or_default()
}

fn open_gates(library: &Library, course: &Course) -> Vec<OpenGate> {
    let open = |gate| {
        let text = library.gate(gate);
        OpenGate {
            gate,
            name: text.name.clone(),
            effect: text.effect_on_plan.clone(),
            closes_when: text.closes_when.clone(),
            overridden: !course.gates.holds(gate),
        }
    };
    course.gates.open_gates().map(open).collect()
}
