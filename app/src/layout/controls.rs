//! Small controls that the start script serves. They are not islands, so that they cannot fail to hydrate, and elements
//! added by browser extensions do not matter.

use leptos::prelude::*;

use crate::http::visitor::reply;
use crate::layout::{Icon, field};

/// A password field with a button that shows it; it never returns the typed value.
#[component]
pub fn PasswordField(
    /// The name of the field in its form, and its id in the page.
    name: &'static str,
    /// The label.
    label: &'static str,
    /// A line of help; none when empty.
    #[prop(optional)]
    hint: &'static str,
    /// The browser's autocomplete: `current-password` or `new-password`.
    autocomplete: &'static str,
) -> impl IntoView {
    field(name, label, hint, reply().fault(name), |told| {
        view! {
            <div class="secret">
                <input
                    id=name
                    name=name
                    type="password"
                    autocomplete=autocomplete
                    autocapitalize="none"
                    spellcheck="false"
                    required
                    aria-invalid=told.invalid()
                    aria-describedby=told.described
                />
                <button type="button" class="button when-awake" data-kind="quiet" data-shows=name aria-pressed="false">
                    "Show"
                </button>
            </div>
        }
        .into_any()
    })
}

/// A button that copies a field, and confirms it. Hidden without scripts.
#[component]
pub fn CopyButton(
    /// The id of the field.
    of: &'static str,
    /// The label of the button.
    label: &'static str,
) -> impl IntoView {
    view! {
        <button type="button" class="button when-awake" data-kind="primary" data-copies=of>{label}</button>
        <span class="small soft" role="status"></span>
    }
}

/// A button that prints the page. Hidden without scripts: every browser has a command for it.
#[component]
pub fn PrintButton(
    /// The label of the button.
    label: &'static str,
) -> impl IntoView {
    view! { <button type="button" class="button when-awake" data-prints="">{Icon::Printer.view()} {label}</button> }
}

/// Part of a form that is submitted when anything in it changes.
#[component]
pub fn AutoSubmit(children: Children) -> impl IntoView {
    view! { <div class="stack" data-sends="" data-script="sends">{children()}</div> }
}
