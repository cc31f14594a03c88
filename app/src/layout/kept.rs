//! Drafts for forms of more than a line.

use leptos::prelude::*;

use crate::{
    browser::form::{FormPlace, form_draft},
    http::visitor::{is_reply, records},
};

/// Stores the values of the form around it as a draft, until the server has stored them or the user discards them.
#[component]
pub fn Kept(
    /// The address of the page with the form.
    #[prop(into)]
    page: String,
    /// The name of the form, for lists of unsaved drafts.
    #[prop(into)]
    about: String,
    /// The form on that page, if it has several.
    #[prop(optional, into)]
    form: String,
) -> impl IntoView {
    let place = FormPlace::of(&records().ok()?, format!("form{page}#{form}"), about);
    Some(form_draft(&place, is_reply()))
}
