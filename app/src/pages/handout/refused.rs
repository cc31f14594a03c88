//! Why there is no sheet.

use domain::handout::Refusal;
use leptos::prelude::*;
use store::{CoupleId, PlanId};

use crate::{parts::Icon, shelf::library};

/// Why there is no sheet, and what can be done.
#[component]
pub fn Refused(refusal: Refusal, couple: CoupleId, plan: PlanId) -> AnyView {
    let (why, address, way) = match &refusal {
        Refusal::Gate { gate, effect, .. } => (
            format!("“{}” is open. On paper: {effect}", library().gate(*gate).name),
            format!("/couples/{}/gates/{gate}", couple.0),
            "See what closes it",
        ),
        Refusal::Empty { hint, .. } => (
            format!("Nothing of this plan may stand on it. {hint}"),
            format!("/plans/{}", plan.0),
            "Choose in the plan what goes on which sheet",
        ),
        Refusal::Country { .. } => (
            "No help lines are known for this country.".to_owned(),
            format!("/plans/{}/handout", plan.0),
            "Show the sheet without help lines",
        ),
        Refusal::Untranslated { .. } | Refusal::OlderTranslation { .. } => {
            (refusal.to_string(), format!("/plans/{}", plan.0), "Choose in the plan what goes on which sheet")
        }
        Refusal::OlderWords { .. } => {
            (refusal.to_string(), format!("/plans/{}", plan.0), "Take the newer text in the plan")
        }
    };
    view! {
        <section class="note" data-tone="stop" aria-labelledby="refused">
            {Icon::Warning.view()}
            <div>
                <h2 id="refused">"This sheet is not made"</h2>
                <p>{why}</p>
                <p><a href=address>{way}</a></p>
            </div>
        </section>
    }
    .into_any()
}
