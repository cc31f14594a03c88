//! The rail with the brand and the rooms; a bar at the bottom on small screens.

use leptos::prelude::*;

/// Brand and navigation. Holds only rooms that exist.
#[component]
pub fn Rail() -> impl IntoView {
    view! {
        <header class="rail">
            <a class="brand" href="/library">"Reweave"</a>
            <nav aria-label="Main">
                <a href="/library">"Library"</a>
            </nav>
        </header>
    }
}
