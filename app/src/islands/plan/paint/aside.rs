//! The side of the plan: what is suggested and why, what is held and what would release it, and the library.

use domain::{
    desk::{Status, agenda::Suggested},
    library::model::Item,
};
use maud::{Markup, html};

use super::{Look, drawer::drawer, words};
use crate::{
    parts::{Icon, chip},
    shelf::library,
    wording,
};

/// How many suggestions are shown at once.
const SHOWN: usize = 5;

pub(super) fn aside(look: &Look<'_>) -> Markup {
    let library = library();
    let new = |id: &_| !look.plan.has(id);
    let suggested = look.standings.suggested.iter().filter(|one| new(&one.item)).take(SHOWN);
    let waiting = look.standings.waiting.iter().filter(|id| new(id)).filter_map(|id| library.item(id));
    html! {
        aside class="plan-side" aria-label="Suggestions and library" {
            (drawer(look))
            h2 id="suggestions" { "Suggested next" }
            ul class="suggestions" {
                @for one in suggested { (suggestion(look, one)) }
                @for item in waiting { (held(look, item)) }
            }
            details class="card reminders small" {
                summary { "Keep in mind today" }
                (words::reminders(&look.standings.reminders))
            }
        }
    }
}

fn suggestion(look: &Look<'_>, suggested: &Suggested) -> Markup {
    let library = library();
    let Some(item) = library.item(&suggested.item) else { return html! {} };
    let (reason, more) = suggested.because.split_first().map_or(("", &[][..]), |(first, more)| (first.as_str(), more));
    html! {
        li class="card suggestion" id=(format!("suggested-{}", item.id)) {
            div class="suggestion-head" {
                h3 { a href=(format!("/library/{}", item.id)) { (item.title.as_str()) } }
                span class="chip" { (item.minutes.typical) " min" }
            }
            p class="soft" { (reason) }
            @if !more.is_empty() {
                details class="small" {
                    summary { "More reasons" }
                    ul { @for reason in more { li { (reason) } } }
                }
            }
            div class="suggestion-foot" {
                @if let Some(challenge) = item.serves.first() { (chip(wording::challenge(*challenge), "plain", None)) }
                @if item.high_intensity { (chip("High intensity", "clay", Some(Icon::Flame))) }
                (add(look, item))
            }
        }
    }
}

/// The button that takes an exercise into the plan.
pub(super) fn add(look: &Look<'_>, item: &Item) -> Markup {
    let off = look.plan.status == Status::Held || look.plan.has(&item.id);
    html! {
        button class="button" data-kind="quiet" form="plan" name="do" value=(format!("add:{}", item.id))
            aria-label=(format!("Add “{}”", item.title)) disabled[off] { (Icon::Plus) "Add" }
    }
}

fn held(look: &Look<'_>, item: &Item) -> Markup {
    html! {
        li class="card suggestion" data-held="" id=(format!("held-{}", item.id)) {
            div class="suggestion-head" {
                h3 { a href=(format!("/library/{}", item.id)) { (item.title.as_str()) } }
                (chip("Held", "stop", Some(Icon::Lock)))
            }
            (why_held(look, item))
        }
    }
}

/// What holds an exercise, each with where to read what would release it.
pub(super) fn why_held(look: &Look<'_>, item: &Item) -> Markup {
    let holds = look.standings.of_item(&item.id).map_or(&[][..], |standing| &standing.holds);
    html! { ul class="why-held small" { @for hold in holds { (words::hold(look.about, hold)) } } }
}
