//! Exercises to put in the place of another: as suggested today, for about the same minutes.

use super::{ExerciseStatuses, Suggested, parts};
use crate::{
    library::Library,
    plan::{PlanBlock, SessionPlan},
};

/// Maximum number of alternatives.
const OFFERED: usize = 3;

/// Returns up to three suggestions for the place of this block, those that fit its minutes first. None for a block without
/// an exercise, or outside the main work.
pub fn swaps<'a>(
    library: &Library,
    standings: &'a ExerciseStatuses,
    plan: &SessionPlan,
    block: &PlanBlock,
) -> Vec<&'a Suggested> {
    let is_main = parts::place(library.shares(), &block.part) == parts::BlockPlace::Main;
    let Some((at, _)) = plan.block(block.id).filter(|_| is_main && block.item.is_some()) else { return Vec::new() };
    let usable = |one: &&Suggested| {
        !plan.has(&one.item) && standings.holds_after(&one.item, plan.exercises_before(at)).is_empty()
    };
    let fits = |one: &&Suggested| library.item(&one.item).is_some_and(|item| item.minutes.holds(block.minutes));
    let (same, other): (Vec<_>, Vec<_>) = standings.suggested.iter().filter(usable).partition(fits);
    same.into_iter().chain(other).take(OFFERED).collect()
}
