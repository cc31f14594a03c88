//! The card of a page without a session.

use leptos::prelude::*;

/// Advice on passphrases: the only rule is the length (checklist 11).
pub(super) const PASSPHRASE: &str = "At least 15 characters. Four or five unrelated words are easy to remember and hard to guess; \
                          spaces are fine.";

/// A page without a session: one card in the middle, with further information beside it.
#[component]
pub(super) fn AuthCard(
    /// The purpose of the page.
    heading: &'static str,
    /// One line below it.
    #[prop(optional, into)]
    line: String,
    /// The form.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="entrance">
            <div class="card">
                <h1>{heading}</h1>
                {(!line.is_empty()).then(|| view! { <p class="soft">{line}</p> })}
                {children()}
            </div>
        </div>
    }
}
