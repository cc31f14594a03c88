//! A plan used again: as a template, for the next session, for another couple, and as a text for the record.

mod duplicate;
mod record_text;
mod save_as;

use domain::template::{LeftBehind, Template};
use leptos::prelude::*;

pub use self::{duplicate::DuplicatePage, record_text::RecordTextPage, save_as::SaveAsPage};

use super::templates::words;

/// The way back to a plan.
fn trail(plan: store::PlanId, number: u16) -> Vec<(String, String)> {
    vec![("/plans".to_owned(), "Plans".to_owned()), (format!("/plans/{}", plan.0), format!("Session {number}"))]
}

/// What goes along of a plan, and what stays behind.
fn both_lists(library: &domain::library::Library, template: &Template, left: LeftBehind) -> AnyView {
    let goes = words::goes(library, template);
    let always = ["Code name, labels, answers and gates".to_owned()];
    let left: Vec<String> = always.into_iter().chain(left.into_iter().map(words::left)).collect();
    let list = |lines: Vec<String>| lines.into_iter().map(|line| view! { <li dir="auto">{line}</li> }).collect_view();
    view! {
        <div class="goes-stays">
            <section class="card" aria-labelledby="goes">
                <h2 id="goes">"Goes along"</h2>
                <ul class="list">{list(goes)}</ul>
            </section>
            <section class="card" aria-labelledby="stays">
                <h2 id="stays">"Stays with this couple"</h2>
                <ul class="list">{list(left)}</ul>
            </section>
        </div>
    }
    .into_any()
}
