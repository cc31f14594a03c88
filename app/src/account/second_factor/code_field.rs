//! The field for a code of the second factor.

use leptos::prelude::*;

use crate::{http::visitor::reply, layout::field};

/// The name of the field in a form that asks for a code, where the page has no other.
pub const CODE_FIELD: &str = "one_time_code";

/// A field for the six digits of an authenticator app or for a recovery code. Both are digits, so that a phone shows its
/// keyboard for them. It never returns what was typed.
#[component]
pub fn CodeField(
    /// The name of the field in its form, and its id in the page.
    #[prop(default = CODE_FIELD)]
    name: &'static str,
    /// A line of help; none when empty.
    #[prop(optional)]
    hint: &'static str,
) -> impl IntoView {
    field(name, "Code", hint, reply().fault(name), |told| {
        view! {
            <input
                id=name
                name=name
                type="text"
                class="code"
                inputmode="numeric"
                autocomplete="one-time-code"
                autocapitalize="none"
                spellcheck="false"
                maxlength="24"
                required
                // After a wrong code the field may be below the screen.
                autofocus=told.wrong
                aria-invalid=told.invalid()
                aria-describedby=told.described
            />
        }
        .into_any()
    })
}
