//! The element of a form that keeps drafts, and what its script is given.

use std::collections::BTreeMap;

use domain::records::Revision;
use leptos::prelude::*;
use serde::Serialize;

use crate::browser::{
    autosave::FormValues,
    form::{
        panel::{FIRST, panel, shared_panel},
        place::FormPlace,
        words::FormWords,
    },
    render::page_script,
};

/// The stored state of the record in a form that saves itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredForm {
    /// Its revision.
    pub revision: Revision,
    /// Its fields; needed only if the page shows other values in reply to a refused form.
    pub filled: Option<FormValues>,
    /// The start values of a form refused because another window has saved since.
    pub met: Option<Option<FormValues>>,
}

/// The properties of a form's script. Fields have their values as one text, those of several values a line each.
#[derive(Serialize)]
struct Given<'a> {
    #[serde(flatten)]
    place: &'a FormPlace,
    words: FormWords,
    /// True if the page replies to a refused form: its fields are then not the stored ones.
    reply: bool,
    /// True if a conflict is about all answers together.
    whole: bool,
    /// The revision, as text: a number of JavaScript has not enough digits.
    seen: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    stored: Option<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    met: Option<Met>,
}

#[derive(Serialize)]
struct Met {
    base: Option<BTreeMap<String, String>>,
}

/// Keeps the values of the form around it until it is sent and stored. Hidden fields (revisions, ids) are not included.
pub fn form_draft(place: &FormPlace, reply: bool) -> AnyView {
    let given = Given {
        place,
        words: FormWords::when_sent(),
        reply,
        whole: false,
        seen: String::new(),
        stored: None,
        met: None,
    };
    page_script("kept", "kept-form", &given, panel(false))
}

/// Keeps the values of the form around it, and saves them while it is filled in.
pub fn saving_form(place: &FormPlace, stored: &StoredForm, reply: bool) -> AnyView {
    let given = Given {
        place,
        words: FormWords::saves_itself(FIRST),
        reply,
        whole: false,
        seen: stored.revision.0.to_string(),
        stored: stored.filled.as_ref().filter(|_| reply).map(FormValues::texts),
        met: stored.met.as_ref().map(|base| Met { base: base.as_ref().map(FormValues::texts) }),
    };
    page_script("autosave", "kept-form", &given, panel(true))
}

/// Keeps and saves the answers of the shared screen, of which this is the fingerprint.
pub fn shared_form(place: &FormPlace, mark: Revision) -> AnyView {
    let given = Given {
        place,
        words: FormWords::shared_screen(),
        reply: false,
        whole: true,
        seen: mark.0.to_string(),
        stored: None,
        met: None,
    };
    page_script("autosave", "live", &given, shared_panel())
}
