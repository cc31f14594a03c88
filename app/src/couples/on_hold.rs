//! Joint work on hold, on the pages of a couple.

use domain::safety::WorkOnHold;
use leptos::prelude::*;
use maud::Markup;
use store::{CoupleFile, PlanHead, PlanId, Records, Stored};

use crate::{browser::api::Problem, layout::OnHold};

/// Renders the panel about joint work on hold, with this page's text and a link to plan a session with each partner.
pub fn panel(file: &CoupleFile, on_hold: &WorkOnHold, effect: &str) -> AnyView {
    rendered(file, on_hold, |panel| panel.panel(effect))
}

/// Renders the panel of a page whose next step this is, with one primary button.
pub fn next_step(file: &CoupleFile, on_hold: &WorkOnHold, effect: &str) -> AnyView {
    rendered(file, on_hold, |panel| panel.next_step(effect))
}

fn rendered(file: &CoupleFile, on_hold: &WorkOnHold, render: impl FnOnce(OnHold<'_>) -> Markup) -> AnyView {
    let couple = file.couple.id.0.to_string();
    let labels = file.couple.value.partners.each_ref().map(|person| person.label.as_str());
    let html = render(OnHold { on_hold, library: &file.library, couple: &couple, labels }).into_string();
    view! { <div inner_html=html></div> }.into_any()
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
    let open: Vec<PlanId> = plans.iter().filter(|plan| !plan.value.status.is_recorded()).map(|plan| plan.id).collect();
    let saved = records.plans(&open).await?;
    let stops = |id: &PlanId| saved.get(id).is_some_and(|saved| on_hold.stops(saved.plan.value.booked));
    Ok(open.into_iter().filter(stops).collect())
}
