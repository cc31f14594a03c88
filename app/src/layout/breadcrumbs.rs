//! Breadcrumbs above a heading.

use leptos::prelude::*;

/// Length of a name that is never cut, in characters. The style sheet cuts longer ones where there is no room.
const SHORT: usize = 20;

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
                    .map(|(address, name)| {
                        let whole = (name.chars().count() > SHORT).then(|| name.clone());
                        view! { <li><a href=address title=whole><bdi>{name}</bdi></a></li> }
                    })
                    .collect_view()}
            </ol>
        </nav>
    }
}
