//! A comparison of two versions, and the button that restores one.

use domain::{records::Revision, versions::Changed};
use leptos::prelude::*;

use crate::layout::Icon;

/// A comparison with one row per change: part, earlier and later value.
#[component]
pub(crate) fn SideBySide(
    /// The changes.
    changes: Vec<Changed>,
    /// The heading of the left side.
    was: String,
    /// The heading of the right side.
    is: String,
    /// The text if nothing changed.
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

/// The form that restores a version; `seen` is the stored revision it is based on.
#[component]
pub(crate) fn Restore(
    /// The address of the page.
    address: String,
    /// The version.
    version: Revision,
    /// The stored revision.
    seen: Revision,
    /// The text below the button.
    about: &'static str,
) -> AnyView {
    view! {
        <form class="restore" method="post" action=format!("{address}?version={}", version.0)>
            <input type="hidden" name="seen" value=seen.0 />
            <input type="hidden" name="version" value=version.0 />
            <button class="button" data-kind="primary">{Icon::Undo.view()} "Restore"</button>
            <p class="small soft">{about}</p>
        </form>
    }
    .into_any()
}

/// The notice that a version was restored, with a link to it.
#[component]
pub(crate) fn Restored(
    /// The new version.
    version: Revision,
    /// Further text.
    about: &'static str,
    /// The target of the link.
    href: String,
    /// The label of the link.
    name: &'static str,
) -> AnyView {
    view! {
        <div class="note" data-tone="teal" role="status">
            {Icon::Check.view()}
            <div>
                <p>{format!("Restored as version {}. The previous version is still in the list. ", version.count())} {about}</p>
                <p><a href=href>{name}</a></p>
            </div>
        </div>
    }
    .into_any()
}
