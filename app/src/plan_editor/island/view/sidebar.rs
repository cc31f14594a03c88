//! The sidebar of the plan: suggestions with reasons, held exercises with what would release them, and the library.

use domain::{library::model::Item, plan::editor::Suggested};
use maud::{Markup, html};

use crate::{
    browser::library_context::library,
    layout::{Icon, chip, wording},
    plan_editor::island::{
        editor::ViewModel,
        view::{
            add::{add, why_held},
            drawer::drawer,
            words,
        },
    },
};

/// Number of suggestions shown at once.
const SHOWN: usize = 5;

pub(crate) fn aside(look: &ViewModel<'_>) -> Markup {
    let library = library();
    let new = |id: &_| !look.plan.has(id);
    let suggested = look.standings.suggested.iter().filter(|one| new(&one.item)).take(SHOWN);
    let stopped = look.stopped().is_some();
    let waiting = look.standings.waiting.iter().filter(|id| new(id) && !stopped).filter_map(|id| library.item(id));
    html! {
        aside class="plan-side" id="add" aria-label="Suggestions and library" {
            a class="button to-suggestions" href="#plan" { "Close" }
            (drawer(look))
            h2 id="suggestions" { (if stopped { "Usable now, one partner alone" } else { "Add to this session" }) }
            ul class="suggestions" {
                @for one in suggested { (suggestion(look, one)) }
                @for item in waiting { (held(look, item)) }
            }
            @if stopped {
                p class="small soft" { "Book the two sessions at separate times. Never repeat to one what the other has said." }
            }
            details class="card reminders small" {
                summary { "Reminders for today" }
                (words::reminders(&look.standings.reminders))
            }
        }
    }
}

fn suggestion(look: &ViewModel<'_>, suggested: &Suggested) -> Markup {
    let library = library();
    let Some(item) = library.item(&suggested.item) else { return html! {} };
    // The chip says it already.
    let done = look.standings.done_in_words(&item.id);
    let mut reasons = suggested.because.iter().filter(|reason| done.as_ref() != Some(*reason));
    let (reason, more) = (reasons.next().map_or("", String::as_str), reasons.collect::<Vec<_>>());
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
                @if let Some(challenge) = suggested.challenge { (chip(wording::challenge(challenge), "plain", None)) }
                @if item.high_intensity { (chip("High intensity", "clay", Some(Icon::Flame))) }
                @if let Some(done) = &done { (chip(done, "plain", Some(Icon::Check))) }
                (add(look, item))
            }
        }
    }
}

fn held(look: &ViewModel<'_>, item: &Item) -> Markup {
    html! {
        li class="card suggestion" data-held="" id=(format!("held-{}", item.id)) {
            div class="suggestion-head" {
                h3 { a href=(format!("/library/{}", item.id)) { (item.title.as_str()) } }
                (chip("On hold", "stop", Some(Icon::Pause)))
            }
            (why_held(look, item))
        }
    }
}
