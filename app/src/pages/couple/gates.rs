//! `/couples/{couple}/gates`: every safety gate that was ever opened, how it stands and what closes it. For the
//! counsellor: what was told alone is named here.

use domain::{desk::accounts_differ, gates::GateState, library::model::Gate, words::GateId};
use leptos::prelude::*;
use leptos_meta::Title;

use super::{
    opened::{opened_by, way_forward},
    viewed,
    whole::Whole,
};
use crate::{
    pages::{awaited, couple_in_address, tab_title},
    parts::{Chip, CoupleHead, CoupleRoom, Icon},
    shelf::library,
    visitor::{Reply, records, reply},
};

/// The gates of the couple that the address names.
#[component]
pub fn GatesPage() -> impl IntoView {
    let (id, records, reply) = (couple_in_address(), records(), reply());
    awaited(async move {
        let (id, records) = (id?, records?);
        viewed(&records, id).await?;
        Ok(page(&Whole::of(&records, id).await?, &reply))
    })
}

fn page(whole: &Whole, reply: &Reply) -> AnyView {
    let (id, couple) = (whole.couple.id, &whole.couple.value);
    let gates: Vec<(GateId, GateState)> =
        whole.situation.value.gates.iter().map(|(gate, state)| (gate, state.clone())).collect();
    let (open, shut): (Vec<_>, Vec<_>) = gates.into_iter().partition(|(_, state)| state.open);
    let nothing = open.is_empty() && shut.is_empty();
    let cards = |gates: Vec<(GateId, GateState)>| {
        gates.into_iter().map(|(gate, state)| card(&id.0.to_string(), gate, &state)).collect::<Vec<_>>()
    };
    let heading = if open.is_empty() { "No gate is open" } else { "Open gates" };
    let none_shut = shut.is_empty();
    view! {
        <Title text=tab_title("Safety gates") />
        <CoupleHead couple=id name=couple.name.clone() here=CoupleRoom::Situation lead="Safety gates. For your eyes: this page names what was told alone." />
        <div class="gates-page stack">
            {reply.problem.clone().map(|problem| view! { <p class="note" role="alert">{problem}</p> })}
            {differing(whole)}
            <section class="stack" aria-labelledby="open">
                <h2 id="open">{heading}</h2>
                {nothing.then(|| view! { <p class="empty">"No gate was ever opened."</p> })}
                {cards(open)}
            </section>
            <section class="stack" aria-labelledby="shut" hidden=none_shut>
                <h2 id="shut">"Closed gates"</h2>
                {cards(shut)}
            </section>
            {by_hand(whole)}
        </div>
    }
    .into_any()
}

/// Gates that the counsellor added and that are not open, each with a button.
fn by_hand(whole: &Whole) -> Option<AnyView> {
    let library = library();
    let situation = &whole.situation;
    let shut = |gate: &&Gate| GateId::OWN.contains(&gate.id) && !situation.value.gates.is_open(gate.id);
    let rows: Vec<_> = library
        .gates()
        .iter()
        .filter(shut)
        .map(|gate| {
            view! {
                <li class="row">
                    <span>
                        <strong dir="auto">{gate.name.clone()}</strong> <br />
                        <span class="small soft" dir="auto">{gate.opens_when.clone()}</span>
                    </span>
                    <form method="post" action=format!("/couples/{}/gates/open", whole.couple.id.0)>
                        <input type="hidden" name="seen" value=situation.revision.0 />
                        <input type="hidden" name="gate" value=gate.id.to_string() />
                        <button class="button">"Open it"</button>
                    </form>
                </li>
            }
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let section = view! {
        <section class="card" aria-labelledby="by-hand">
            <h2 id="by-hand">"Gates that you added"</h2>
            <ul class="rows">{rows}</ul>
        </section>
    };
    Some(section.into_any())
}

/// That the two private accounts differ, without whose words they are (ABU-16).
fn differing(whole: &Whole) -> Option<AnyView> {
    let noted = whole.interviews().iter().any(|interview| interview.answers.is_ticked("ABU-16"));
    if noted || !accounts_differ(whole.interviews()) {
        return None;
    }
    let note = view! {
        <section class="note" data-tone="stop" aria-labelledby="differ">
            {Icon::Warning.view()}
            <div>
                <h2 id="differ">"The two private accounts of violence or fear differ"</h2>
                <p>"That is a sign of its own (ABU-16). Put nothing of one account to the other partner. Recording it opens the gates it speaks for."</p>
                <form method="post">
                    <input type="hidden" name="do" value="accounts-differ" />
                    <input type="hidden" name="seen" value=whole.a.revision.0 />
                    <input type="hidden" name="seen-situation" value=whole.situation.revision.0 />
                    <button class="button">"Record that the accounts differ"</button>
                </form>
            </div>
        </section>
    };
    Some(note.into_any())
}

fn card(couple: &str, id: GateId, state: &GateState) -> AnyView {
    let library = library();
    let gate = library.gate(id);
    let why: Vec<_> = state.opened_by.iter().map(|opener| view! { <li>{opened_by(opener)}</li> }).collect();
    view! {
        <article class="card gate" data-open=state.open.then_some("")>
            <header class="row">
                <h3><a href=format!("/couples/{couple}/gates/{id}")>{gate.name.clone()}</a></h3>
                {standing(state)}
            </header>
            <p class="small soft">"Opened by"</p>
            <ul class="list">{why}</ul>
            {state.open.then(|| view! { <p><strong>"It closes when: "</strong>{gate.closes_when.clone()}</p> })}
            {state.open.then(|| way_forward(gate))}
        </article>
    }
    .into_any()
}

/// How a gate stands, in a word.
pub fn standing(state: &GateState) -> AnyView {
    match (state.open, state.overridden.is_some()) {
        (true, true) => view! { <Chip text="Open, overridden" tone="amber" icon=Icon::Lock /> }.into_any(),
        (true, false) => view! { <Chip text="Open" tone="stop" icon=Icon::Lock /> }.into_any(),
        (false, _) => view! { <Chip text="Closed" tone="teal" icon=Icon::Check /> }.into_any(),
    }
}
