//! The typed values of a refused form.

use std::collections::HashMap;

use crate::{browser::autosave::FormValues, http::visitor::FormState};

/// The data of a form, for the page that shows it again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sent {
    /// The typed values.
    pub typed: HashMap<String, String>,
    /// The values that the form started with.
    pub base: Option<FormValues>,
}

impl Sent {
    /// Returns the data as that of a form whose record has changed since it was opened.
    pub fn stale(self) -> FormState {
        FormState { typed: self.typed, base: self.base, stale: true, ..FormState::default() }
    }
}

impl From<HashMap<String, String>> for Sent {
    fn from(typed: HashMap<String, String>) -> Self {
        Self { typed, base: None }
    }
}
