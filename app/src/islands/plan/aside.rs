//! The side of the plan: what is suggested and why, what is held and what would release it, and the library.

use domain::{desk::agenda::Edit, ids::ItemId, library::model::Item};
use leptos::prelude::*;

use super::{super::erased, drawer::drawer, table::Table, words};
use crate::{
    finder::Query,
    parts::{Chip, Icon},
    shelf::library,
    wording,
};

/// How many suggestions are shown at once.
const SHOWN: usize = 5;

pub(super) struct Aside {
    pub(super) table: Table,
    pub(super) query: Option<Query>,
}

impl Aside {
    pub(super) fn view(self) -> impl IntoView {
        let Self { table, query } = self;
        let suggested = move || {
            table.standings.with(|standings| {
                standings.suggested.iter().filter(|s| !table.has(&s.item)).take(SHOWN).cloned().collect::<Vec<_>>()
            })
        };
        let waiting = move || {
            let all = table.standings.with(|standings| standings.waiting.clone());
            all.into_iter().filter(|id| !table.has(id)).collect::<Vec<_>>()
        };
        erased(view! {
            <aside class="plan-side" aria-label="Suggestions and library">
                {drawer(table, query)}
                <h2 id="suggestions">"Suggested next"</h2>
                <ul class="suggestions">
                    {move || {
                        suggested()
                            .into_iter()
                            .filter_map(|s| Some(suggestion(table, library().item(&s.item)?, &s.because)))
                            .collect_view()
                    }}
                    {move || waiting().into_iter().filter_map(|id| Some(held(table, library().item(&id)?))).collect_view()}
                </ul>
                {reminders(table)}
            </aside>
        })
    }
}

fn suggestion(table: Table, item: &'static Item, because: &[String]) -> impl IntoView + use<> {
    let reason = because.first().cloned().unwrap_or_default();
    let more: Vec<String> = because.iter().skip(1).cloned().collect();
    let any_more = !more.is_empty();
    let serves = item.serves.first().map(|challenge| wording::challenge(*challenge));
    erased(view! {
        <li class="card suggestion">
            <div class="suggestion-head">
                <h3><a href=format!("/library/{}", item.id)>{item.title.as_str()}</a></h3>
                <span class="chip">{format!("{} min", item.minutes.typical)}</span>
            </div>
            <p class="soft">{reason}</p>
            <details class="small" hidden=!any_more>
                <summary>"More reasons"</summary>
                <ul>{more.into_iter().map(|reason| view! { <li>{reason}</li> }).collect_view()}</ul>
            </details>
            <div class="suggestion-foot">
                {serves.map(|text| view! { <Chip text=text /> })}
                {item.high_intensity.then(|| view! { <Chip text="High intensity" tone="clay" icon=Icon::Flame /> })}
                {add(table, item)}
            </div>
        </li>
    })
}

/// The button that takes an exercise into the plan.
pub(super) fn add(table: Table, item: &'static Item) -> impl IntoView {
    let id = item.id.clone();
    let taken = item.id.clone();
    view! {
        <button
            class="button"
            data-kind="quiet"
            form="plan"
            name="do"
            value=format!("add:{}", item.id)
            aria-label=format!("Add “{}”", item.title)
            disabled=move || table.has(&taken) || table.was_held()
            on:click=move |event| {
                event.prevent_default();
                if table.edit(&Edit::Add(id.clone())) {
                    let title = library().item(&id).map(|item| item.title.to_string()).unwrap_or_default();
                    table.said.set(Some(format!("“{title}” is in the plan.")));
                }
            }
        >
            {Icon::Plus.view()}
            "Add"
        </button>
    }
}

fn held(table: Table, item: &'static Item) -> impl IntoView {
    erased(view! {
        <li class="card suggestion" data-held="">
            <div class="suggestion-head">
                <h3><a href=format!("/library/{}", item.id)>{item.title.as_str()}</a></h3>
                <Chip text="Held" tone="stop" icon=Icon::Lock />
            </div>
            {why_held(table, &item.id)}
        </li>
    })
}

/// What holds an exercise, each with where to read what would release it.
pub(super) fn why_held(table: Table, id: &ItemId) -> impl IntoView + use<> {
    let holds = table.standings.with(|standings| {
        let holds = standings.of_item(id).map(|standing| standing.holds.clone()).unwrap_or_default();
        holds.iter().map(|hold| words::hold(table, hold)).collect::<Vec<_>>()
    });
    let lines = holds
        .into_iter()
        .map(|(text, name, address)| view! { <li class="soft">{text} " " <a href=address>{name}</a></li> })
        .collect_view();
    view! { <ul class="why-held small">{lines}</ul> }
}

/// Rules that concern the plan whatever is in it.
fn reminders(table: Table) -> impl IntoView {
    let lines = move || {
        let said = table.standings.with(|standings| standings.reminders.clone());
        said.into_iter()
            .map(|said| {
                let link = said.rule.starts_with('R').then(|| {
                    view! { <a href=words::rule_address(&said.rule)>{format!("Rule {}", said.rule)}</a> }
                });
                view! { <li>{said.text} " " {link}</li> }
            })
            .collect_view()
    };
    erased(view! {
        <details class="card reminders small">
            <summary>"Keep in mind today"</summary>
            <ul>{lines}</ul>
        </details>
    })
}
