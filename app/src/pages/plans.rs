//! `/plans`: the session plans of all couples, those saved last first.

use std::collections::{BTreeMap, HashMap};

use domain::desk::{Day, Status};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use store::{CoupleId, PlanHead, PlanId, Stored};
use uuid::Uuid;

use crate::{
    calls::Problem,
    pages::{awaited, tab_title},
    parts::{Icon, Name, StatusChip, when},
    visitor::records,
};

/// How many plans are looked through.
const RECENT: u32 = 500;

const STATUSES: [(&str, Status, &str); 3] =
    [("draft", Status::Draft, "Drafts"), ("ready", Status::Ready, "Ready"), ("held", Status::Held, "Held")];

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Filter {
    couple: Option<CoupleId>,
    status: Option<Status>,
    from: Option<Day>,
    to: Option<Day>,
}

impl Filter {
    /// Values that mean nothing are left out.
    fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let value = |name| get(name).unwrap_or_default();
        let status = value("status");
        Self {
            couple: value("couple").parse::<Uuid>().ok().map(CoupleId),
            status: STATUSES.iter().find(|(word, ..)| *word == status).map(|(_, status, _)| *status),
            from: value("from").parse().ok(),
            to: value("to").parse().ok(),
        }
    }

    fn admits(&self, plan: &PlanHead) -> bool {
        self.couple.is_none_or(|couple| couple == plan.couple)
            && self.status.is_none_or(|status| status == plan.status)
            && self.from.is_none_or(|from| plan.on.is_some_and(|day| day >= from))
            && self.to.is_none_or(|to| plan.on.is_some_and(|day| day <= to))
    }
}

/// The plans that the address asks for.
#[component]
pub fn PlansPage() -> impl IntoView {
    let asked = use_query_map().get_untracked();
    awaited(page(Filter::read(|name| asked.get(name))))
}

async fn page(filter: Filter) -> Result<AnyView, Problem> {
    let records = records()?;
    let couples = records.couples().await?;
    let names: HashMap<CoupleId, String> = couples.into_iter().map(|couple| (couple.id, couple.value.name)).collect();
    let all = records.recent_plans(RECENT).await?;
    let any = !all.is_empty();
    let mut plans: Vec<_> = all.into_iter().filter(|plan| filter.admits(&plan.value)).collect();
    plans.sort_by_key(|plan| std::cmp::Reverse((plan.value.on, plan.value.start)));
    let count = if plans.len() == 1 { "1 plan".to_owned() } else { format!("{} plans", plans.len()) };
    let nothing = plans.is_empty();
    Ok(view! {
        <Title text=tab_title("Plans") />
        <div class="head">
            <div><h1>"Plans"</h1></div>
            <a class="button" data-kind="primary" href="/couples">{Icon::Plus.view()} "New session plan"</a>
        </div>
        {any.then(|| view! { <Search filter=filter.clone() names=names.clone() /> })}
        {any.then(|| view! { <p class="found" role="status">{count}</p> })}
        {nothing.then(|| empty(any))}
        {(!nothing).then(|| view! { <ul class="card rows">{plans.into_iter().map(|plan| row(plan, &names)).collect_view()}</ul> })}
    }
    .into_any())
}

fn row(plan: Stored<PlanId, PlanHead>, names: &HashMap<CoupleId, String>) -> AnyView {
    let name = names.get(&plan.value.couple).cloned().unwrap_or_default();
    let when = when(&plan.value);
    let title = plan.value.title;
    view! {
        <li>
            <span>
                <a href=format!("/plans/{}", plan.id.0)><Name text=name /> {format!(", session {}", plan.value.number)}</a>
                {(!title.is_empty()).then(|| view! { " · " <Name text=title /> })}
                <br />
                <span class="small soft">{when}</span>
            </span>
            <StatusChip status=plan.value.status />
        </li>
    }
    .into_any()
}

fn empty(any: bool) -> AnyView {
    if any {
        return view! {
            <div class="empty">
                <h2>"No plan matches all of this"</h2>
                <a class="button" href="/plans">"Show all plans"</a>
            </div>
        }
        .into_any();
    }
    view! {
        <div class="empty">
            <h2>"No plan yet"</h2>
            <p>"A plan belongs to a couple. Choose one, and Reweave fills the time of the session."</p>
            <a class="button" href="/couples">"Choose a couple"</a>
        </div>
    }
    .into_any()
}

#[component]
fn Search(filter: Filter, names: HashMap<CoupleId, String>) -> AnyView {
    let sorted: BTreeMap<(String, Uuid), CoupleId> = names.into_iter().map(|(id, name)| ((name, id.0), id)).collect();
    let couples = sorted
        .into_iter()
        .map(|((name, _), id)| {
            let selected = filter.couple == Some(id);
            view! { <option value=id.0.to_string() selected=selected>{name}</option> }
        })
        .collect_view();
    let statuses = STATUSES.map(|(value, status, words)| {
        view! { <option value=value selected=filter.status == Some(status)>{words}</option> }
    });
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    view! {
        <form class="finder plan-finder" role="search" action="/plans" method="get">
            <div class="field">
                <label for="couple">"Couple"</label>
                <select id="couple" name="couple"><option value="">"All couples"</option>{couples}</select>
            </div>
            <div class="field">
                <label for="status">"Status"</label>
                <select id="status" name="status"><option value="">"Any status"</option>{statuses.into_iter().collect_view()}</select>
            </div>
            <div class="field">
                <label for="from">"From"</label>
                <input id="from" name="from" type="date" value=day(filter.from) />
            </div>
            <div class="field">
                <label for="to">"To"</label>
                <input id="to" name="to" type="date" value=day(filter.to) />
            </div>
            <button class="button">{Icon::Search.view()} "Show"</button>
        </form>
    }
    .into_any()
}
