//! Plans as table rows: session, date and status.

use domain::plan::Status;
use leptos::prelude::*;
use store::{PlanHead, PlanId, Stored};

use crate::{
    couples::head::Name,
    layout::{Chip, Icon, wording},
};

/// Plans in the given order; each row links to its plan.
#[component]
pub fn PlanRows(
    /// The plans.
    plans: Vec<Stored<PlanId, PlanHead>>,
    /// The text if there are none.
    empty: &'static str,
    /// Plans whose sessions cannot take place as planned.
    #[prop(optional)]
    stopped: Vec<PlanId>,
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
                        {if stopped.contains(&plan.id) {
                            view! { <Chip text="On hold: cannot take place as planned" tone="stop" icon=Icon::Pause /> }.into_any()
                        } else {
                            view! { <StatusChip status=plan.value.status /> }.into_any()
                        }}
                        <UseAgain plan=plan.id number=plan.value.number />
                    </span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="rows">{rows}</ul> }.into_any()
}

/// A link to the page for reusing a plan.
#[component]
pub fn UseAgain(
    /// The plan.
    plan: PlanId,
    /// The session number, for screen reader users who hear the link without its row.
    number: u16,
) -> impl IntoView {
    view! {
        <a class="button" data-kind="quiet" href=format!("/plans/{}/duplicate", plan.0)>
            {Icon::Copy.view()}
            <span>"Duplicate" <span class="sr-only">{format!(" session {number}")}</span></span>
        </a>
    }
}

/// The status of a plan.
#[component]
pub fn StatusChip(
    /// The status.
    status: Status,
) -> impl IntoView {
    let (text, tone) = wording::status(status);
    match status {
        Status::Draft => view! { <Chip text=text tone=tone icon=Icon::Pencil /> },
        Status::Cancelled | Status::NoShow => view! { <Chip text=text tone=tone icon=Icon::Cross /> },
        Status::Ready | Status::Completed => view! { <Chip text=text tone=tone icon=Icon::Check /> },
    }
}

/// Formats “Tuesday 24 November, 09:30 · 60 minutes”, as far as it is set.
pub fn when(plan: &PlanHead) -> String {
    let day = plan.on.map(|day| format!("{} {}", day.weekday(), day.with_year()));
    let day = day.unwrap_or_else(|| "No date yet".into());
    let start = plan.start.map_or(String::new(), |time| format!(", {time}"));
    format!("{day}{start} · {} minutes", plan.minutes)
}
