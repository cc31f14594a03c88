//! The common parts of the forms of a hold.

use domain::records::Revision;

use crate::http::visitor::{FormState, Now};

/// The common parts of all forms.
pub(crate) struct Form {
    pub(crate) page: String,
    pub(crate) by: String,
    pub(crate) seen: Revision,
    pub(crate) now: Now,
    pub(crate) reply: FormState,
}

impl Form {
    /// Returns the content of a field as typed, or this default.
    pub(crate) fn kept(&self, field: &str, or: &str) -> String {
        self.reply.typed.get(field).cloned().unwrap_or_else(|| or.to_owned())
    }
}
