//! What an open gate asks for next: the way forward, and where time runs out the rows of the referral sheet.

use domain::{
    gates::{GateLog, Opener},
    ids::ItemId,
    library::english,
    library::model::{Gate, Referral},
    words::GateId,
};
use leptos::prelude::*;

use crate::shelf::library;

/// What opened a gate, in the words of the library.
pub fn opened_by(opener: &Opener) -> String {
    crate::islands::opened_by(opener)
}

/// An open gate and what to do next about it.
pub fn next_step(id: GateId) -> AnyView {
    let library = library();
    let gate = library.gate(id);
    let rows: Vec<_> = urgent(id).map(referral).collect();
    let urgent = (!rows.is_empty()).then(|| {
        view! {
            <p><strong>"Time matters. For you to say, not medical advice:"</strong></p>
            <ul class="referrals">{rows}</ul>
        }
    });
    view! {
        <div class="next-step">
            <h3>{gate.name.clone()}</h3>
            <p>{gate.effect_on_plan.clone()}</p>
            {way_forward(gate)}
            {urgent}
        </div>
    }
    .into_any()
}

/// Exercises that lead through the gate.
pub fn way_forward(gate: &Gate) -> Option<AnyView> {
    let links: Vec<_> = gate.way_forward.iter().filter_map(link).collect();
    if links.is_empty() {
        return None;
    }
    Some(view! { <p>"What to do next:"</p> <ul class="list">{links}</ul> }.into_any())
}

fn link(id: &ItemId) -> Option<AnyView> {
    let library = library();
    let item = library.item(id)?;
    Some(view! { <li><a href=format!("/library/{id}")>{item.title.to_string()}</a></li> }.into_any())
}

/// Rows of the referral sheet for a gate under which time runs out.
fn urgent(id: GateId) -> impl Iterator<Item = &'static Referral> {
    let closing = matches!(id, GateId::Acute | GateId::Suicide | GateId::Withdrawal);
    english().referrals().iter().filter(move |row| closing && row.gates.contains(&id))
}

fn referral(row: &'static Referral) -> AnyView {
    view! {
        <li>
            <strong>{row.need.as_str()}</strong>
            <span>{row.window.as_str()}</span>
            <span class="soft">{row.say.as_str()}</span>
        </li>
    }
    .into_any()
}

/// Gates that are open and that one of these indicators speaks for.
pub fn open_because_of<'a>(
    gates: &'a GateLog,
    told: impl Fn(&domain::ids::IndicatorId) -> bool + 'a,
) -> impl Iterator<Item = GateId> + 'a {
    gates
        .iter()
        .filter(move |(_, state)| {
            let speaks = |opener: &Opener| matches!(opener, Opener::Indicator(id) if told(id));
            state.open && state.opened_by.iter().any(speaks)
        })
        .map(|(gate, _)| gate)
}
