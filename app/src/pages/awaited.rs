//! Pages that wait for records.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use store::{CoupleId, PlanId, ThingId};
use uuid::Uuid;

use crate::{calls::Problem, parts::trouble};

/// A page that waits for `page`. Where that ends in a problem, a page says what to do next, and the status is right.
pub fn awaited(page: impl Future<Output = Result<AnyView, Problem>> + Send + 'static) -> impl IntoView {
    let page = Suspend::new(async move { page.await.unwrap_or_else(|problem| trouble(&problem)) });
    view! { <Suspense>{page}</Suspense> }
}

/// The couple that the address names. What is no id is answered like an id that nobody has.
///
/// # Errors
///
/// `NotFound` when the address names none.
pub fn couple_in_address() -> Result<CoupleId, Problem> {
    id_in_address("couple").map(CoupleId)
}

/// The plan that the address names.
///
/// # Errors
///
/// `NotFound` when the address names none.
pub fn plan_in_address() -> Result<PlanId, Problem> {
    id_in_address("plan").map(PlanId)
}

/// The template that the address names.
///
/// # Errors
///
/// `NotFound` when the address names none.
pub fn template_in_address() -> Result<ThingId, Problem> {
    id_in_address("template").map(ThingId)
}

fn id_in_address(name: &str) -> Result<Uuid, Problem> {
    use_params_map().get_untracked().get(name).and_then(|id| id.parse().ok()).ok_or(Problem::NotFound)
}
