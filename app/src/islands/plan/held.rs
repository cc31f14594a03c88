//! After the session: what came of each block. It goes to the server as a form, because it changes what is known of the
//! couple in the same moment.

use domain::desk::{BlockId, Outcome, Status};
use leptos::prelude::*;

use super::{super::erased, table::Table};

pub(super) fn after(table: Table) -> impl IntoView {
    let ids = move || table.with(|plan| plan.blocks.iter().map(|block| block.id).collect::<Vec<_>>());
    let held = table.once(|plan| plan.status == Status::Held);
    erased(view! {
        <details class="card plan-after" open=held>
            <summary><h2>"After the session"</h2></summary>
            <p class="soft small" hidden=held>
                "Say what came of each block. What was done counts as done from then on; the agenda stays as it was held."
            </p>
            <ul class="outcomes">
                <For each=ids key=|id| *id children=move |id| outcome(table, id) />
            </ul>
            <fieldset class="outcome" hidden=held>
                <legend>"Homework of last time"</legend>
                {["yes", "no", "unknown"].into_iter().map(homework).collect_view()}
            </fieldset>
            <button class="button" name="do" value="held" hidden=held on:click=move |event| table.leave(&event)>
                "Mark the session as held"
            </button>
        </details>
    })
}

fn homework(value: &'static str) -> impl IntoView {
    let words = match value {
        "yes" => "Done",
        "no" => "Not done, or in part",
        _ => "There was none, or it was not asked",
    };
    view! {
        <label class="check">
            <input type="radio" name="homework-done" value=value checked=value == "unknown" />
            <span>{words}</span>
        </label>
    }
}

fn outcome(table: Table, id: BlockId) -> impl IntoView {
    let block = table.block(id);
    let title = move || block.with(|found| found.as_ref().map(|(_, block)| block.title.clone()).unwrap_or_default());
    let now = table.once(|plan| plan.block(id).and_then(|(_, block)| block.outcome));
    let held = table.once(|plan| plan.status == Status::Held);
    let choice = move |outcome: Outcome, value: &'static str, words: &'static str| {
        let checked = now.unwrap_or(Outcome::Done) == outcome;
        view! {
            <label class="check">
                <input type="radio" name=format!("b{}-outcome", id.0) value=value checked=checked disabled=held />
                <span>{words}</span>
            </label>
        }
    };
    erased(view! {
        <li>
            <fieldset class="outcome">
                <legend>{title}</legend>
                {choice(Outcome::Done, "done", "Done")}
                {choice(Outcome::Left, "left", "Left for another time")}
                {choice(Outcome::Dreaded, "dreaded", "Dreaded or refused")}
            </fieldset>
        </li>
    })
}
