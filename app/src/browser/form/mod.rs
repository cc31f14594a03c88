//! Forms whose content is kept as an encrypted draft until the server has it: through a reload, the end of a session, a
//! refusal, and an unreachable server. Forms about people also save themselves. The scripts that do it are in
//! `app/src/browser/script`; without them these are plain forms.

mod form_draft;
mod panel;
mod place;
mod progress;
mod words;

pub use crate::browser::form::{
    form_draft::{StoredForm, form_draft, saving_form, shared_form},
    place::{FormPlace, address},
    progress::{asked, missing},
};
