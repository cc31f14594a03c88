//! The library with its search, as HTML. The page's script requests this page again during typing, and replaces the
//! parts with `data-live-part`; without script the form has the same effect.

use domain::vocabulary::Phase;
use maud::{Markup, html};

use crate::{
    layout::{Icon, chip, wording},
    library::finder::{Attendance, Card, Field, Found, Query, choices, find},
};

/// Renders search, filters and all cards by phase.
pub fn library(cards: &[Card], query: &Query) -> String {
    let found: Vec<Option<Found>> = cards.iter().map(|card| find(card, query)).collect();
    let nothing = found.iter().all(Option::is_none);
    html! {
        form class="finder" role="search" data-live="" data-script="live" action="/library" method="get" autocomplete="off" { (form(query)) }
        div class="found" {
            p role="status" data-live-part="count" { (count(&found)) }
            a class="button" data-kind="quiet" href="/library" data-live-part="clear" hidden[query.is_empty()] {
                (Icon::Cross) "Clear search and filters"
            }
        }
        div data-live-part="found" {
            @for phase in Phase::ALL { (shelf(*phase, cards, &found)) }
            div class="empty" hidden[!nothing] {
                h2 { "No exercises match these filters" }
                p { "Try fewer words or remove a filter. Searches titles, steps and client texts." }
                a class="button" href="/library" { "Clear filters" }
            }
        }
    }
    .into_string()
}

fn count(found: &[Option<Found>]) -> String {
    let (some, all) = (found.iter().flatten().count(), found.len());
    if some == all { wording::exercises(all) } else { format!("{some} of {}", wording::exercises(all)) }
}

fn form(query: &Query) -> Markup {
    html! {
        div class="field" data-wide="" {
            label for="q" { "Search" }
            div class="search" {
                (Icon::Search)
                input id="q" name="q" type="search" placeholder="A word from a title, a step or a client text"
                    autocomplete="off" value=(query.text);
            }
        }
        @for field in [Field::Phase, Field::Challenge, Field::Who, Field::Minutes] { (choice(field, query)) }
        button class="button when-asleep" data-kind="primary" { "Search" }
    }
}

/// Renders one filter: a list to choose from, each entry a value and its label.
fn choice(field: Field, query: &Query) -> Markup {
    let (label, any, entries) = choices(field);
    let chosen = query.get(field);
    html! {
        div class="field" {
            label for=(field.name()) { (label) }
            select id=(field.name()) name=(field.name()) {
                option value="" selected[chosen.is_empty()] { (any) }
                @for (value, words) in entries { option value=(value) selected[value == chosen] { (words) } }
            }
        }
    }
}

/// Renders one phase with its cards; hidden while none of them matches.
fn shelf(phase: Phase, cards: &[Card], found: &[Option<Found>]) -> Markup {
    let here: Vec<(&Card, Option<Found>)> =
        cards.iter().zip(found.iter().copied()).filter(|(card, _)| card.phase == phase).collect();
    let (some, total) = (here.iter().filter(|(_, found)| found.is_some()).count(), here.len());
    html! {
        section class="shelf" data-phase=(phase.as_str()) hidden[some == 0] {
            h2 {
                (wording::phase(phase))
                small { @if some == total { (total) } @else { (some) " of " (total) } }
            }
            ul class="cards" { @for (card, found) in here { (exercise(card, found)) } }
        }
    }
}

fn exercise(card: &Card, found: Option<Found>) -> Markup {
    let more = card.serves.len().saturating_sub(SHOWN);
    let together = card.attendance.contains(&Attendance::Couple);
    html! {
        li class="exercise" hidden[found.is_none()] {
            h3 { a href=(format!("/library/{}", card.id)) { (card.title) } }
            p class="why" { (card.line) }
            p class="facts" {
                span { (Icon::Clock) (card.minutes) " min" }
                span { (if together { Icon::People } else { Icon::Person }) (card.who) }
            }
            ul class="chips" aria-label="Serves" {
                @if card.high_intensity { li { (chip("High intensity: one a session", "clay", Some(Icon::Flame))) } }
                @for challenge in card.serves.iter().take(SHOWN) {
                    li { (chip(wording::challenge(*challenge), "plain", None)) }
                }
                @if more > 0 { li class="small soft" { "and " (more) " more" } }
            }
            p class="within" hidden[found != Some(Found::Within)] { "Found in the full text" }
        }
    }
}

/// Number of challenges on a card.
const SHOWN: usize = 2;
