//! The next step for an open gate: the way forward, and the time-critical rows of the referral sheet.

use domain::{
    library::model::{Gate, Referral},
    paper::handout::urgent,
    safety::{GateState, Opener},
    vocabulary::{GateId, ItemId},
};
use leptos::prelude::*;
use store::CoupleFile;

use crate::{
    browser::library_context::library, handouts::print_options::PaperChoice, http::visitor::FormState, layout::Icon,
};

/// Returns the reason that opened a gate, in the library's words.
pub fn opened_by(opener: &Opener) -> String {
    crate::situation::island::view::opened_by(opener)
}

/// Lists the reasons that keep a hold active, or once activated it. Incomplete interviews are omitted once they are
/// complete.
pub(super) fn why(file: &CoupleFile, state: &GateState) -> AnyView {
    let complete = file.are_interviews_complete();
    let grounds = state.grounds();
    let now = |opener: &&_| !state.open || grounds.contains_key(opener);
    let gone = |opener: &&Opener| complete && opener.id() == "R1";
    let lines: Vec<_> = state.opened_by.iter().filter(now).filter(|opener| !gone(opener)).collect();
    if lines.is_empty() {
        return view! { <p>"Individual interviews were not complete. Both are complete now."</p> }.into_any();
    }
    view! { <ul class="list">{lines.into_iter().map(|opener| view! { <li>{opened_by(opener)}</li> }).collect_view()}</ul> }
        .into_any()
}

/// An open gate of the couple at this address, with the next step.
pub fn next_step(id: GateId, couple: &str, reply: &FormState) -> AnyView {
    let library = library();
    let gate = library.gate(id);
    view! {
        <div class="hold-step">
            <h3>{gate.name.clone()}</h3>
            <p>{gate.effect_on_plan.clone()}</p>
            {way_forward(gate)}
            <p><a href=format!("{couple}/letters")>"Write a referral letter"</a></p>
            {for_one_hand(id, couple, reply)}
        </div>
    }
    .into_any()
}

/// The time-critical rows of the referral sheet, to select for one person. None is preselected: a row not meant for a
/// person may frighten them or give them away.
pub(super) fn for_one_hand(id: GateId, couple: &str, reply: &FormState) -> Option<AnyView> {
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
            <p><strong>"Time-critical. For you to say; not medical advice:"</strong></p>
            <ul class="referrals">{rows}</ul>
            <p class="small soft">"To print some of this, select what is for this person. The sheet has no name and does not say why it is needed."</p>
            <label class="choice">
                <input type="checkbox" name="asked" value="yes" required checked=reply.ticked("asked", "yes", false) />
                <span>"I asked them alone: they want it on paper and have a safe place for it"</span>
            </label>
            <div class="row">
                <PaperChoice id=format!("{id}-paper") />
                <button class="button">{Icon::Printer.view()} "Print selected"</button>
            </div>
        </form>
    };
    Some(view.into_any())
}

/// The exercises that lead to the closing of the gate, with what they are.
pub fn way_forward(gate: &Gate) -> Option<AnyView> {
    still_possible(gate).map(|list| view! { <p>"Still possible:"</p> {list} }.into_any())
}

/// The exercises that lead to the closing of the gate.
pub(super) fn still_possible(gate: &Gate) -> Option<AnyView> {
    let links: Vec<_> = gate.way_forward.iter().filter_map(link).collect();
    (!links.is_empty()).then(|| view! { <ul class="list">{links}</ul> }.into_any())
}

fn link(id: &ItemId) -> Option<AnyView> {
    let library = library();
    let item = library.item(id)?;
    Some(view! { <li><a href=format!("/library/{id}")>{item.title.to_string()}</a></li> }.into_any())
}

fn referral(row: &Referral, reply: &FormState) -> AnyView {
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
