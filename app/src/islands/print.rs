//! A button that prints the page. Without WebAssembly it is not there: every browser has a command for it.

use leptos::prelude::*;

/// Prints the page.
#[island]
pub fn Print(
    /// What the button says.
    label: String,
) -> impl IntoView {
    let print = |_| {
        // A browser that does not print says so itself.
        #[cfg(feature = "hydrate")]
        let _ = window().print();
    };
    view! { <button type="button" class="button when-awake" on:click=print>{label}</button> }
}
