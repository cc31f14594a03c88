//! `/hidden`: nothing to see. The way to hide a screen without WebAssembly.

use leptos::prelude::*;
use leptos_meta::Title;

/// A blank page with a way back. Its title says nothing about what it covers.
#[component]
pub fn HiddenPage() -> impl IntoView {
    view! {
        <Title text="Blank page" />
        <div class="nothing-here">
            <h1 class="unseen">"The screen is hidden"</h1>
            <a class="button" data-kind="quiet" href="/">"Go on"</a>
        </div>
    }
}
