//! The hidden field with the start values of a form.

use leptos::prelude::*;

use crate::browser::{autosave::FormValues, wire::pack};

/// The name of the field with the start values. The form handling reads it; handlers do not see it.
pub const BASE_FIELD: &str = "kept-base";

/// Adds the stored values to a form. If another window saves meanwhile, they distinguish its changes from those made
/// here.
#[component]
pub fn BaseField(
    /// The stored values.
    filled: FormValues,
) -> impl IntoView {
    view! { <input type="hidden" name=BASE_FIELD value=pack(&filled) /> }
}
