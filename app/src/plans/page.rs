//! `/plans`: the session plans of all couples, with filters and archiving.

use domain::{
    library::Library,
    vocabulary::{Challenge, Day, Phase},
};
use leptos::prelude::*;
use leptos_meta::Title;
use store::Catalogue;

use super::{filter::Filter, list};
use crate::{
    browser::api::Problem,
    http::{
        page_result::{asked, awaited},
        visitor::{now, records},
    },
    layout::{Icon, title::tab_title, wording},
    plans::filter::{STATUSES, Show, by_name},
};

/// Maximum number of couples in a list to choose from; with more, they are named.
const MOST_TO_CHOOSE: usize = 200;

/// Number of plans that are found at a glance: the filters of fewer are folded away.
const MANY: usize = 10;

/// The plans that match the address.
#[component]
pub fn PlansPage() -> impl IntoView {
    let asked = asked();
    let done = list::Done::read(|name| asked.get(name));
    awaited(page(Filter::read(|name| asked.get(name)), done))
}

async fn page(filter: Filter, done: Option<list::Done>) -> Result<AnyView, Problem> {
    let (records, now) = (records()?, now()?);
    let library = records.library().await?;
    let catalogue = records.catalogue(now.stamp).await?;
    let any = !catalogue.plans.is_empty();
    let found = filter.find(&catalogue, &library);
    let count = if found.len() == 1 { "1 plan".to_owned() } else { format!("{} plans", found.len()) };
    Ok(view! {
        <Title text=tab_title("Plans") />
        <div class="head">
            <div><h1>"Plans"</h1></div>
            <div class="actions">
                <a class="button" href="/templates">{Icon::Copy.view()} "Templates"</a>
                <a class="button" data-kind="primary" href="/plans/new">{Icon::Plus.view()} "Book a session"</a>
            </div>
        </div>
        {done.map(|done| done.view(&filter))}
        {any.then(|| folded(&filter, &catalogue, search(&filter, &catalogue, &library)))}
        {any.then(|| view! { <p class="found" role="status">{count}</p> })}
        {found.is_empty().then(|| empty(any))}
        {(!found.is_empty()).then(|| list::list(&filter, &found, &catalogue))}
    }
    .into_any())
}

fn empty(any: bool) -> AnyView {
    if any {
        return view! {
            <div class="empty">
                <h2>"No plans match these filters"</h2>
                <a class="button" href="/plans">"Clear filters"</a>
            </div>
        }
        .into_any();
    }
    view! {
        <div class="empty">
            <h2>"No plans yet"</h2>
            <p>"Plans belong to a couple. Choose one and Reweave suggests an agenda."</p>
            <a class="button" href="/couples">"Choose a couple"</a>
        </div>
    }
    .into_any()
}

/// One filter: a list to choose from.
fn choice(
    name: &'static str,
    label: &'static str,
    any: Option<&'static str>,
    chosen: &str,
    choices: impl Iterator<Item = (String, String)>,
) -> AnyView {
    let options = choices.map(|(value, words)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{words}</option> }
    });
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <select id=name name=name>{any.map(|any| view! { <option value="">{any}</option> })}{options.collect_view()}</select>
        </div>
    }
    .into_any()
}

/// The filters, folded away while there are few plans; what is chosen in them stays in sight.
fn folded(filter: &Filter, catalogue: &Catalogue, search: AnyView) -> AnyView {
    if catalogue.plans.len() >= MANY {
        return search;
    }
    let open = !filter.is_plain();
    view! {
        <details class="filters" open=open>
            <summary>"Filters"</summary>
            {search}
        </details>
    }
    .into_any()
}

fn search(filter: &Filter, catalogue: &Catalogue, library: &Library) -> AnyView {
    let parts = filter.parts();
    let chosen = |name: &str| parts.iter().find(|(part, _)| *part == name).map_or("", |(_, value)| value.as_str());
    let couples = by_name(catalogue);
    let couple = if couples.len() > MOST_TO_CHOOSE {
        let name = filter.name.clone();
        view! {
            <div class="field">
                <label for="name">"Couple"</label>
                <input id="name" name="name" type="search" dir="auto" autocomplete="off" placeholder="A code name" value=name />
                {filter.couple.map(|id| view! { <input type="hidden" name="couple" value=id.0.to_string() /> })}
            </div>
        }
        .into_any()
    } else {
        let couples = couples.into_iter().map(|((_, id), name)| (id.to_string(), name.to_owned()));
        choice("couple", "Couple", Some("All couples"), chosen("couple"), couples)
    };
    let named = |value: &dyn ToString, words: &str| (value.to_string(), words.to_owned());
    let phases = Phase::ALL.iter().map(|one| named(one, wording::phase(*one)));
    let challenges = Challenge::ALL.iter().map(|one| named(one, wording::challenge(*one)));
    let mut exercises: Vec<_> = catalogue
        .all_exercises()
        .map(|id| named(id, library.item(id).map_or(id.as_str(), |item| item.title.as_str())))
        .collect();
    exercises.sort_by(|a, b| a.1.cmp(&b.1));
    exercises.dedup();
    let statuses = STATUSES.iter().map(|(word, _, words)| named(word, words));
    let shown = Show::ALL.iter().map(|(_, word, words)| named(word, words));
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    view! {
        <form class="finder plan-finder" role="search" aria-label="Plans" action="/plans" method="post" autocomplete="off">
            {couple}
            {choice("phase", "Phase", Some("Any phase"), chosen("phase"), phases)}
            {choice("challenge", "Challenge", Some("Any challenge"), chosen("challenge"), challenges)}
            {choice("exercise", "Exercise", Some("Any exercise"), chosen("exercise"), exercises.into_iter())}
            {choice("status", "Status", Some("Any status"), chosen("status"), statuses)}
            <div class="field">
                <label for="from">"From"</label>
                <input id="from" name="from" type="date" value=day(filter.from) />
            </div>
            <div class="field">
                <label for="to">"To"</label>
                <input id="to" name="to" type="date" value=day(filter.to) />
            </div>
            {choice("show", "Show", None, chosen("show"), shown)}
            <div class="row">
                <button class="button">{Icon::Search.view()} "Show"</button>
                {(!filter.is_plain()).then(|| view! { <a class="button" data-kind="quiet" href="/plans">{Icon::Cross.view()} "Clear"</a> })}
            </div>
        </form>
    }
    .into_any()
}
