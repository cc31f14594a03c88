//! The content of a form is stored as an encrypted draft until the server has it: through a reload, the end of a
//! session, a refusal, and an unreachable server. Forms about people also save automatically. Without WebAssembly they
//! are plain forms.

#[cfg(feature = "hydrate")]
mod controls;
#[cfg(feature = "hydrate")]
mod drafts;
mod form_draft;
mod progress;
#[cfg(feature = "hydrate")]
mod questions;
#[cfg(feature = "hydrate")]
mod saves;
mod view;

pub use crate::browser::form::{
    form_draft::{FormDraft, Saves, StoredForm},
    progress::{asked, missing},
};
use crate::browser::{form::view::FormViewModel, render};

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
        let look = crate::browser::prelude::RwSignal::new(FormViewModel::default());
        let FormDraft { place, saves, stored, reply } = view;
        render::render_on_change(root.clone(), move || crate::browser::prelude::With::with(&look, view::panel), |_| {});
        let page = form_draft::Page { form, look, place, reply };
        match saves {
            Saves::WhenSent => drafts::keep(page),
            saves => saves::start(page, saves, stored),
        }
    })
}
