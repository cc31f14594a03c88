//! Drafts for forms of more than a line.

use domain::records::Revision;
use leptos::prelude::*;

use crate::{
    browser::{
        autosave::DraftPlace,
        form::{FormDraft, Saves, StoredForm, form_draft},
    },
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
    let place = DraftPlace::of(&records().ok()?, format!("form{page}#{form}"), about);
    let stored = StoredForm { revision: Revision(0), filled: None, met: None };
    Some(form_draft(&FormDraft { place, saves: Saves::WhenSent, stored, reply: is_reply() }))
}
