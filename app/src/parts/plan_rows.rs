//! Plans as rows: which session, when, how far.

use domain::desk::Status;
use leptos::prelude::*;
use store::{PlanHead, PlanId, Stored};

use super::{Chip, Icon, Name};
use crate::wording;

/// Plans in the order in which they come; each row leads to its plan.
#[component]
pub fn PlanRows(
    /// The plans.
    plans: Vec<Stored<PlanId, PlanHead>>,
    /// What is said where there are none.
    empty: &'static str,
) -> impl IntoView {
    if plans.is_empty() {
        return view! { <p class="soft">{empty}</p> }.into_any();
    }
    let rows = plans
        .into_iter()
        .map(|plan| {
            let when = when(&plan.value);
            let title = plan.value.title;
            view! {
                <li>
                    <span>
                        <a href=format!("/plans/{}", plan.id.0)>{format!("Session {}", plan.value.number)}</a>
                        {(!title.is_empty()).then(|| view! { " · " <Name text=title /> })}
                        <br />
                        <span class="small soft">{when}</span>
                    </span>
                    <span class="row">
                        <StatusChip status=plan.value.status />
                        <UseAgain plan=plan.id number=plan.value.number />
                    </span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="rows">{rows}</ul> }.into_any()
}

/// A link to the page where a plan is used again.
#[component]
pub fn UseAgain(
    /// Which plan.
    plan: PlanId,
    /// The number of its session, for whoever hears the link without the row.
    number: u16,
) -> impl IntoView {
    view! {
        <a class="button" data-kind="quiet" href=format!("/plans/{}/duplicate", plan.0)>
            {Icon::Copy.view()}
            <span>"Use again" <span class="sr-only">{format!(": session {number}")}</span></span>
        </a>
    }
}

/// How far a plan is.
#[component]
pub fn StatusChip(
    /// How far.
    status: Status,
) -> impl IntoView {
    let (text, tone) = wording::status(status);
    match status {
        Status::Draft => view! { <Chip text=text tone=tone icon=Icon::Pencil /> },
        Status::Ready | Status::Held => view! { <Chip text=text tone=tone icon=Icon::Check /> },
    }
}

/// “Tuesday 24 November, 09:30 · 60 minutes”, as far as it is set.
pub fn when(plan: &PlanHead) -> String {
    let day = plan.on.map(|day| format!("{} {}", day.weekday(), day.with_year()));
    let day = day.unwrap_or_else(|| "No day set".into());
    let start = plan.start.map_or(String::new(), |time| format!(", {time}"));
    format!("{day}{start} · {} minutes", plan.minutes)
}
