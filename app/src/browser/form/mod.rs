//! The content of a form is stored as an encrypted draft until the server has it: through a reload, the end of a
//! session, a refusal, and an unreachable server. Forms about people also save automatically. Without WebAssembly they
//! are plain forms.

#[cfg(feature = "hydrate")]
mod controls;
#[cfg(feature = "hydrate")]
mod drafts;
#[cfg(feature = "hydrate")]
mod questions;
#[cfg(feature = "hydrate")]
mod saves;
mod view;

use domain::records::Revision;
use serde::{Deserialize, Serialize};

use crate::browser::{
    autosave::{DraftPlace, FormValues},
    form::view::FormViewModel,
    render,
};

/// The automatic saving of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Saves {
    /// Only when it is sent.
    WhenSent,
    /// While it is filled in: an individual interview.
    Interview {
        /// The couple.
        couple: String,
        /// `a` or `b`.
        partner: String,
    },
    /// While it is typed: the private notes.
    Notes {
        /// The couple.
        couple: String,
    },
}

/// The stored state of the record in a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredForm {
    /// Its revision.
    pub revision: Revision,
    /// Its fields; needed only if the page shows other values in reply to a refused form.
    pub filled: Option<FormValues>,
    /// The start values of a form refused because another window has saved since.
    pub met: Option<Option<FormValues>>,
}

/// The properties of a form's island.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormDraft {
    /// The place of the draft.
    pub place: DraftPlace,
    /// The automatic saving of the form.
    pub saves: Saves,
    /// The stored state.
    pub stored: StoredForm,
    /// True if the page replies to a refused form: its fields are then not the stored ones.
    pub reply: bool,
}

/// Stores the values of the form around it. Hidden fields (revisions, ids) are not included.
#[cfg(feature = "ssr")]
pub fn form_draft(view: &FormDraft) -> leptos::prelude::AnyView {
    render::island(("pages", "form_draft"), "kept-form", view, view::panel(&FormViewModel::default()))
}

/// Starts storing the values of the form around `root`.
///
/// # Errors
/// If its properties come from another version of the program.
#[cfg(feature = "part-pages")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn form_draft(root: web_sys::Element, properties: &str) -> Result<(), wasm_bindgen::JsError> {
    render::start(properties, |view: FormDraft| {
        let Ok(Some(form)) = root.closest("form") else { return };
        let look = leptos::prelude::RwSignal::new(FormViewModel::default());
        let FormDraft { place, saves, stored, reply } = view;
        render::render_on_change(root.clone(), move || leptos::prelude::With::with(&look, view::panel), |_| {});
        let page = Page { form, look, place, reply };
        match saves {
            Saves::WhenSent => drafts::keep(page),
            saves => saves::start(page, saves, stored),
        }
    })
}

/// A form in a browser.
#[cfg(feature = "hydrate")]
struct Page {
    form: web_sys::Element,
    look: leptos::prelude::RwSignal<FormViewModel>,
    place: DraftPlace,
    reply: bool,
}

/// Formats the progress of a part of the interview.
pub fn asked(open: usize, must: bool) -> String {
    match (open, must) {
        (0, _) => "All asked".into(),
        (open, true) => format!("{} still to ask", crate::layout::wording::questions(open)),
        (open, false) => format!("{open} not asked"),
    }
}

/// Describes the questions still required before an interview counts: their number and parts.
pub fn missing(open: usize, parts: &[String]) -> String {
    let (questions, parts) = (if open == 1 { "question" } else { "questions" }, parts.join("; "));
    format!("{open} required {questions} not asked yet, in {parts}. An unasked question does not count as a no.")
}
