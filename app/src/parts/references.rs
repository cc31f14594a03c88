//! The list of publications below a text, with an honest mark of what was checked.

use domain::library::model::Reference;
use leptos::prelude::*;

use super::{Chip, Icon};

/// Publications in the order in which the text names them; nothing when there are none.
#[component]
pub fn References(
    /// The publications.
    list: Vec<&'static Reference>,
) -> impl IntoView {
    let any = !list.is_empty();
    let entries = list.into_iter().map(entry).collect_view();
    any.then(|| {
        view! {
            <ul class="references">{entries}</ul>
            <p class="small soft">
                "Checked: title and authors were found in a public record. Not checked yet: cited from knowledge; look it up before you rely on it."
            </p>
        }
    })
}

fn entry(reference: &'static Reference) -> AnyView {
    let mark = if reference.checked {
        view! { <Chip text="Checked" tone="teal" icon=Icon::Check /> }
    } else {
        view! { <Chip text="Not checked yet" tone="amber" icon=Icon::Question /> }
    };
    view! {
        <li id=format!("ref-{}", reference.key)>
            <span>{reference.citation.as_str()}</span>
            {mark}
        </li>
    }
    .into_any()
}
