//! The library beside the plan: searched as one types, every exercise with how it stands.

use domain::words::{Challenge, Phase};
use leptos::prelude::*;

use super::{
    super::erased,
    aside::{add, why_held},
    table::Table,
};
use crate::{
    finder::{Card, Field, MINUTES, Query, find},
    parts::{Chip, Icon},
    shelf::library,
    wording,
};

/// The drawer; open where the address asks for something.
pub(super) fn drawer(table: Table, query: Option<Query>) -> impl IntoView {
    let open = RwSignal::new(query.is_some());
    let asked = RwSignal::new(query.unwrap_or_default());
    let address = table.address("");
    erased(view! {
        <div class="drawer-door">
            <a
                class="button"
                href=format!("{address}?library=open#library")
                aria-expanded=move || open.get().to_string()
                on:click=move |event| {
                    event.prevent_default();
                    open.update(|open| *open = !*open);
                }
            >
                {Icon::Search.view()}
                {move || if open.get() { "Close the library" } else { "Search the library" }}
            </a>
        </div>
        <Show when=move || open.get()>
            <section class="card drawer" id="library" aria-label="Library">
                {form(table, asked)}
                {results(table, asked)}
            </section>
        </Show>
    })
}

fn form(table: Table, asked: RwSignal<Query>) -> impl IntoView {
    let phases = Phase::ALL.iter().map(|phase| (phase.to_string(), wording::phase(*phase).to_owned())).collect();
    let challenges = Challenge::ALL.iter().map(|one| (one.to_string(), wording::challenge(*one).to_owned())).collect();
    let minutes = MINUTES.iter().map(|n| (n.to_string(), format!("Up to {n} minutes"))).collect();
    erased(view! {
        <form class="drawer-form" role="search" method="get" action=table.address("") on:submit=|event| event.prevent_default()>
            <input type="hidden" name="library" value="open" />
            <div class="field" data-wide>
                <label for="q">"Search"</label>
                <input
                    id="q"
                    name="q"
                    type="search"
                    autocomplete="off"
                    value=asked.with_untracked(|query| query.text.clone())
                    on:input:target=move |event| asked.update(|query| query.set(Field::Text, &event.target().value()))
                />
            </div>
            {choice(asked, Field::Phase, "Phase", "Any phase", phases)}
            {choice(asked, Field::Challenge, "Challenge", "Any challenge", challenges)}
            {choice(asked, Field::Minutes, "Time", "Any length", minutes)}
            <button class="button when-asleep">"Search"</button>
        </form>
    })
}

fn choice(
    asked: RwSignal<Query>,
    field: Field,
    label: &'static str,
    any: &'static str,
    entries: Vec<(String, String)>,
) -> impl IntoView {
    let chosen = asked.with_untracked(|query| query.get(field));
    let entries = entries
        .into_iter()
        .map(|(value, words)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{words}</option> }
        })
        .collect_view();
    erased(view! {
        <div class="field">
            <label for=field.name()>{label}</label>
            <select
                id=field.name()
                name=field.name()
                on:change:target=move |event| asked.update(|query| query.set(field, &event.target().value()))
            >
                <option value="">{any}</option>
                {entries}
            </select>
        </div>
    })
}

fn results(table: Table, asked: RwSignal<Query>) -> impl IntoView {
    let cards = StoredValue::new(library().items().iter().map(Card::of).collect::<Vec<Card>>());
    let found = move || {
        asked.with(|query| {
            cards.with_value(|cards| {
                cards.iter().filter(|card| find(card, query).is_some()).cloned().collect::<Vec<_>>()
            })
        })
    };
    let count = move || wording::exercises(found().len());
    erased(view! {
        <p class="small soft" role="status">{count}</p>
        <ul class="drawer-list">
            <For each=found key=|card| card.id.clone() children=move |card| result(table, &card) />
        </ul>
    })
}

fn result(table: Table, card: &Card) -> impl IntoView + use<> {
    let item = card.id.parse().ok().and_then(|id| library().item(&id));
    let known = item.map(|item| {
        let id = item.id.clone();
        let free = table.standings.with_untracked(|standings| {
            standings.of_item(&id).is_some_and(|standing| standing.holds.is_empty())
        });
        let done = table.standings.with_untracked(|standings| standings.done.contains(&id));
        let needs_only = table.standings.with_untracked(|standings| {
            standings.of_item(&id).is_some_and(|standing| {
                standing.holds.iter().all(|hold| matches!(hold, domain::holds::Hold::Need(_)))
            })
        });
        view! {
            {done.then(|| view! { <Chip text="Done before" /> })}
            {(!free).then(|| view! { <Chip text=if needs_only { "Needs something first" } else { "Held" } tone=if needs_only { "amber" } else { "stop" } /> })}
            {(free || needs_only).then(|| add(table, item))}
            {(!free).then(|| view! { <details class="small"><summary>"Why"</summary>{why_held(table, &id)}</details> })}
        }
    });
    erased(view! {
        <li class="drawer-item">
            <p><a href=format!("/library/{}", card.id)>{card.title.clone()}</a> <span class="soft small">{format!(" · {} min", card.minutes)}</span></p>
            <p class="soft small">{card.line.clone()}</p>
            <div class="suggestion-foot">{known}</div>
        </li>
    })
}
