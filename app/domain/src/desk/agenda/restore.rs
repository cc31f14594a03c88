//! Bringing an earlier state of a plan back, as a new version.

use super::{Refused, Standings, accept::words_only, check, edit::keep_own_sheets};
use crate::{
    desk::{SessionPlan, Status},
    library::Library,
};

/// The plan to store when `now` is stored and this earlier state of it is brought back.
///
/// It comes back in the words that it had (invariant 10). Gates are asked as they stand today (invariant 4): an exercise that
/// is held by now comes back as what it would be had the plan stayed as it was. It stands there as held, with what would
/// release it, the plan is no longer ready, and no sheet takes it, because printing asks the gates once more.
///
/// # Errors
///
/// When the session was held: then the plan stays as it was, and only an earlier wording of the notes can come back.
pub fn restore(
    library: &Library,
    standings: &Standings,
    now: &SessionPlan,
    earlier: &SessionPlan,
) -> Result<SessionPlan, Refused> {
    if now.status == Status::Held {
        return words_only(now, earlier);
    }
    let mut plan = earlier.clone();
    (plan.number, plan.phase) = (now.number, now.phase);
    if plan.status == Status::Held {
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
