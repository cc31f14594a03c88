//! The hidden field with the id of a form that creates records.

use leptos::prelude::*;

/// The name of the field. The form handling reads it; handlers do not see it.
pub const FORM_ID: &str = "form-id";

/// Adds an id to a form that creates a record. The record's id follows from it, so that the form sent twice, as after Back or
/// by a double click, creates it once. A form without this field creates nothing.
#[component]
pub fn FormId() -> impl IntoView {
    view! { <input type="hidden" name=FORM_ID value=store::new_form_id().to_string() /> }
}
