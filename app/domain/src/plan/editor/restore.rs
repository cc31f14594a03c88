//! Restores an earlier version of a plan, as a new version.

use super::{ExerciseStatuses, Refused, accept::words_only, apply::keep_own_sheets, check};
use crate::{
    library::Library,
    plan::{SessionPlan, Status},
};

/// Returns the plan to store when this earlier version replaces `now`.
///
/// Exercises keep their earlier wording (invariant 10). The gates of today apply (invariant 4): an exercise that has
/// become held returns just as it would have stayed in an unchanged plan, shown as held with what would release it; the
/// plan is no longer ready, and no sheet prints the exercise.
///
/// # Errors
/// If the session is completed: only an earlier wording of the notes can then be restored.
pub fn restore(
    library: &Library,
    standings: &ExerciseStatuses,
    now: &SessionPlan,
    earlier: &SessionPlan,
) -> Result<SessionPlan, Refused> {
    if now.status.is_recorded() {
        return words_only(now, earlier);
    }
    let mut plan = earlier.clone();
    (plan.number, plan.phase) = (now.number, now.phase);
    // What was written down about the session is brought back on the page of its record, not here; what was
    // typed for its sheets, on theirs.
    plan.record.clone_from(&now.record);
    plan.sheet_contents.clone_from(&now.sheet_contents);
    if plan.status.is_recorded() {
        plan.status = Status::Draft;
    }
    for block in &mut plan.blocks {
        block.outcome = None;
        keep_own_sheets(block);
    }
    if plan.status == Status::Ready && !check(library, standings, &plan).may_be_ready() {
        plan.status = Status::Draft;
    }
    Ok(plan)
}
