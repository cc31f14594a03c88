//! `/couples/{couple}/gates`: every safety gate that was ever opened, with its state and closing condition. For the
//! counsellor: it names private answers.

use domain::{library::model::Gate, records::accounts_differ, safety::GateState, vocabulary::GateId};
use leptos::prelude::*;
use leptos_meta::Title;

use store::CoupleFile;

use crate::{
    browser::library_context::library,
    couples::{
        audit::viewed,
        head::{CoupleHead, CoupleRoom},
    },
    gates::opened::{way_forward, why},
    http::{
        page_result::{awaited, couple_in_address},
        visitor::{FormState, records, reply},
    },
    layout::{Chip, Icon, title::tab_title},
};

/// The gates of the couple in the address.
#[component]
pub fn GatesPage() -> impl IntoView {
    let (id, records, reply) = (couple_in_address(), records(), reply());
    awaited(async move {
        let (id, records) = (id?, records?);
        viewed(&records, id).await?;
        Ok(page(&records.couple_file(id).await?, &reply))
    })
}

fn page(file: &CoupleFile, reply: &FormState) -> AnyView {
    let (id, couple) = (file.couple.id, &file.couple.value);
    let gates: Vec<(GateId, GateState)> =
        file.situation.value.gates.iter().map(|(gate, state)| (gate, state.clone())).collect();
    let (open, shut): (Vec<_>, Vec<_>) = gates.into_iter().partition(|(_, state)| state.open);
    let nothing = open.is_empty() && shut.is_empty();
    let cards = |gates: Vec<(GateId, GateState)>| {
        gates.into_iter().map(|(gate, state)| card(file, gate, &state)).collect::<Vec<_>>()
    };
    let heading = if open.is_empty() { "No active holds" } else { "Active holds" };
    let none_shut = shut.is_empty();
    view! {
        <Title text=tab_title("Safety holds") />
        <CoupleHead couple=id name=couple.name.clone() here=CoupleRoom::Situation lead="Safety holds. Only in your view: this page names what was told alone." />
        <div class="gates-page stack">
            {reply.problem.clone().map(|problem| view! { <p class="note" role="alert">{problem}</p> })}
            {differing(file)}
            <section class="stack" aria-labelledby="open">
                <h2 id="open">{heading}</h2>
                {nothing.then(|| view! { <p class="empty">"No holds so far."</p> })}
                {cards(open)}
            </section>
            <section class="stack" aria-labelledby="shut" hidden=none_shut>
                <h2 id="shut">"Lifted holds"</h2>
                {cards(shut)}
            </section>
            {by_hand(file)}
        </div>
    }
    .into_any()
}

/// The closed gates that the counsellor added, each with a button to open it.
fn by_hand(file: &CoupleFile) -> Option<AnyView> {
    let library = library();
    let situation = &file.situation;
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
                    <form method="post" action=format!("/couples/{}/gates/open", file.couple.id.0)>
                        <input type="hidden" name="seen" value=situation.revision.0 />
                        <input type="hidden" name="gate" value=gate.id.to_string() />
                        <button class="button">"Activate"</button>
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
            <h2 id="by-hand">"Your own holds"</h2>
            <ul class="rows">{rows}</ul>
        </section>
    };
    Some(section.into_any())
}

/// The notice that the two private accounts differ, without attribution (ABU-16).
fn differing(file: &CoupleFile) -> Option<AnyView> {
    let noted = file.interviews().iter().any(|interview| interview.answers.is_ticked("ABU-16"));
    if noted || !accounts_differ(file.interviews()) {
        return None;
    }
    let note = view! {
        <section class="note" data-tone="stop" aria-labelledby="differ">
            {Icon::Warning.view()}
            <div>
                <h2 id="differ">"The two private accounts of violence or fear differ"</h2>
                <p>"That is a sign in itself. Do not confront either partner with the other’s account. Recording it activates a hold."</p>
                <form method="post">
                    <input type="hidden" name="do" value="accounts-differ" />
                    <input type="hidden" name="seen" value=file.a.revision.0 />
                    <input type="hidden" name="seen-situation" value=file.situation.revision.0 />
                    <button class="button">"Record that the accounts differ"</button>
                </form>
            </div>
        </section>
    };
    Some(note.into_any())
}

fn card(file: &CoupleFile, id: GateId, state: &GateState) -> AnyView {
    let library = library();
    let gate = library.gate(id);
    let couple = file.couple.id.0;
    view! {
        <article class="card gate" data-open=state.open.then_some("")>
            <header class="row">
                <h3><a href=format!("/couples/{couple}/gates/{id}")>{gate.name.clone()}</a></h3>
                {standing(gate, state)}
            </header>
            <p class="small soft">"What activated it"</p>
            {why(file, state)}
            {state.open.then(|| view! { <p><strong>"Can be lifted when: "</strong>{gate.closes_when.clone()}</p> })}
            {state.open.then(|| way_forward(gate))}
        </article>
    }
    .into_any()
}

/// The state of a hold, in a word or two.
pub fn standing(gate: &Gate, state: &GateState) -> AnyView {
    match (state.open, state.overridden.is_some()) {
        (true, true) => view! { <Chip text="Active, going ahead" tone="amber" icon=Icon::Pause /> }.into_any(),
        (true, false) if gate.individual_only => {
            view! { <Chip text="Active: joint work on hold" tone="stop" icon=Icon::Pause /> }.into_any()
        }
        (true, false) => view! { <Chip text="Active" tone="stop" icon=Icon::Pause /> }.into_any(),
        (false, _) => view! { <Chip text="Lifted" tone="teal" icon=Icon::Check /> }.into_any(),
    }
}
