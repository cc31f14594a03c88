//! Joint work on hold, on the pages of a couple.

use domain::safety::WorkOnHold;
use store::{CoupleFile, PlanHead, PlanId, Records, Stored};

use crate::{browser::api::Problem, layout::OnHold};

/// Returns the panel about joint work on hold, for a page of this couple; `couple` is its id for addresses.
pub fn panel<'a>(file: &'a CoupleFile, on_hold: &'a WorkOnHold, couple: &'a str) -> OnHold<'a> {
    let labels = file.couple.value.partners.each_ref().map(|person| person.label.as_str());
    OnHold { on_hold, library: &file.library, couple, labels }
}

/// Returns those of these plans that are for both partners and cannot take place as planned; empty if nothing stops
/// joint work.
///
/// # Errors
/// Database errors.
pub async fn stopped(
    file: &CoupleFile,
    records: &Records,
    plans: &[Stored<PlanId, PlanHead>],
) -> Result<Vec<PlanId>, Problem> {
    let Some(on_hold) = file.on_hold() else { return Ok(Vec::new()) };
    let mut stopped = Vec::new();
    for plan in plans.iter().filter(|plan| !plan.value.status.is_recorded()) {
        if on_hold.stops(records.plan(plan.id).await?.plan.value.booked) {
            stopped.push(plan.id);
        }
    }
    Ok(stopped)
}
