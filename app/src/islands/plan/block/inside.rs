//! What unfolds in a block: steps, the private note, who is there, and what goes on paper.

use std::collections::BTreeSet;

use domain::{desk::agenda::Edit, handout::Audience, plan::block_reminders};
use leptos::prelude::*;

use super::{
    super::{super::erased, words},
    Row,
};
use crate::{parts::Icon, shelf::library, wording};

pub(super) fn inside(row: Row) -> impl IntoView {
    let noted = move || row.get(|block| !block.note.is_empty());
    let on_paper = move || row.get(|block| !block.sheets.is_empty());
    erased(view! {
        {confirm(row)}
        <details class="agenda-inside">
            <summary>
                <span>{if row.exercise().is_some() { "Steps, note and paper" } else { "Note and details" }}</span>
                <span class="chip" hidden=move || !noted()>{Icon::Lock.view()} "private note"</span>
                <span class="chip" hidden=move || !on_paper()>{Icon::Sheet.view()} "on the handout"</span>
            </summary>
            <div class="agenda-open">
                <div class="stack">
                    {steps(row)}
                    {reminders(row)}
                </div>
                <div class="stack">
                    {note(row)}
                    {details(row)}
                    {sheets(row)}
                </div>
            </div>
        </details>
    })
}

/// What only the counsellor can know, before it starts.
fn confirm(row: Row) -> impl IntoView {
    let lines = move || {
        let id = row.exercise()?;
        row.table.standings.with(|standings| Some(standings.of_item(&id)?.confirm.clone()))
    };
    let lines = move || lines().unwrap_or_default();
    erased(view! {
        <div class="confirm" hidden=move || lines().is_empty()>
            <p>"Confirm before you start:"</p>
            <ul>{move || lines().into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
        </div>
    })
}

fn steps(row: Row) -> impl IntoView {
    let steps = move || row.get(|block| block.item.as_ref().map(|kept| kept.steps().to_vec()).unwrap_or_default());
    let newer = move || {
        row.get(|block| {
            let kept = block.item.as_ref()?;
            Some(kept.differs_from(library().item(kept.id())?))
        })
        .unwrap_or_default()
    };
    erased(view! {
        <ol class="steps">{move || steps().into_iter().map(|step| view! { <li>{step}</li> }).collect_view()}</ol>
        <p class="newer small" hidden=move || !newer()>
            "The library has a newer text; this plan keeps the one it was made with. "
            <button
                class="button"
                data-kind="quiet"
                name="do"
                value=row.button("renew")
                on:click=move |event| {
                    event.prevent_default();
                    row.table.edit(&Edit::Renew(row.id));
                }
            >
                "Take the newer text"
            </button>
        </p>
    })
}

fn reminders(row: Row) -> impl IntoView {
    let review = row.table.once(|plan| {
        let part = plan.block(row.id).map(|(_, block)| block.part.clone()).unwrap_or_default();
        domain::desk::agenda::place(library().shares(), &part) == domain::desk::agenda::Place::Review
    });
    let item = row.exercise().and_then(|id| library().item(&id));
    let reminders = block_reminders(library(), item, review);
    let any = !reminders.is_empty();
    let lines = reminders
        .into_iter()
        .map(|said| {
            let link = said.rule.starts_with('R').then(|| {
                view! { <a href=words::rule_address(&said.rule)>{format!("Rule {}", said.rule)}</a> }
            });
            view! { <li>{said.text} " " {link}</li> }
        })
        .collect_view();
    erased(view! {
        <div class="reminders small" hidden=!any>
            <p>"Keep in mind"</p>
            <ul>{lines}</ul>
        </div>
    })
}

fn note(row: Row) -> impl IntoView {
    let text = move || row.get(|block| block.note.clone());
    erased(view! {
        <div class="private">
            <label for=row.name("-note")>{Icon::Lock.view()} "Private note: never printed for clients"</label>
            <textarea
                id=row.name("-note")
                name=row.name("-note")
                rows="3"
                prop:value=text
                on:input:target=move |event| {
                    row.table.edit_about(&Edit::Note(row.id, event.target().value()), Some(&row.name("-note")));
                }
            >
                {row.table.once(|plan| plan.block(row.id).map(|(_, block)| wording::in_textarea(&block.note)).unwrap_or_default())}
            </textarea>
        </div>
    })
}

fn details(row: Row) -> impl IntoView {
    let table = row.table;
    let present = move || row.get(|block| words::present_value(block.present));
    let chosen = table.once(|plan| plan.block(row.id).map(|(_, block)| words::present_value(block.present)));
    let option = |value: &'static str, text: String| {
        view! { <option value=value selected=chosen == Some(value)>{text}</option> }
    };
    let [a, b] = table.about.with_value(|about| about.labels.clone());
    erased(view! {
        <div class="field">
            <label for=row.name("-title")>"Title"</label>
            <input
                id=row.name("-title")
                name=row.name("-title")
                maxlength="160"
                autocomplete="off"
                value=table.once(|plan| plan.block(row.id).map(|(_, block)| block.title.clone()))
                prop:value=move || row.get(|block| block.title.clone())
                on:input:target=move |event| {
                    table.edit_about(&Edit::Rename(row.id, event.target().value()), Some(&row.name("-title")));
                }
            />
        </div>
        <div class="field">
            <label for=row.name("-present")>"In the room"</label>
            <select
                id=row.name("-present")
                name=row.name("-present")
                prop:value=present
                on:change:target=move |event| {
                    let session = table.standings.with_untracked(|standings| standings.session);
                    table.edit(&Edit::Present(row.id, words::present_of(session, &event.target().value())));
                }
            >
                {option("both", "Both".into())}
                {option("each", "Both, each for themselves".into())}
                {option("a", format!("{a} alone"))}
                {option("b", format!("{b} alone"))}
            </select>
        </div>
    })
}

/// Where it goes on paper. A sheet on which it may not stand as things are cannot be chosen.
fn sheets(row: Row) -> impl IntoView {
    let exercise = row.exercise();
    let any = exercise.is_some();
    let choice = move |audience: Audience, ending: &'static str| {
        let exercise = exercise.clone();
        let may = move || {
            let paper = row.table.standings.with(|standings| {
                let standing = standings.of_item(exercise.as_ref()?)?;
                Some(standing.paper.contains(&audience))
            });
            paper == Some(true) && row.get(|block| block.is_for(audience))
        };
        let chosen = move || row.get(|block| block.sheets.contains(&audience));
        let set = move |on: bool| {
            let mut sheets: BTreeSet<Audience> = row.get(|block| block.sheets.clone());
            if on {
                sheets.insert(audience)
            } else {
                sheets.remove(&audience)
            };
            row.table.edit(&Edit::Sheets(row.id, sheets));
        };
        erased(view! {
            <label class="check">
                <input
                    type="checkbox"
                    name=row.name(ending)
                    value="1"
                    checked=row.table.once(|plan| plan.block(row.id).is_some_and(|(_, block)| block.sheets.contains(&audience)))
                    prop:checked=chosen
                    disabled=move || !may() && !chosen()
                    on:change:target=move |event| set(event.target().checked())
                />
                <span>{words::sheet(row.table, audience)}</span>
            </label>
        })
    };
    erased(view! {
        <fieldset class="sheets" hidden=!any>
            <legend>{Icon::Sheet.view()} "On the handout"</legend>
            {choice(Audience::Both, "-both")}
            {choice(Audience::A, "-a")}
            {choice(Audience::B, "-b")}
            <p class="small soft">"Only the library’s words for clients stand on it."</p>
        </fieldset>
    })
}
