//! The library with its search: narrows at once while somebody types. Without WebAssembly the same form asks the server.

use leptos::{ev, prelude::*};

use super::erased;
use crate::{
    finder::{Attendance, Card, Field, Found, Query, choices, find},
    packed::Packed,
    parts::{Chip, Icon},
    wording,
};
use domain::words::Phase;

/// Where each card stands with what is asked for, in the order of the cards.
type Standings = Memo<Vec<Option<Found>>>;

/// Search, filters and all cards by phase.
#[island]
pub fn Finder(
    /// All exercises, by phase.
    cards: Packed<Vec<Card>>,
    /// What the address of the page asks for.
    query: Packed<Query>,
) -> impl IntoView {
    let (cards, asked) = (cards.0, RwSignal::new(query.0));
    let shelves = shelves(&cards);
    let standings: Standings =
        Memo::new(move |_| asked.with(|query| cards.iter().map(|card| find(card, query)).collect()));
    // The address follows, so that going back, reloading and sharing show the same. The first run only learns it.
    Effect::new(move |before: Option<String>| {
        let address = asked.with(Query::address);
        if before.is_some_and(|before| before != address) {
            show_address(&address);
        }
        address
    });
    let clear = move |event: ev::MouseEvent| {
        event.prevent_default();
        asked.set(Query::default());
    };
    view! {
        <form class="finder" role="search" action="/library" method="get" on:submit=|event| event.prevent_default()>
            {form(asked)}
        </form>
        <div class="found">
            <p role="status">{move || count(&standings.get())}</p>
            <a class="button" data-kind="quiet" href="/library" hidden=move || asked.with(Query::is_empty) on:click=clear>
                {Icon::Cross.view()}
                "Clear search and filters"
            </a>
        </div>
        {shelves.into_iter().map(|(phase, cards)| shelf(phase, cards, standings)).collect_view()}
        <div class="empty" hidden=move || standings.with(|all| all.iter().any(Option::is_some))>
            <h2>"No exercise matches all of this"</h2>
            <p>"Fewer words or one filter less may find it. Words are looked for in titles, steps and client texts."</p>
            <a class="button" href="/library" on:click=clear>"Clear and show all"</a>
        </div>
    }
}

/// Cards with their places, by phase.
fn shelves(cards: &[Card]) -> Vec<(Phase, Vec<(usize, Card)>)> {
    let on = |phase: Phase| {
        let placed = cards.iter().cloned().enumerate();
        placed.filter(|(_, card)| card.phase == phase).collect::<Vec<_>>()
    };
    Phase::ALL.iter().map(|phase| (*phase, on(*phase))).collect()
}

fn count(standings: &[Option<Found>]) -> String {
    let (found, all) = (standings.iter().flatten().count(), standings.len());
    if found == all { wording::exercises(all) } else { format!("{found} of {}", wording::exercises(all)) }
}

fn form(asked: RwSignal<Query>) -> impl IntoView {
    erased(view! {
        <div class="field" data-wide>
            <label for="q">"Search"</label>
            <div class="search">
                {Icon::Search.view()}
                <input
                    id="q"
                    name="q"
                    type="search"
                    placeholder="A word from a title, a step or a client text"
                    autocomplete="off"
                    value=asked.with_untracked(|query| query.text.clone())
                    prop:value=move || asked.with(|query| query.text.clone())
                    on:input:target=move |event| {
                        asked.update(|query| query.set(Field::Text, &event.target().value()));
                    }
                />
            </div>
        </div>
        {[Field::Phase, Field::Challenge, Field::Who, Field::Minutes].map(|field| choice(asked, field))}
        <button class="button when-asleep" data-kind="primary">"Search"</button>
    })
}

/// One filter: a list to choose from, each entry a value and its words.
fn choice(asked: RwSignal<Query>, field: Field) -> impl IntoView {
    let (label, any, entries) = choices(field);
    let chosen = asked.with_untracked(|query| query.get(field));
    let nothing_chosen = chosen.is_empty();
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
                prop:value=move || asked.with(|query| query.get(field))
                on:change:target=move |event| asked.update(|query| query.set(field, &event.target().value()))
            >
                <option value="" selected=nothing_chosen>{any}</option>
                {entries}
            </select>
        </div>
    })
}

/// One phase with its cards; out of sight while none of them matches.
fn shelf(phase: Phase, cards: Vec<(usize, Card)>, standings: Standings) -> impl IntoView {
    let places: Vec<usize> = cards.iter().map(|(place, _)| *place).collect();
    let total = places.len();
    let found = Memo::new(move |_| standings.with(|all| places.iter().filter(|place| all[**place].is_some()).count()));
    erased(view! {
        <section class="shelf" data-phase=phase.as_str() hidden=move || found.get() == 0>
            <h2>
                {wording::phase(phase)}
                <small>{move || if found.get() == total { total.to_string() } else { format!("{} of {total}", found.get()) }}</small>
            </h2>
            <ul class="cards">
                {cards.into_iter().map(|(place, card)| exercise(place, card, standings)).collect_view()}
            </ul>
        </section>
    })
}

fn exercise(place: usize, card: Card, standings: Standings) -> impl IntoView {
    let standing = move || standings.with(|all| all[place]);
    let more = card.serves.len().saturating_sub(SHOWN);
    let serves = card
        .serves
        .iter()
        .take(SHOWN)
        .map(|challenge| view! { <li><Chip text=wording::challenge(*challenge) /></li> })
        .collect_view();
    let together = card.attendance.contains(&Attendance::Couple);
    erased(view! {
        <li class="exercise" hidden=move || standing().is_none()>
            <h3><a href=format!("/library/{}", card.id)>{card.title}</a></h3>
            <p class="why">{card.line}</p>
            <p class="facts">
                <span>{Icon::Clock.view()}{format!("{} min", card.minutes)}</span>
                <span>{if together { Icon::People } else { Icon::Person }.view()}{card.who}</span>
            </p>
            <ul class="chips" aria-label="Serves">
                {card.high_intensity.then(|| view! { <li><Chip text="High intensity: one a session" tone="clay" icon=Icon::Flame /></li> })}
                {serves}
                {(more > 0).then(|| view! { <li class="small soft">{format!("and {more} more")}</li> })}
            </ul>
            <p class="within" hidden=move || standing() != Some(Found::Within)>"Your words stand in its full text."</p>
        </li>
    })
}

/// How many challenges a card names.
const SHOWN: usize = 2;

#[cfg(feature = "hydrate")]
fn show_address(address: &str) {
    if let Ok(history) = window().history() {
        // Where the browser refuses, the address stays as it was; the list is right all the same.
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(address));
    }
}

#[cfg(not(feature = "hydrate"))]
fn show_address(_address: &str) {}
