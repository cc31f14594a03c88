//! Reusing a plan: as a template, for the next session, for another couple, and as text for the record.

pub mod duplicate;
pub mod form;
pub mod recipient;
pub mod record_text;
pub mod save_as;

use domain::plan::templates::{LeftBehind, Template};
use leptos::prelude::*;

pub use crate::plan_reuse::{duplicate::DuplicatePage, record_text::RecordTextPage, save_as::SaveAsPage};

use crate::templates::words;

/// Returns the breadcrumbs of a plan.
fn trail(plan: store::PlanId, number: u16) -> Vec<(String, String)> {
    vec![("/plans".to_owned(), "Plans".to_owned()), (format!("/plans/{}", plan.0), format!("Session {number}"))]
}

/// Lists the parts of a plan that are copied and those that are omitted.
fn both_lists(library: &domain::library::Library, template: &Template, left: LeftBehind) -> AnyView {
    let goes = words::goes(library, template);
    let always = ["Code name, labels, answers and holds".to_owned()];
    let left: Vec<String> = always.into_iter().chain(left.into_iter().map(words::left)).collect();
    let list = |lines: Vec<String>| lines.into_iter().map(|line| view! { <li dir="auto">{line}</li> }).collect_view();
    view! {
        <div class="goes-stays">
            <section class="card" aria-labelledby="goes">
                <h2 id="goes">"Copied"</h2>
                <ul class="list">{list(goes)}</ul>
            </section>
            <section class="card" aria-labelledby="stays">
                <h2 id="stays">"Not copied"</h2>
                <ul class="list">{list(left)}</ul>
            </section>
        </div>
    }
    .into_any()
}
