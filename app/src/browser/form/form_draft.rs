//! The properties of the island of a form, and the form itself.

use domain::records::Revision;
use serde::{Deserialize, Serialize};

use crate::browser::autosave::{DraftPlace, FormValues};
#[cfg(feature = "hydrate")]
use crate::browser::form::view::FormViewModel;

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

/// A form in a browser.
#[cfg(feature = "hydrate")]
pub(super) struct Page {
    pub(super) form: web_sys::Element,
    pub(super) look: crate::browser::prelude::RwSignal<FormViewModel>,
    pub(super) place: DraftPlace,
    pub(super) reply: bool,
}
