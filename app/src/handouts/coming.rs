//! The sessions of a couple that are still to come, for the sentence that says when its readers meet again.

use domain::{
    paper::handout::{Appointment, ComingSession},
    plan::{SessionPlan, Slot},
};
use store::{CoupleId, Records, StoreError};

use crate::{http::visitor::Now, plans::calendar::Calendar};

/// No sheet announces a session further away than these.
const NEAREST: usize = 8;

/// Returns the sessions of this couple after `plan` and after now, in the order of time.
///
/// # Errors
/// Database errors.
pub async fn coming(
    records: &Records,
    couple: CoupleId,
    plan: &SessionPlan,
    now: Now,
) -> Result<Vec<ComingSession>, StoreError> {
    let own = (plan.on.unwrap_or(now.day), plan.start.unwrap_or(now.time));
    let (on, start) = own.max((now.day, now.time));
    let calendar = Calendar::of(records, now).await?;
    let mut coming = Vec::new();
    for next in calendar.coming(couple, Slot { on, start, minutes: plan.minutes }).take(NEAREST) {
        let booked = records.plan(next.plan).await?.plan.value.booked;
        coming.push(ComingSession { booked, when: Appointment { on: next.slot.on, at: next.slot.start } });
    }
    Ok(coming)
}
