//! What an open gate asks for next: the way forward, and where time runs out the rows of the referral sheet.

use domain::{
    gates::{GateLog, Opener},
    handout::urgent,
    ids::ItemId,
    library::model::{Gate, Referral},
    words::GateId,
};
use leptos::prelude::*;

use crate::{
    parts::{Icon, PaperChoice},
    shelf::library,
    visitor::Reply,
};

/// What opened a gate, in the words of the library.
pub fn opened_by(opener: &Opener) -> String {
    crate::islands::opened_by(opener)
}

/// An open gate of the couple at this address, and what to do next about it.
pub fn next_step(id: GateId, couple: &str, reply: &Reply) -> AnyView {
    let library = library();
    let gate = library.gate(id);
    view! {
        <div class="next-step">
            <h3>{gate.name.clone()}</h3>
            <p>{gate.effect_on_plan.clone()}</p>
            {way_forward(gate)}
            {for_one_hand(id, couple, reply)}
        </div>
    }
    .into_any()
}

/// The rows of the referral sheet where time runs out, and the way to put some of them into one person's hand. None is
/// ticked from the start: a row that is not meant for somebody may frighten them, or give them away.
fn for_one_hand(id: GateId, couple: &str, reply: &Reply) -> Option<AnyView> {
    let library = library();
    let rows: Vec<_> = urgent(&library, id).map(|row| referral(row, reply)).collect();
    if rows.is_empty() {
        return None;
    }
    let view = view! {
        <form
            class="stack"
            method="post"
            action=format!("{couple}/gates/{id}/referrals.pdf")
            target="_blank"
            autocomplete="off"
        >
            <p><strong>"Time matters. For you to say, not medical advice:"</strong></p>
            <ul class="referrals">{rows}</ul>
            <p class="small soft">"To put some of it on paper, tick what is meant for this person. The sheet has no name, and does not say why they need it."</p>
            <label class="choice">
                <input type="checkbox" name="asked" value="yes" required checked=reply.ticked("asked", "yes", false) />
                <span>"I asked this person alone: they want it on paper, and have a safe place for it"</span>
            </label>
            <div class="row">
                <PaperChoice id=format!("{id}-paper") />
                <button class="button">{Icon::Printer.view()} "Print what is ticked"</button>
            </div>
        </form>
    };
    Some(view.into_any())
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

fn referral(row: &Referral, reply: &Reply) -> AnyView {
    let ticked = reply.ticked("row", &row.need, false);
    view! {
        <li>
            <label class="choice">
                <input type="checkbox" name="row" value=row.need.clone() checked=ticked />
                <span>
                    <strong>{row.need.clone()}</strong>
                    <span>{row.window.clone()}</span>
                    <span class="soft">{row.say.clone()}</span>
                </span>
            </label>
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
