//! The tabs of the library.

use leptos::prelude::*;

use crate::http::visitor::Visitor;

/// Links to the lists of the library.
#[component]
pub fn LibraryTabs(
    /// The address of the current list.
    here: &'static str,
) -> impl IntoView {
    let own = matches!(use_context::<Visitor>(), Some(Visitor::Counsellor(_)));
    let tab = |address: &'static str, name: &'static str| {
        view! { <a href=address aria-current=(address == here).then_some("page")>{name}</a> }
    };
    view! {
        <nav class="tabs" aria-label="Library">
            {tab("/library", "Exercises")}
            {tab("/library/challenges", "Challenges")}
            {tab("/library/rules", "Rules")}
            {tab("/library/sources", "Sources")}
            {own.then(|| tab("/my-library", "My library"))}
        </nav>
    }
}
