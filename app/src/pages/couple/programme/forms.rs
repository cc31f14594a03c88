//! The forms of the programme page: how many sessions and how long, and the days.

use domain::{
    desk::Day,
    programme::{Programme, Standing},
};
use leptos::prelude::*;

use super::address;
use crate::{
    parts::{Entry, Icon},
    programme::ProgrammeDesk,
};

/// What a programme is drafted for. Where one is there already, sessions that were held stay.
#[component]
pub fn Wishes<'a>(desk: &'a ProgrammeDesk, today: Day) -> AnyView {
    let saved = desk.saved.as_ref();
    let (sessions, minutes) = saved.map_or((8, 60), |s| (s.value.wish.sessions, s.value.wish.minutes.0));
    let first = if saved.is_none() { today.later(7).to_string() } else { String::new() };
    let (heading, button) = match saved {
        None => ("Draft a programme", "Draft the programme"),
        Some(_) if desk.is_over() => ("The next programme", "Draft the next programme"),
        Some(_) => ("Draft it otherwise", "Draft again"),
    };
    let kind = if saved.is_none() { "primary" } else { "plain" };
    let days = (saved.is_none()).then(|| {
        view! {
            <Entry name="first" label="First day" kind="date" saved=first hint="May stay empty" />
            <Entry name="weeks" label="Weeks between" kind="number" saved="2" hint="1 to 8" />
        }
    });
    view! {
        <section class="card" aria-labelledby="wish">
            <h2 id="wish">{heading}</h2>
            <form class="programme-form" method="post" action=address(desk)>
                {saved.map(|saved| view! { <input type="hidden" name="seen" value=saved.revision.0.to_string() /> })}
                <Entry name="sessions" label="Sessions" kind="number" saved=sessions.to_string() hint="4 to 16" required=true />
                <Entry name="minutes" label="Minutes each" kind="number" saved=minutes.to_string() hint="30 to 120" required=true />
                {days}
                <button class="button" data-kind=kind>{button}</button>
            </form>
            {saved.is_some().then(|| view! { <p class="small soft">"Sessions that were held stay as they were."</p> })}
        </section>
    }
    .into_any()
}

/// Days of the sessions to come: one after the other in even steps, or each by itself. All may stay empty.
#[component]
pub fn Days<'a>(desk: &'a ProgrammeDesk, programme: &'a Programme) -> Option<AnyView> {
    let saved = desk.saved.as_ref()?;
    let to_come = |number: u16| programme.step(number).is_some_and(|(_, step)| step.standing != Standing::Held);
    let rows: Vec<_> = saved
        .value
        .steps
        .iter()
        .filter(|step| to_come(step.number))
        .map(|step| {
            let name = format!("on-{}", step.number);
            let day = step.on.map(|day| day.to_string()).unwrap_or_default();
            view! {
                <div class="field">
                    <label for=name.clone()>{format!("Session {}", step.number)}</label>
                    <input id=name.clone() name=name.clone() type="date" value=day autocomplete="off" />
                </div>
            }
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    Some(
        view! {
            <details class="card">
                <summary>{Icon::Calendar.view()} " Days, where you want them"</summary>
                <form class="programme-form" method="post" action=format!("{}/days", address(desk))>
                    <input type="hidden" name="seen" value=saved.revision.0.to_string() />
                    <Entry name="first" label="From this day" kind="date" hint="Sets all of them in even steps" />
                    <Entry name="weeks" label="Weeks between" kind="number" saved="2" hint="1 to 8" />
                    <button class="button" name="do" value="even">"Set them evenly"</button>
                    {rows}
                    <button class="button" name="do" value="each">"Keep these days"</button>
                </form>
            </details>
        }
        .into_any(),
    )
}
