//! What changed, side by side, and the button that brings a state back.

use domain::desk::{Changed, Revision};
use leptos::prelude::*;

use crate::parts::Icon;

/// What changed, one row each: what, as it was, as it is.
#[component]
pub(super) fn SideBySide(
    /// What changed.
    changes: Vec<Changed>,
    /// What the left side is called.
    was: String,
    /// What the right side is called.
    is: String,
    /// What is said where nothing changed.
    #[prop(default = "Nothing is different.")]
    same: &'static str,
) -> AnyView {
    if changes.is_empty() {
        return view! { <p class="soft">{same}</p> }.into_any();
    }
    let side = |name: String, text: String| {
        let nothing = text.trim().is_empty();
        view! {
            <div>
                <p class="small soft">{name}</p>
                <p class="kept-lines" class:soft=nothing dir="auto">{if nothing { "nothing".to_owned() } else { text }}</p>
            </div>
        }
    };
    let rows = changes.into_iter().map(|change| {
        view! {
            <li class="versions">
                <h3 dir="auto">{change.what}</h3>
                {side(was.clone(), change.was)}
                {side(is.clone(), change.is)}
            </li>
        }
    });
    view! { <ul class="changes">{rows.collect_view()}</ul> }.into_any()
}

/// The form that brings a state back; `seen` is the stored revision that it goes on from.
#[component]
pub(super) fn Restore(
    /// The address of the page.
    address: String,
    /// The state.
    version: Revision,
    /// The stored revision.
    seen: Revision,
    /// What is said below the button.
    about: &'static str,
) -> AnyView {
    view! {
        <form class="restore" method="post" action=format!("{address}?version={}", version.0)>
            <input type="hidden" name="seen" value=seen.0 />
            <input type="hidden" name="version" value=version.0 />
            <button class="button" data-kind="primary">{Icon::Undo.view()} "Restore this state"</button>
            <p class="small soft">{about}</p>
        </form>
    }
    .into_any()
}

/// That a state was brought back, and the way to it.
#[component]
pub(super) fn Restored(
    /// The new version.
    version: Revision,
    /// What else is said.
    about: &'static str,
    /// Where to go on.
    href: String,
    /// What that is called.
    name: &'static str,
) -> AnyView {
    view! {
        <div class="note" data-tone="teal" role="status">
            {Icon::Check.view()}
            <div>
                <p>{format!("Restored, as version {}. What stood there before is in the list as well. ", version.0)} {about}</p>
                <p><a href=href>{name}</a></p>
            </div>
        </div>
    }
    .into_any()
}
