//! `/couples/{couple}/gates/{gate}`: one gate, what it does, and the two ways past it: closing it as it demands, or
//! overriding it where that is allowed.

use domain::{
    desk::{Couple, Revision},
    gates::{GateEvent, GateState},
    library::english,
    library::model::{Gate, OverridePolicy},
    words::GateId,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::{
    gates::standing,
    opened::{next_step, opened_by},
};
use crate::{
    calls::Problem,
    pages::{awaited, couple_in_address, tab_title},
    parts::{Cited, Crumbs, Name},
    shelf::library,
    visitor::{Now, Reply, now, records, reply},
};

/// The gate that the address names; 404 where it was never opened.
#[component]
pub fn GatePage() -> impl IntoView {
    let gate = use_params_map().get_untracked().get("gate").and_then(|gate| gate.parse::<GateId>().ok());
    let (id, records, now, reply) = (couple_in_address(), records(), now(), reply());
    awaited(async move {
        let (id, records, gate, now) = (id?, records?, gate.ok_or(Problem::NotFound)?, now?);
        let couple = records.couple(id).await?;
        let situation = records.situation(id).await?;
        if !situation.value.gates.was_opened(gate) {
            return Err(Problem::NotFound);
        }
        let form = Form { by: records.account().login.clone(), seen: situation.revision, now, reply };
        let (state, shelf) = (situation.value.gates.state(gate), library());
        Ok(page(&format!("/couples/{}", id.0), &couple.value, shelf.gate(gate), &state, &form))
    })
}

/// What both forms begin with.
struct Form {
    by: String,
    seen: Revision,
    now: Now,
    reply: Reply,
}

impl Form {
    /// What stands in a field: what was typed, or else this.
    fn kept(&self, field: &str, or: &str) -> String {
        self.reply.typed.get(field).cloned().unwrap_or_else(|| or.to_owned())
    }
}

fn page(address: &str, couple: &Couple, gate: &Gate, state: &GateState, form: &Form) -> AnyView {
    let trail = vec![
        ("/couples".to_owned(), "Couples".to_owned()),
        (address.to_owned(), couple.name.clone()),
        (format!("{address}/gates"), "Safety gates".to_owned()),
    ];
    let why: Vec<_> = state.opened_by.iter().map(|opener| view! { <li>{opened_by(opener)}</li> }).collect();
    view! {
        <Title text=tab_title("Safety gate") />
        <Crumbs trail=trail />
        <div class="head">
            <div>
                <h1>{gate.name.clone()}</h1>
                <p class="soft"><Name text=couple.name.clone() /></p>
            </div>
            {standing(state)}
        </div>
        <div class="gates-page stack">
            {form.reply.problem.clone().map(|problem| view! { <p class="note" data-tone="stop" role="alert">{problem}</p> })}
            <section class="card" aria-labelledby="why">
                <h2 id="why">"Why it was opened"</h2>
                <ul class="list">{why}</ul>
                <h3>"What it does to paper"</h3>
                <p><Cited library=english() text=gate.effect_on_handouts.as_str() /></p>
            </section>
            {state.open.then(|| view! { <section class="card" aria-label="What to do next">{next_step(gate.id, address, &form.reply)}</section> })}
            {state.open.then(|| closing(gate, form))}
            {state.open.then(|| overriding(gate, state, form))}
            {history(state)}
        </div>
    }
    .into_any()
}

fn closing(gate: &Gate, form: &Form) -> AnyView {
    let ground = form.kept("ground", "checked");
    let grounds = [
        ("checked", "What it asks for was checked"),
        ("brief-screen", "A brief screen was negative"),
        ("time", "Time has passed"),
    ];
    let choices = grounds
        .map(|(value, words)| view! { <option value=value selected=value == ground>{words}</option> })
        .collect_view();
    view! {
        <section class="card" aria-labelledby="close">
            <h2 id="close">"Record its closing"</h2>
            <p><strong>"It closes when: "</strong>{gate.closes_when.clone()}</p>
            <form class="stack" method="post" autocomplete="off">
                <input type="hidden" name="do" value="close" />
                {who_and_when("close", form)}
                <div class="field">
                    <label for="ground">"What the decision rests on"</label>
                    <select id="ground" name="ground">{choices}</select>
                </div>
                <div class="field">
                    <label for="checked">"What was checked, in your words"</label>
                    <textarea id="checked" name="checked" rows="4">{crate::wording::in_textarea(&form.kept("checked", ""))}</textarea>
                </div>
                <div><button class="button" data-kind="primary">"Close this gate"</button></div>
            </form>
        </section>
    }
    .into_any()
}

fn overriding(gate: &Gate, state: &GateState, form: &Form) -> AnyView {
    let policy = gate.r#override.policy;
    let why = gate.r#override.why.as_str();
    if policy == OverridePolicy::Never {
        return view! {
            <section class="card" aria-labelledby="override">
                <h2 id="override">"It may not be overridden"</h2>
                <p>{why}</p>
            </section>
        }
        .into_any();
    }
    let second = (policy == OverridePolicy::SecondConfirmation).then(|| {
        view! {
            <div class="field">
                <label for="second">"Who else confirms it (a second person)"</label>
                <input id="second" name="second" value=form.kept("second", "") />
            </div>
        }
    });
    let now = state.overridden.as_ref().map(|with| {
        view! { <p>{format!("Overridden by {} on {}: {}", with.by, with.on, with.reason)}</p> }
    });
    view! {
        <section class="card" aria-labelledby="override">
            <h2 id="override">"Override it"</h2>
            {now}
            <p>"The gate stays open, and its exercises are released until something new is told. " {why}</p>
            <form class="stack" method="post" autocomplete="off">
                <input type="hidden" name="do" value="override" />
                {who_and_when("override", form)}
                <div class="field">
                    <label for="reason">"Why, in your words"</label>
                    <textarea id="reason" name="reason" rows="3">{crate::wording::in_textarea(&form.kept("reason", ""))}</textarea>
                </div>
                {second}
                <div><button class="button">"Override this gate"</button></div>
            </form>
        </section>
    }
    .into_any()
}

fn who_and_when(form_id: &str, form: &Form) -> AnyView {
    let (by, on) = (format!("{form_id}-by"), format!("{form_id}-on"));
    view! {
        <input type="hidden" name="seen" value=form.seen.0 />
        <div class="facts-chosen">
            <div class="field">
                <label for=by.clone()>"Who decides"</label>
                <input id=by name="by" value=form.kept("by", &form.by) />
            </div>
            <div class="field">
                <label for=on.clone()>"On which day"</label>
                <input id=on name="on" type="date" value=form.kept("on", &form.now.day.to_string()) />
            </div>
        </div>
    }
    .into_any()
}

fn history(state: &GateState) -> AnyView {
    let lines: Vec<_> = state.history.iter().map(|event| view! { <li>{in_words(event)}</li> }).collect();
    view! {
        <details class="card history">
            <summary>{format!("History ({})", lines.len())}</summary>
            <ol>{lines}</ol>
        </details>
    }
    .into_any()
}

fn in_words(event: &GateEvent) -> String {
    match event {
        GateEvent::Opened(opener) => format!("Opened by: {}", opened_by(opener)),
        GateEvent::Closed(with) => format!("Closed by {} on {}: {}", with.by, with.on, with.ground.in_words()),
        GateEvent::Overridden(with) => {
            let second = with.confirmed_by.as_ref().map(|name| format!(", confirmed by {name}")).unwrap_or_default();
            format!("Overridden by {} on {}{second}: {}", with.by, with.on, with.reason)
        }
    }
}
