//! Below the map: where the work stands, which gates are open, and what there is to build on.

use std::collections::BTreeMap;

use domain::{gates::Opener, ids::ItemId, words::GateId};
use maud::{Markup, html};

use super::{About, Look};
use crate::{shelf, wording};

/// Phase, open gates and strengths.
pub(super) fn beside(look: &Look, about: &About) -> Markup {
    html! {
        section aria-labelledby="map-phase" {
            h3 id="map-phase" { "Where the work stands" }
            p { strong { (wording::phase(look.phase.id)) } }
            p class="small soft" { (look.phase.because) }
        }
        section aria-labelledby="map-gates" {
            h3 id="map-gates" { "Open safety gates" }
            p class="small soft" hidden[!look.gates.is_empty()] { "None is open." }
            ul class="open-gates" {
                @for (id, overridden, openers) in &look.gates { (gate(*id, *overridden, openers)) }
            }
            a class="button" href=(format!("/couples/{}/gates", about.couple)) { "Gates: close, override, history" }
        }
        section aria-labelledby="map-strengths" {
            h3 id="map-strengths" { "What to build on" }
            p class="small soft" hidden[!look.strengths.is_empty()] {
                "Ask about strengths as well: they stand last among the questions."
            }
            ul class="strengths" { @for id in &look.strengths { (strength(id, &about.titles)) } }
        }
    }
}

fn gate(id: GateId, overridden: bool, openers: &[Opener]) -> Markup {
    let library = shelf::library();
    let gate = library.gate(id);
    html! {
        li id=(format!("open-{id}")) {
            details {
                summary { (gate.name) @if overridden { " (overridden)" } }
                p class="small" { b { "Opened by" } }
                ul class="small list" { @for opener in openers { li { (opened_by(opener)) } } }
                p class="small" { b { "It closes when: " } (gate.closes_when) }
            }
        }
    }
}

/// What opened a gate, in words; what was told alone is not repeated.
pub fn opened_by(opener: &Opener) -> String {
    let library = shelf::library();
    match opener {
        Opener::Indicator(id) => {
            library.indicator(id).map_or_else(|| id.to_string(), |indicator| format!("{} ({id})", indicator.text))
        }
        Opener::Rule(id) => library.rule(id).map_or_else(|| id.to_string(), |rule| format!("{} ({id})", rule.when)),
        Opener::Alone => "Something told alone".into(),
        Opener::Hand => "You, by hand".into(),
    }
}

fn strength(id: &str, titles: &BTreeMap<ItemId, String>) -> Markup {
    let library = shelf::library();
    html! {
        @if let Some(strength) = library.strength(id) {
            li {
                (strength.text)
                ul class="small" {
                    @for (id, title) in strength.items.iter().filter_map(|id| titles.get_key_value(id)) {
                        li { a href=(format!("/library/{id}")) { (title) } }
                    }
                }
            }
        }
    }
}
