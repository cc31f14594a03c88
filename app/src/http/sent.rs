//! The typed values of a refused form.

use std::collections::HashMap;

use crate::browser::autosave::FormValues;

/// The data of a form, for the page that shows it again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sent {
    /// The typed values.
    pub typed: HashMap<String, String>,
    /// The values that the form started with.
    pub base: Option<FormValues>,
}

impl From<HashMap<String, String>> for Sent {
    fn from(typed: HashMap<String, String>) -> Self {
        Self { typed, base: None }
    }
}
