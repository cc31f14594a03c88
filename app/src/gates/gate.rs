//! `/couples/{couple}/gates/{gate}`: one safety hold. Its reasons, what it blocks, lifting it, going ahead despite it
//! if allowed, and undoing an answer entered by mistake.

use domain::{
    assess::Partner,
    library::{
        english,
        model::{Gate, OverridePolicy},
    },
    safety::{GateEvent, GateState},
    vocabulary::GateId,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use store::CoupleFile;

use crate::{
    browser::{api::Problem, library_context::library},
    couples::{audit::viewed, head::Name},
    gates::{
        form_view::Form,
        mistake,
        opened::{for_one_hand, opened_by, still_possible, why},
        page::standing,
    },
    http::{
        page_result::{awaited, couple_in_address},
        visitor::{FormState, now, records, reply},
    },
    interview::needs,
    layout::{Breadcrumbs, Icon, Kept, ReplyNote, TextAreaField, TextField, title::tab_title},
    library::cited::Cited,
};

/// The hold in the address; 404 if it was never active.
#[component]
pub fn GatePage() -> impl IntoView {
    let gate = use_params_map().get_untracked().get("gate").and_then(|gate| gate.parse::<GateId>().ok());
    let (id, records, now, reply) = (couple_in_address(), records(), now(), reply());
    awaited(async move {
        let (id, records, gate, now) = (id?, records?, gate.ok_or(Problem::NotFound)?, now?);
        let file = records.couple_file(id).await?;
        if !file.situation.value.gates.was_opened(gate) {
            return Err(Problem::NotFound);
        }
        viewed(&records, id).await?;
        let form = Form {
            page: format!("/couples/{}/gates/{gate}", id.0),
            by: records.account().login.clone(),
            seen: file.situation.revision,
            now,
            reply,
        };
        let (state, shelf) = (file.situation.value.gates.state(gate), library());
        Ok(page(&file, shelf.gate(gate), &state, &form))
    })
}

fn page(file: &CoupleFile, gate: &Gate, state: &GateState, form: &Form) -> AnyView {
    let (address, couple) = (format!("/couples/{}", file.couple.id.0), &file.couple.value);
    let trail = vec![
        ("/couples".to_owned(), "Couples".to_owned()),
        (address.clone(), couple.name.clone()),
        (format!("{address}/gates"), "Safety holds".to_owned()),
    ];
    let stops = state.open && state.overridden.is_none() && gate.individual_only;
    view! {
        <Title text=tab_title("Safety hold") />
        <Breadcrumbs trail=trail />
        <div class="head">
            <div>
                <h1>{state.open.then(|| view! { <span class="pause">{Icon::Pause.view()}</span> " " })} {gate.name.clone()}</h1>
                <p class="soft"><Name text=couple.name.clone() /> {stops.then_some(" · Joint work is on hold.")}</p>
            </div>
            <div class="actions">
                <span class="only-here">{Icon::Eye.view()} "Only in your view"</span>
                {standing(gate, state)}
                {(!state.open).then(|| view! { <a class="button" href=address.clone()>"Go to the overview"</a> })}
                {(state.open && !stops).then(|| view! { <a class="button" href="#lift">"Lift this hold"</a> })}
                {stops.then(|| view! {
                    <a class="button" data-kind="primary" href=format!("{address}/sessions#new")>{Icon::Person.view()} "See each partner alone"</a>
                })}
            </div>
        </div>
        <div class="hold-page">
            <ReplyNote />
            <div class="stack">
                <section class="card" aria-labelledby="why">
                    <h2 id="why">"What activated it"</h2>
                    {why(file, state)}
                    {state.open.then(|| view! { <p class="small soft">"Removing an answer does not lift this hold."</p> })}
                </section>
                {(gate.id == GateId::Acute).then(|| needs::of_both(file, &library(), form.now))}
                {blocks(gate, state.open, &address, &form.reply)}
                {state.open.then(|| lifting(file, gate, form, stops))}
            </div>
            <div class="stack">
                {state.open.then(|| despite(gate, state, form))}
                {state.open.then(|| mistake::section(file, gate, form))}
                {history(state)}
            </div>
        </div>
    }
    .into_any()
}

/// What an active hold stops and, beside it, what stays possible; its effect on handouts alone once it is lifted.
fn blocks(gate: &Gate, is_active: bool, couple: &str, reply: &FormState) -> AnyView {
    let handouts = view! { <Cited library=english() text=gate.effect_on_handouts.as_str() /> };
    if !is_active {
        return view! {
            <section class="card" aria-labelledby="blocks">
                <h2 id="blocks">"Effect on handouts"</h2>
                <p>{handouts}</p>
            </section>
        }
        .into_any();
    }
    view! {
        <section class="card" aria-labelledby="blocks">
            <h2 id="blocks">"What it blocks"</h2>
            <div class="hold-effects">
                <div>
                    <h3>{Icon::Cross.view()} "On hold"</h3>
                    <p>{gate.effect_on_plan.clone()}</p>
                    <p><strong>"On handouts: "</strong>{handouts}</p>
                </div>
                <div>
                    <h3>{Icon::Check.view()} "Still possible"</h3>
                    {still_possible(gate)}
                    <p><a href=format!("{couple}/letters")>"Write a referral letter"</a></p>
                </div>
            </div>
            {for_one_hand(gate.id, couple, reply)}
        </section>
    }
    .into_any()
}

fn lifting(file: &CoupleFile, gate: &Gate, form: &Form, stops: bool) -> AnyView {
    let known = if gate.id == GateId::Unscreened { both_complete(file).unwrap_or_default() } else { String::new() };
    view! {
        <section class="card" aria-labelledby="lift">
            <h2 id="lift">"Lift this hold"</h2>
            <p><strong>"Can be lifted when: "</strong>{gate.closes_when.clone()}</p>
            <p class="small soft">"A negative screen or time alone does not lift this hold."</p>
            <form class="stack" method="post" autocomplete="off">
                <input type="hidden" name="do" value="close" />
                <input type="hidden" name="ground" value="checked" />
                <Kept page=form.page.clone() about="Lifting of a safety hold" form="close" />
                {who_and_when("close", form)}
                <TextAreaField name="checked" label="How you know" hint="Who said it, when, and whether alone" rows=4 saved=known />
                <div><button class="button" data-kind=if stops { "plain" } else { "primary" }>"Lift this hold"</button></div>
            </form>
        </section>
    }
    .into_any()
}

/// States that both interviews are complete, with their days; `None` if one is not.
pub(crate) fn both_complete(file: &CoupleFile) -> Option<String> {
    if !file.are_interviews_complete() {
        return None;
    }
    let [a, b] = file.labels();
    let day =
        |partner: usize| file.interviews()[partner].held_on.map(domain::vocabulary::Day::with_year).unwrap_or_default();
    Some(format!(
        "Both were interviewed alone: {a} on {}, {b} on {}.",
        day(Partner::A as usize),
        day(Partner::B as usize)
    ))
}

fn despite(gate: &Gate, state: &GateState, form: &Form) -> AnyView {
    let policy = gate.r#override.policy;
    let why = gate.r#override.why.as_str();
    if policy == OverridePolicy::Never {
        return view! {
            <section class="card" aria-labelledby="despite">
                <h2 id="despite">"No exceptions"</h2>
                <p>{why}</p>
            </section>
        }
        .into_any();
    }
    let second = (policy == OverridePolicy::SecondConfirmation).then(|| {
        view! {
            <TextField name="second" label="Confirmed by (second person)" />
        }
    });
    let now = state.overridden.as_ref().map(|with| {
        view! { <p>{format!("Going ahead despite the hold: {} on {}. {}", with.by, with.on, with.reason)}</p> }
    });
    view! {
        <section class="card" aria-labelledby="despite">
            <h2 id="despite">"Go ahead despite the hold"</h2>
            {now}
            <p>"The hold stays active; its exercises become available until something new is recorded. " {why}</p>
            <form class="stack" method="post" autocomplete="off">
                <input type="hidden" name="do" value="override" />
                <Kept page=form.page.clone() about="Going ahead despite a safety hold" form="override" />
                {who_and_when("override", form)}
                <TextAreaField name="reason" label="Reason" rows=3 saved="" />
                {second}
                <div><button class="button">"Go ahead despite the hold"</button></div>
            </form>
        </section>
    }
    .into_any()
}

fn who_and_when(form_id: &str, form: &Form) -> AnyView {
    let refused = form.reply.typed.get("do").is_none_or(|sent| sent == form_id);
    view! {
        <input type="hidden" name="seen" value=form.seen.0 />
        <div class="facts-chosen">
            <TextField name="by" id=format!("{form_id}-by") label="Decided by" saved=form.by.clone() refused=refused />
            <TextField name="on" id=format!("{form_id}-on") label="On" kind="date" saved=form.now.day.to_string() refused=refused />
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
        GateEvent::Opened(opener) => format!("Activated by: {}", opened_by(opener)),
        GateEvent::Closed(with) if with.is_mistake() => {
            format!("Undone as a mistake by {} on {}: {}", with.by, with.on, with.ground.in_words())
        }
        GateEvent::Closed(with) => format!("Lifted by {} on {}: {}", with.by, with.on, with.ground.in_words()),
        GateEvent::TakenBack(with) => format!(
            "An answer was undone as a mistake by {} on {}, something else keeps the hold active: {}",
            with.by,
            with.on,
            with.ground.in_words()
        ),
        GateEvent::Overridden(with) => {
            let second = with.confirmed_by.as_ref().map(|name| format!(", confirmed by {name}")).unwrap_or_default();
            format!("Going ahead despite the hold: {} on {}{second}. {}", with.by, with.on, with.reason)
        }
    }
}
