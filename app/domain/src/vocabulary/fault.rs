//! Faults of typed input.

use serde::{Deserialize, Serialize};

/// An invalid form field, with advice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The name of the field in its form.
    pub field: String,
    /// The advice, in a sentence. It never repeats the input.
    pub text: String,
}

impl Fault {
    /// Makes a fault of this field.
    pub fn new(field: impl Into<String>, text: impl Into<String>) -> Self {
        Self { field: field.into(), text: text.into() }
    }
}
