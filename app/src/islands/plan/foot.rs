//! Below the agenda: blocks of one's own, homework, the sentences of the plan, and when and for whom it is.

use domain::{
    course::{Partner, Session},
    desk::agenda::{Details, Edit},
    ids::ItemId,
    minutes::Minutes,
    words::Role,
};
use leptos::prelude::*;

use super::{super::erased, table::Table};
use crate::{parts::Icon, shelf::library, wording};

pub(super) fn foot(table: Table) -> impl IntoView {
    erased(view! {
        {own(table)}
        {homework(table)}
        <section class="card plan-words">
            <h2>"Around the session"</h2>
            {text(table, "why", "Why this, why now", |d| &d.why, |d, text| d.why = text)}
            {text(table, "stop_if", "Stop if", |d| &d.stop_if, |d, text| d.stop_if = text)}
            <div class="private">
                {text(table, "note", "Private note about the session: never printed for clients", |d| &d.note, |d, text| d.note = text)}
            </div>
        </section>
        {when(table)}
    })
}

/// A block in the counsellor's own words.
fn own(table: Table) -> impl IntoView {
    let title = RwSignal::new(String::new());
    let minutes = RwSignal::new("5".to_owned());
    erased(view! {
        <fieldset class="own" hidden=move || table.was_held()>
            <legend class="sr-only">"A block of your own"</legend>
            <div class="field">
                <label for="own-title">"A block of your own"</label>
                <input id="own-title" name="own-title" maxlength="160" autocomplete="off" prop:value=move || title.get() on:input:target=move |event| title.set(event.target().value()) />
            </div>
            <div class="field">
                <label for="own-minutes">"Minutes"</label>
                <input id="own-minutes" name="own-minutes" type="number" min="1" max="180" value="5" prop:value=move || minutes.get() on:input:target=move |event| minutes.set(event.target().value()) />
            </div>
            <button
                class="button"
                name="do"
                value="own"
                on:click=move |event| {
                    event.prevent_default();
                    let length = minutes.get_untracked().trim().parse().unwrap_or(5);
                    if table.edit(&Edit::AddOwn(title.get_untracked(), Minutes(length))) {
                        title.set(String::new());
                    }
                }
            >
                {Icon::Plus.view()}
                "Add a block"
            </button>
        </fieldset>
    })
}

fn homework(table: Table) -> impl IntoView {
    let given = move || table.with(|plan| plan.homework.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>());
    let can_give = move || {
        table.with(|plan| {
            let with_homework = |id: &&ItemId| library().item(id).is_some_and(|item| item.homework.is_some());
            let new = |id: &&ItemId| !plan.homework.iter().any(|(given, _)| given == *id);
            plan.blocks
                .iter()
                .filter_map(|block| block.exercise())
                .filter(with_homework)
                .filter(new)
                .cloned()
                .collect::<Vec<_>>()
        })
    };
    erased(view! {
        <section class="card plan-homework" aria-labelledby="homework">
            <h2 id="homework">"Homework"</h2>
            <p class="soft small" hidden=move || !given().is_empty()>"None so far. One task with one dose is enough."</p>
            <For each=given key=|id| id.clone() children=move |id| task(table, &id) />
            <div class="suggestion-foot">
                {move || can_give().into_iter().map(|id| give(table, &id)).collect_view()}
            </div>
            <p class="soft small">"On paper the library’s words stand; the dose you write here stays with you."</p>
        </section>
    })
}

fn task(table: Table, id: &ItemId) -> impl IntoView + use<> {
    let name = format!("h-{id}");
    let title = library().item(id).map_or_else(|| id.to_string(), |item| item.title.to_string());
    let of = id.clone();
    let dose = move || {
        table.with(|plan| {
            plan.homework.iter().find(|(known, _)| *known == of).map(|(_, dose)| dose.clone()).unwrap_or_default()
        })
    };
    let first = dose();
    let (typed, drop) = (id.clone(), id.clone());
    erased(view! {
        <div class="task">
            <label for=name.clone()>{title.clone()}</label>
            <textarea
                id=name.clone()
                name=name.clone()
                rows="2"
                prop:value=dose
                on:input:target=move |event| {
                    table.edit_about(&Edit::Dose(typed.clone(), event.target().value()), Some(&name));
                }
            >
                {wording::in_textarea(&first)}
            </textarea>
            <button
                class="icon-button"
                name="do"
                value=format!("drop:{id}")
                aria-label=format!("No homework from “{title}”")
                on:click=move |event| {
                    event.prevent_default();
                    table.edit(&Edit::DropHomework(drop.clone()));
                }
            >
                {Icon::Cross.view()}
            </button>
        </div>
    })
}

fn give(table: Table, id: &ItemId) -> impl IntoView + use<> {
    let title = library().item(id).map_or_else(|| id.to_string(), |item| item.title.to_string());
    let give = id.clone();
    view! {
        <button
            class="button"
            data-kind="quiet"
            name="do"
            value=format!("give:{id}")
            on:click=move |event| {
                event.prevent_default();
                table.edit(&Edit::GiveHomework(give.clone()));
            }
        >
            {Icon::Plus.view()}
            {format!("From “{title}”")}
        </button>
    }
}

/// Changes one of the details.
fn change(table: Table, about: &str, change: impl FnOnce(&mut Details)) {
    let mut details = table.once(Details::of);
    change(&mut details);
    table.edit_about(&Edit::Details(details), Some(about));
}

fn text(
    table: Table,
    name: &'static str,
    label: &'static str,
    of: fn(&Details) -> &String,
    set: fn(&mut Details, String),
) -> impl IntoView {
    let now = move || table.with(|plan| of(&Details::of(plan)).clone());
    erased(view! {
        <div class="field">
            <label for=name>{label}</label>
            <textarea
                id=name
                name=name
                rows="3"
                prop:value=now
                on:input:target=move |event| change(table, name, |details| set(details, event.target().value()))
            >
                {table.once(|plan| wording::in_textarea(of(&Details::of(plan))))}
            </textarea>
        </div>
    })
}

/// When it is, how long, and who is expected.
fn when(table: Table) -> impl IntoView {
    let on = move |plan: &domain::desk::SessionPlan| plan.on.map(|day| day.to_string()).unwrap_or_default();
    let start = move |plan: &domain::desk::SessionPlan| plan.start.map(|start| start.to_string()).unwrap_or_default();
    let minutes = move |plan: &domain::desk::SessionPlan| plan.minutes.to_string();
    erased(view! {
        <section class="card plan-when" id="when">
            <h2>"This session"</h2>
            <div class="field" data-wide>
                <label for="title">"What you call it"</label>
                <input id="title" name="title" maxlength="160" autocomplete="off" value=table.once(|plan| plan.title.clone()) prop:value=move || table.with(|plan| plan.title.clone()) on:input:target=move |event| change(table, "title", |d| d.title = event.target().value()) />
            </div>
            <div class="field">
                <label for="on">"Day"</label>
                <input id="on" name="on" type="date" value=table.once(on) prop:value=move || table.with(on) on:change:target=move |event| change(table, "on", |d| d.on = event.target().value().parse().ok()) />
            </div>
            <div class="field">
                <label for="start">"Begins"</label>
                <input id="start" name="start" type="time" value=table.once(start) prop:value=move || table.with(start) on:change:target=move |event| change(table, "start", |d| d.start = event.target().value().parse().ok()) />
            </div>
            <div class="field">
                <label for="minutes">"Minutes"</label>
                <input
                    id="minutes"
                    name="minutes"
                    type="number"
                    min="30"
                    max="120"
                    value=table.once(minutes)
                    prop:value=move || table.with(minutes)
                    on:change:target=move |event| {
                        if let Ok(minutes) = event.target().value().trim().parse() {
                            change(table, "minutes", |d| d.minutes = Minutes(minutes));
                        }
                    }
                />
            </div>
            {expected(table)}
        </section>
    })
}

fn expected(table: Table) -> impl IntoView {
    let [a, b] = table.about.with_value(|about| about.labels.clone());
    let who = |booked: Session| match booked {
        Session::Couple => "couple",
        Session::Individual(_, Some(Partner::B)) => "b",
        Session::Individual(..) => "a",
    };
    let role = |booked: Session| match booked {
        Session::Couple => Role::Concerned,
        Session::Individual(role, _) => role,
    };
    let booked = table.once(|plan| plan.booked);
    let (first, first_role) = (who(booked), role(booked));
    let set = move |value: &str, as_role: Role| {
        let session = match value {
            "a" => Session::Individual(as_role, Some(Partner::A)),
            "b" => Session::Individual(as_role, Some(Partner::B)),
            _ => Session::Couple,
        };
        change(table, "booked", |details| details.booked = session);
    };
    let option =
        |value: &'static str, words: String| view! { <option value=value selected=first == value>{words}</option> };
    let roles = Role::ALL
        .iter()
        .map(|one| view! { <option value=one.as_str() selected=*one == first_role>{wording::role(*one)}</option> })
        .collect_view();
    erased(view! {
        <div class="field">
            <label for="booked">"Expected"</label>
            <select id="booked" name="booked" prop:value=move || table.with(|plan| who(plan.booked)) on:change:target=move |event| set(&event.target().value(), table.once(|plan| role(plan.booked)))>
                {option("couple", "Both partners".into())}
                {option("a", format!("{a} alone"))}
                {option("b", format!("{b} alone"))}
            </select>
        </div>
        <div class="field" hidden=move || table.with(|plan| plan.booked == Session::Couple)>
            <label for="role">"Comes as"</label>
            <select id="role" name="role" prop:value=move || table.with(|plan| role(plan.booked).as_str()) on:change:target=move |event| set(table.once(|plan| who(plan.booked)), event.target().value().parse().unwrap_or(Role::Concerned))>
                {roles}
            </select>
        </div>
    })
}
