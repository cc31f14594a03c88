//! The list of plans in pages of fifty, with check boxes and one button that archives them.

use leptos::prelude::*;
use store::{Catalogue, PlanEntry};
use uuid::Uuid;

use crate::plans::filter::{Filter, Show, names};
use crate::{
    couples::head::Name,
    layout::{Chip, Icon},
    plans::rows::{StatusChip, UseAgain},
};

/// Number of plans on one page of the list.
const ON_A_PAGE: usize = 50;

/// The last bulk change.
pub(crate) struct Done {
    archived: bool,
    plans: Vec<Uuid>,
}

impl Done {
    /// Parses it from an address; `None` if there is none.
    pub(crate) fn read(get: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let archived = match get("done")?.as_str() {
            "archived" => true,
            "back" => false,
            _ => return None,
        };
        let plans: Vec<Uuid> = get("plans")?.split('.').filter_map(|id| id.parse().ok()).take(ON_A_PAGE).collect();
        (!plans.is_empty()).then_some(Self { archived, plans })
    }

    /// The report of the change, with a button to undo it.
    pub(crate) fn view(self, filter: &Filter) -> AnyView {
        let count = if self.plans.len() == 1 { "1 plan".to_owned() } else { format!("{} plans", self.plans.len()) };
        let what = if self.archived { "archived" } else { "unarchived" };
        let ids = self.plans.iter().map(|id| view! { <input type="hidden" name="plan" value=id.to_string() /> });
        view! {
            <form class="note undo" data-tone="teal" method="post" action="/plans/archive">
                {Icon::Check.view()}
                <p role="status">{format!("{count} {what}.")}</p>
                {ids.collect_view()}
                {kept(filter)}
                <input type="hidden" name="archived" value=if self.archived { "no" } else { "yes" } />
                <button class="button" data-kind="quiet">{Icon::Undo.view()} "Undo"</button>
            </form>
        }
        .into_any()
    }
}

/// The filter as hidden fields, so that the list keeps it.
fn kept(filter: &Filter) -> AnyView {
    let parts = filter.parts().into_iter();
    parts.map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view().into_any()
}

/// One page of the list.
pub(crate) fn list(filter: &Filter, found: &[&PlanEntry], catalogue: &Catalogue) -> AnyView {
    let names = names(catalogue);
    let rows = found.iter().skip(filter.page * ON_A_PAGE).take(ON_A_PAGE);
    let rows = rows.map(|plan| row(plan, names.get(&plan.couple).copied().unwrap_or_default())).collect_view();
    let button = |archived: &'static str, words: &'static str| {
        view! { <button class="button" name="archived" value=archived>{Icon::Archive.view()} {words}</button> }
    };
    view! {
        <form method="post" action="/plans/archive" data-keys="" class="stack">
            {kept(filter)}
            <ul class="card rows picks">{rows}</ul>
            <div class="row">
                {(filter.show != Show::Archived).then(|| button("yes", "Archive selected"))}
                {(filter.show != Show::Active).then(|| button("no", "Unarchive selected"))}
            </div>
            <p class="small soft">
                "Keys: " <kbd>"↑"</kbd> " and " <kbd>"↓"</kbd> " from plan to plan, "
                <kbd>"x"</kbd> " selects one, " <kbd>"Shift"</kbd> "+" <kbd>"x"</kbd> " all of this page, " <kbd>"Enter"</kbd> " opens it."
            </p>
        </form>
        {pages(filter, found.len())}
    }
    .into_any()
}

fn row(plan: &PlanEntry, name: &str) -> AnyView {
    let day = plan.on.map_or("No date yet".into(), |day| format!("{} {}", day.weekday(), day.with_year()));
    let start = plan.start.map_or(String::new(), |time| format!(", {time}"));
    let (title, id) = (plan.title.clone(), plan.id.0.to_string());
    let label = format!("Select {name}, session {}", plan.number);
    view! {
        <li>
            <label class="pick"><input type="checkbox" name="plan" value=id.clone() aria-label=label /></label>
            <span>
                <a href=format!("/plans/{id}")><Name text=name.to_owned() /> {format!(", session {}", plan.number)}</a>
                {(!title.is_empty()).then(|| view! { " · " <Name text=title /> })}
                <br />
                <span class="small soft">{format!("{day}{start} · {} minutes", plan.minutes)}</span>
            </span>
            {plan.archived.then(|| view! { <Chip text="Archived" icon=Icon::Archive /> })}
            <StatusChip status=plan.status />
            <UseAgain plan=plan.id number=plan.number />
        </li>
    }
    .into_any()
}

/// Buttons to other pages of the list, which keep the filter.
fn pages(filter: &Filter, found: usize) -> AnyView {
    let to = |page: usize, words: &'static str| {
        view! {
            <form action="/plans" method="post" autocomplete="off">
                {kept(filter)}
                <input type="hidden" name="page" value=page + 1 />
                <button class="button">{words}</button>
            </form>
        }
    };
    let before = filter.page.checked_sub(1).map(|page| to(page, "Previous page"));
    let after = ((filter.page + 1) * ON_A_PAGE < found).then(|| to(filter.page + 1, "Next page"));
    let all = found.div_ceil(ON_A_PAGE);
    let here = (all > 1).then(|| view! { <p class="soft">{format!("Page {} of {all}", filter.page + 1)}</p> });
    view! { <div class="row list-pages">{before} {here} {after}</div> }.into_any()
}
