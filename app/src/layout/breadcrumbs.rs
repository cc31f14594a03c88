//! Breadcrumbs above a heading.

use leptos::prelude::*;

/// Links from the top down to the parent of this page, each an address and a name.
#[component]
pub fn Breadcrumbs(
    /// The pages above this one, the topmost first.
    trail: Vec<(String, String)>,
) -> impl IntoView {
    view! {
        <nav class="crumbs" aria-label="Breadcrumb">
            <ol>
                {trail
                    .into_iter()
                    .map(|(address, name)| view! { <li><a href=address><bdi>{name}</bdi></a></li> })
                    .collect_view()}
            </ol>
        </nav>
    }
}
