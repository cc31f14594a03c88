//! Below the map: where the work stands, which gates are open, and what there is to build on.

use domain::{gates::Opener, words::GateId};
use leptos::prelude::*;

use super::{Look, erased};
use crate::{shelf, wording};

/// Phase, open gates and strengths.
pub fn beside(look: Memo<Look>, gates: String) -> impl IntoView {
    let phase = move || look.with(|look| wording::phase(look.phase.id));
    let because = move || look.with(|look| look.phase.because.clone());
    let none = move || look.with(|look| look.gates.is_empty());
    let list = move || look.with(|look| look.gates.iter().map(gate).collect::<Vec<_>>());
    let nothing_seen = move || look.with(|look| look.strengths.is_empty());
    let strengths = move || look.with(|look| look.strengths.iter().map(|id| strength(id)).collect::<Vec<_>>());
    erased(view! {
        <section aria-labelledby="map-phase">
            <h3 id="map-phase">"Where the work stands"</h3>
            <p><strong>{phase}</strong></p>
            <p class="small soft">{because}</p>
        </section>
        <section aria-labelledby="map-gates">
            <h3 id="map-gates">"Open safety gates"</h3>
            <p class="small soft" hidden=move || !none()>"None is open."</p>
            <ul class="open-gates">{list}</ul>
            <a class="button" href=gates>"Gates: close, override, history"</a>
        </section>
        <section aria-labelledby="map-strengths">
            <h3 id="map-strengths">"What to build on"</h3>
            <p class="small soft" hidden=move || !nothing_seen()>"Ask about strengths as well: they stand last among the questions."</p>
            <ul class="strengths">{strengths}</ul>
        </section>
    })
}

fn gate((id, overridden, openers): &(GateId, bool, Vec<Opener>)) -> impl IntoView + use<> {
    let gate = shelf::library().gate(*id);
    let why: Vec<_> = openers.iter().map(|opener| view! { <li>{opened_by(opener)}</li> }).collect();
    view! {
        <li>
            <details>
                <summary>{gate.name.clone()} {overridden.then_some(" (overridden)")}</summary>
                <p class="small"><b>"Opened by"</b></p>
                <ul class="small list">{why}</ul>
                <p class="small"><b>"It closes when: "</b>{gate.closes_when.clone()}</p>
            </details>
        </li>
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
    }
}

fn strength(id: &str) -> impl IntoView + use<> {
    let library = shelf::library();
    let strength = library.strength(id);
    let text = strength.map_or_else(String::new, |strength| strength.text.clone());
    let items = strength.map_or(&[][..], |strength| &strength.items);
    let links: Vec<_> = items
        .iter()
        .filter_map(|id| library.item(id))
        .map(|item| view! { <li><a href=format!("/library/{}", item.id)>{item.title.to_string()}</a></li> })
        .collect();
    view! { <li>{text}<ul class="small">{links}</ul></li> }
}
