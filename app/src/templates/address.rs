//! The address of a template.

use store::DocumentId;

/// Returns the address of a template.
pub(crate) fn address(id: DocumentId) -> String {
    format!("/templates/{}", id.0)
}
