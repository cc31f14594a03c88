//! Exercises that a partner asked for alone, and the day (R52, R53).

use domain::{
    assess::Partner,
    library::{Library, model::Item},
    records::{Interview, Situation, may_wait_for_asking},
};
use leptos::prelude::*;

use crate::{
    http::visitor::FormState,
    interview::fields::asked_on,
    layout::{Icon, field, shown_as},
};

/// The list of exercises to ask for. It is the same for every partner; those that wait by what this partner told come first.
pub fn section(
    library: &Library,
    interview: &Interview,
    situation: &Situation,
    asked: Partner,
    reply: &FormState,
) -> AnyView {
    let waiting = interview.waiting_to_be_asked_for(library, situation, asked);
    let is_waiting = |item: &Item| waiting.iter().any(|one| one.id == item.id);
    let is_first = |item: &Item| interview.asked_for.contains_key(&item.id) || is_waiting(item);
    let (first, rest): (Vec<&Item>, Vec<&Item>) =
        may_wait_for_asking(library).into_iter().partition(|item| is_first(item));
    let row = |item: &Item| row(item, interview, is_waiting(item), reply);
    let none_first = first.is_empty();
    view! {
        <section class="card" id="asked-for" aria-labelledby="asked-for-title">
            <h2 id="asked-for-title">"Asked for, alone"</h2>
            <p>
                "Some exercises wait until a partner asks for them, alone and of their own accord. Record it here. It shows on no sheet, not on the shared screen, and not in the other interview."
            </p>
            <p class="small soft">"While a hold for control is active, asking releases nothing."</p>
            {(!none_first).then(|| view! { <ul class="rows">{first.into_iter().map(row).collect_view()}</ul> })}
            <details>
                <summary>{if none_first { "Exercises that may wait for this" } else { "Other exercises that may wait for this" }}</summary>
                <ul class="rows">{rest.into_iter().map(row).collect_view()}</ul>
            </details>
        </section>
    }
    .into_any()
}

fn row(item: &Item, interview: &Interview, waits: bool, reply: &FormState) -> AnyView {
    let title = item.title.to_string();
    let link = view! { <a href=format!("/library/{}", item.id)>{title.clone()}</a> };
    let Some(day) = interview.asked_for.get(&item.id) else {
        return view! {
            <li class="asking">
                <div>{link} {waits.then(|| view! { <p class="small soft">{Icon::Pause.view()} " Waits for this"</p> })}</div>
                <button class="button" name="do" value=format!("asked:{}", item.id) aria-label=format!("Asked for this, alone: {title}")>
                    "Asked for this, alone"
                </button>
            </li>
        }
        .into_any();
    };
    let name = asked_on(&item.id);
    let value = reply.value(&name, &day.to_string());
    let day = field(&name.replace('.', "-"), "Asked for alone on", "", reply.fault(&name), |told| {
        let id = name.replace('.', "-");
        view! {
            <input id=id name=name.clone() type=shown_as("date", &value) value=value autocomplete="off" aria-invalid=told.invalid() aria-describedby=told.described />
        }
        .into_any()
    });
    view! {
        <li class="asking">
            <div>{link} <p class="small">{Icon::Check.view()} " Asked for, alone"</p></div>
            {day}
            <button class="button" data-kind="quiet" name="do" value=format!("not-asked:{}", item.id) aria-label=format!("Undo: asked for {title}")>
                "Undo"
            </button>
        </li>
    }
    .into_any()
}
