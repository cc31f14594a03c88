//! The head: which session, how far it is, and what can be done with the whole.

use domain::desk::{Status, agenda::Edit};
use leptos::prelude::*;

use super::{super::erased, table::Table, words};
use crate::{keeper::SavedMark, parts::Icon, wording};

pub(super) fn head(table: Table) -> impl IntoView {
    let note = move || table.said.get();
    erased(view! {
        <div class="head plan-head">
            <div>
                <h1>{move || table.with(words::title)}</h1>
                <p class="soft">{move || table.with(|plan| words::moment(table, plan))}</p>
                <p class="soft small">{move || phase(table)}</p>
            </div>
            {tools(table)}
        </div>
        <div class="plan-said" role="status" aria-live="polite">
            <p class="note" hidden=move || note().is_none()>{move || note().unwrap_or_default()}</p>
        </div>
        <div class="note" data-tone="stop" hidden=move || table.keeper.keeps_drafts()>
            {Icon::Warning.view()}
            <p>"This browser keeps no drafts. Stay on this page until it says that all is saved."</p>
        </div>
    })
}

fn phase(table: Table) -> String {
    table.standings.with(|standings| {
        format!("Phase: {}. {}", wording::phase(standings.phase).to_lowercase(), standings.phase_because)
    })
}

fn tools(table: Table) -> impl IntoView {
    let status = move || table.with(|plan| plan.status);
    erased(view! {
        <div class="plan-tools">
            <SavedMark keeper=table.keeper at_first="Saved" />
            <a class="button to-suggestions" data-kind="quiet" href="#suggestions">"Suggestions"</a>
            <span class="chip" data-tone=move || words::status(status()).1>{move || words::status(status()).0}</span>
            <button class="button awake-only" data-kind="quiet" type="button" title="Undo (Ctrl+Z)" disabled=move || !table.can_undo() on:click=move |_| table.undo()>
                {Icon::Undo.view()}
                "Undo"
            </button>
            <button class="button awake-only" data-kind="quiet" type="button" title="Redo (Ctrl+Shift+Z)" disabled=move || !table.can_redo() on:click=move |_| table.redo()>
                {Icon::Redo.view()}
                "Redo"
            </button>
            {ready(table)}
            <button
                class="button"
                form="plan"
                name="do"
                value="fill"
                hidden=move || table.was_held()
                on:click=move |event| {
                    event.prevent_default();
                    table.fill();
                }
            >
                "Fill the time for me"
            </button>
            <a class="button" data-kind="primary" href=table.address("/handout")>
                {Icon::Printer.view()}
                "Handout"
            </a>
        </div>
    })
}

/// Draft or ready, in one button.
fn ready(table: Table) -> impl IntoView {
    let is_ready = move || table.with(|plan| plan.status == Status::Ready);
    view! {
        <button
            class="button"
            form="plan"
            name="do"
            value=move || if is_ready() { "draft" } else { "ready" }
            hidden=move || table.was_held()
            on:click=move |event| {
                event.prevent_default();
                table.edit(&Edit::Status(if is_ready() { Status::Draft } else { Status::Ready }));
            }
        >
            {Icon::Check.view()}
            {move || if is_ready() { "Back to draft" } else { "Mark as ready" }}
        </button>
    }
}
