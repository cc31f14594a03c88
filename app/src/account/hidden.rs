//! `/hidden`: a blank page, which hides the screen without WebAssembly.

use leptos::prelude::*;
use leptos_meta::Title;

/// A blank page with a link back. Its title does not reveal what it covers.
#[component]
pub fn HiddenPage() -> impl IntoView {
    view! {
        <Title text="Blank page" />
        <div class="nothing-here">
            <h1 class="unseen">"The screen is hidden"</h1>
            <a class="button" data-kind="quiet" href="/">"Continue"</a>
        </div>
    }
}
