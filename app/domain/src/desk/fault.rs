//! What is wrong with something that was typed.

use serde::{Deserialize, Serialize};

/// A field that cannot be kept as it was typed, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The name of the field in its form.
    pub field: String,
    /// What to do, in a sentence. It never repeats what was typed.
    pub text: String,
}

impl Fault {
    /// A fault of this field.
    pub fn new(field: &str, text: impl Into<String>) -> Self {
        Self { field: field.into(), text: text.into() }
    }
}
