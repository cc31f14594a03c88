//! Search and filters of the library.

use leptos::prelude::*;

/// Finds exercises.
#[island]
pub fn Finder() -> impl IntoView {
    let (text, set_text) = signal(String::new());
    view! {
        <input
            type="search"
            aria-label="Search"
            on:input:target=move |event| set_text.set(event.target().value())
        />
        <output>{text}</output>
    }
}
