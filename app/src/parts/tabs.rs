//! The shelves of the library, side by side.

use leptos::prelude::*;

use crate::visitor::Visitor;

/// Links between the lists of the library.
#[component]
pub fn LibraryTabs(
    /// The address of the list that is shown.
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
            {own.then(|| tab("/my-library", "Mine"))}
        </nav>
    }
}
