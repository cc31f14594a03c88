//! Forms of the programme page: number and length of sessions, and their days.

use domain::{
    plan::Proposal,
    programme::{Programme, StepStatus},
    vocabulary::Day,
};
use leptos::prelude::*;

use crate::{
    browser::autosave::FormValues,
    http::visitor::reply,
    layout::{BaseField, Icon, Kept, Meanwhile, TextField, field, shown_as},
    programme::saved::ProgrammeFile,
};

/// The form for the specification of a programme. Completed sessions of an existing one stay.
#[component]
pub fn Wishes<'a>(file: &'a ProgrammeFile, usual: Proposal, today: Day) -> AnyView {
    let saved = file.saved.as_ref();
    let (sessions, minutes) = saved.map_or((8, usual.minutes.0), |s| (s.value.wish.sessions, s.value.wish.minutes.0));
    let first = if saved.is_none() { usual.on.unwrap_or(today.later(7)).to_string() } else { String::new() };
    let (heading, button) = match saved {
        None => ("Create an outline", "Create outline"),
        Some(_) if file.is_over() => ("Next outline", "Create next outline"),
        Some(_) => ("Change the outline", "Redraft"),
    };
    let kind = if saved.is_none() { "primary" } else { "plain" };
    let days = (saved.is_none()).then(|| {
        view! {
            <TextField name="first" label="First date" kind="date" saved=first hint="Optional" />
            <TextField name="weeks" label="Weeks between" kind="number" saved="2" hint="1 to 8" />
        }
    });
    view! {
        <section class="card" aria-labelledby="wish">
            <h2 id="wish">{heading}</h2>
            <form class="programme-form" method="post" action=file.address()>
                {saved.map(|saved| view! { <input type="hidden" name="seen" value=saved.revision.0.to_string() /> })}
                <Kept page=file.address() about="Treatment outline" form="wish" />
                <TextField name="sessions" label="Sessions" kind="number" saved=sessions.to_string() hint="4 to 16" required=true />
                <TextField name="minutes" label="Minutes each" kind="number" saved=minutes.to_string() hint="30 to 120" required=true />
                {days}
                <button class="button" data-kind=kind>{button}</button>
            </form>
            {saved.is_some().then(|| view! { <p class="small soft">"Sessions that took place are not changed."</p> })}
        </section>
    }
    .into_any()
}

/// The form for the days of sessions to come, in even steps or one by one. All may stay empty.
#[component]
pub fn Days<'a>(file: &'a ProgrammeFile, programme: &'a Programme) -> impl IntoView {
    let (saved, reply) = (file.saved.as_ref()?, reply());
    let wrong = reply
        .faults
        .iter()
        .any(|fault| fault.field.starts_with("on-") || fault.field == "first" || fault.field == "weeks");
    let to_come = |number: u16| programme.step(number).is_some_and(|(_, step)| step.standing != StepStatus::Held);
    let to_come = saved.value.steps.iter().filter(|step| to_come(step.number));
    let days: Vec<(u16, String, String)> = to_come
        .map(|step| {
            let day = step.on.map(|day| day.to_string()).unwrap_or_default();
            (step.number, format!("on-{}", step.number), day)
        })
        .collect();
    let base = FormValues::of(days.iter().map(|(_, name, day)| (name.clone(), day.clone())));
    let rows: Vec<_> = days
        .into_iter()
        .map(|(number, name, day)| {
            let meanwhile = reply.meanwhile(&name, &day);
            let value = reply.value(&name, &day);
            let row = field(&name, &format!("Session {number}"), "", reply.fault(&name), |told| {
                view! {
                    <input id=name.clone() name=name.clone() type=shown_as("date", &value) value=value autocomplete="off"
                        aria-invalid=told.invalid() aria-describedby=told.described />
                }
                .into_any()
            });
            view! { <div>{row} {meanwhile.map(|saved| view! { <Meanwhile saved=saved /> })}</div> }
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    Some(
        view! {
            <details class="card" open=wrong>
                <summary>{Icon::Calendar.view()} " Set your own dates"</summary>
                <form class="programme-form" method="post" action=format!("{}/days", file.address())>
                    <input type="hidden" name="seen" value=saved.revision.0.to_string() />
                    <BaseField filled=base />
                    <Kept page=file.address() about="Dates of an outline" form="days" />
                    <TextField name="first" label="First date" kind="date" hint="Spaces all sessions evenly from here" />
                    <TextField name="weeks" label="Weeks between" kind="number" saved="2" hint="1 to 8" />
                    <button class="button" name="do" value="even">"Space evenly"</button>
                    {rows}
                    <button class="button" name="do" value="each">"Save dates"</button>
                </form>
            </details>
        }
        .into_any(),
    )
}
