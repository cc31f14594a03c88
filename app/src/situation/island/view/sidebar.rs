//! Below the map: the phase, the open gates, and the strengths.

use domain::{
    safety::Opener,
    vocabulary::{GateId, ItemId, SmallMap, text_case::capital},
};
use maud::{Markup, html};

use crate::{
    browser::library_context,
    layout::wording,
    situation::island::view_model::{SituationContext, ViewModel},
};

/// Renders phase, open gates and strengths.
pub(crate) fn beside(look: &ViewModel, about: &SituationContext) -> Markup {
    html! {
        section aria-labelledby="map-phase" {
            h3 id="map-phase" { "Phase" }
            p { strong { (wording::phase(look.phase.id)) } }
            p class="small soft" { (look.phase.because) }
        }
        section aria-labelledby="map-gates" {
            h3 id="map-gates" { "Active safety holds" }
            p class="small soft" hidden[!look.gates.is_empty()] { "No active holds" }
            ul class="open-gates" {
                @for (id, overridden, openers) in &look.gates { (gate(*id, *overridden, openers)) }
            }
            a class="button" href=(format!("/couples/{}/gates", about.couple)) { "All holds" }
        }
        section {
            h3 { "Strengths" }
            p class="small soft" hidden[!look.strengths.is_empty()] {
                "Ask about strengths too: last section."
            }
            ul class="strengths" { @for id in &look.strengths { (strength(id, &about.titles)) } }
        }
    }
}

fn gate(id: GateId, overridden: bool, openers: &[Opener]) -> Markup {
    let library = library_context::library();
    let gate = library.gate(id);
    html! {
        li id=(format!("open-{id}")) {
            details {
                summary { (gate.name) @if overridden { " (going ahead)" } }
                p class="small" { b { "What activated it" } }
                ul class="small list" { @for opener in openers { li { (opened_by(opener)) } } }
                p class="small" { b { "Can be lifted when: " } (gate.closes_when) }
            }
        }
    }
}

/// Returns the reason that opened a gate; private answers are not repeated.
pub fn opened_by(opener: &Opener) -> String {
    let library = library_context::library();
    match opener {
        Opener::Indicator(id) => {
            library.indicator(id).map_or_else(|| id.to_string(), |indicator| indicator.text.clone())
        }
        Opener::Rule(id) if *id == *"R1" => "Individual interviews are not complete".into(),
        Opener::Rule(id) => library.rule(id).map_or_else(|| id.to_string(), |rule| capital(&rule.when)),
        Opener::Alone => "An answer from an individual interview".into(),
        Opener::Hand => "You".into(),
        Opener::Check => "An answer was entered by mistake: check again, alone, at the next contact".into(),
        Opener::Concern => "A safety concern in a session".into(),
    }
}

fn strength(id: &str, titles: &SmallMap<ItemId, String>) -> Markup {
    let library = library_context::library();
    html! {
        @if let Some(strength) = library.strength(id) {
            li {
                (strength.text)
                ul class="small" {
                    @for (id, title) in strength.items.iter().filter_map(|id| Some((id, titles.get(id)?))) {
                        li { a href=(format!("/library/{id}")) { (title) } }
                    }
                }
            }
        }
    }
}
