//! The library beside the plan: searched during typing, each exercise with its status.

use domain::safety::Hold;
use maud::{Markup, html};

use crate::{
    browser::library_context::{cards, library},
    layout::{Icon, chip, wording},
    library::finder::{Card, Field, Query, choices, find},
    plan_editor::island::{
        editor::ViewModel,
        view::add::{add, why_held},
    },
};

/// The drawer; open if the address has a query.
pub(crate) fn drawer(look: &ViewModel<'_>) -> Markup {
    let open = look.asked.is_some();
    html! {
        div class="drawer-door" {
            a class="button" data-do="library" href=(look.about.address("?library=open#library")) aria-expanded=(open) {
                (Icon::Search)
                @if open { "Close the library" } @else { "Search " (wording::exercises(cards().len())) }
            }
        }
        @if let Some(query) = look.asked {
            section class="card drawer" id="library" aria-label="Library" {
                (form(look, query))
                (results(look, query))
            }
        }
    }
}

fn form(look: &ViewModel<'_>, query: &Query) -> Markup {
    html! {
        form class="drawer-form" role="search" method="get" action=(look.about.address("")) {
            input type="hidden" name="library" value="open";
            div class="field" data-wide="" {
                label for="q" { "Search" }
                input id="q" name="q" type="search" autocomplete="off" value=(query.text);
            }
            @for field in [Field::Phase, Field::Challenge, Field::Minutes] { (choice(field, query)) }
            button class="button when-asleep" { "Search" }
        }
    }
}

/// One filter, as on the library's own page.
fn choice(field: Field, query: &Query) -> Markup {
    let (label, any, entries) = choices(field);
    let chosen = query.get(field);
    html! {
        div class="field" {
            label for=(format!("drawer-{}", field.name())) { (label) }
            select id=(format!("drawer-{}", field.name())) name=(field.name()) {
                option value="" selected[chosen.is_empty()] { (any) }
                @for (value, words) in entries { option value=(value) selected[value == chosen] { (words) } }
            }
        }
    }
}

fn results(look: &ViewModel<'_>, query: &Query) -> Markup {
    let cards = cards();
    let found: Vec<&Card> = cards.iter().filter(|card| find(card, query).is_some()).collect();
    html! {
        p class="small soft" role="status" { (wording::exercises(found.len())) }
        ul class="drawer-list" { @for card in &found { (result(look, card)) } }
    }
}

fn result(look: &ViewModel<'_>, card: &Card) -> Markup {
    html! {
        li class="drawer-item" id=(format!("found-{}", card.id)) {
            p {
                a href=(format!("/library/{}", card.id)) { (card.title) }
                " " span class="soft small" { " · " (card.minutes) " min" }
            }
            p class="soft small" { (card.line) }
            div class="suggestion-foot" { (known(look, card)) }
        }
    }
}

fn known(look: &ViewModel<'_>, card: &Card) -> Markup {
    let library = library();
    let item = card.id.parse().ok().and_then(|id| library.item(&id));
    let Some((item, standing)) = item.and_then(|item| Some((item, look.standings.of_item(&item.id)?))) else {
        return html! {};
    };
    let free = standing.holds.is_empty();
    let needs_only = standing.holds.iter().all(|hold| matches!(hold, Hold::Need(_)));
    html! {
        @if let Some(done) = look.standings.done_in_words(&item.id) { (chip(&done, "plain", None)) }
        @if !free {
            @if needs_only { (chip("Needs something first", "amber", None)) } @else { (chip("On hold", "stop", Some(Icon::Pause))) }
        }
        @if needs_only { (add(look, item)) }
        @if !free {
            details class="small" { summary { "Why" } (why_held(look, item)) }
        }
    }
}
