//! Audit lines for pages about people.

use domain::records::Stamp;
use store::{AuditEvent, CoupleId, Records, StoreError};

use crate::{
    browser::api::Problem,
    http::visitor::{is_reply, now},
};

/// Audits the viewing of a couple (checklist 41).
///
/// A form shown again because the disk is full is not audited again: opening the page was, and typed text must not be
/// lost (checklist 35).
///
/// # Errors
/// Database errors: a page that cannot be audited is not shown.
pub async fn viewed(records: &Records, id: CoupleId) -> Result<(), Problem> {
    Ok(note_view(records, id, now()?.stamp, is_reply()).await?)
}

/// As [`viewed`], for an API call, which has no page. `comes_back` is true if a page is shown in reply to a refused
/// form.
///
/// # Errors
/// If the database rejects the audit entry.
pub async fn note_view(records: &Records, id: CoupleId, now: Stamp, comes_back: bool) -> Result<(), StoreError> {
    match records.record_audit(AuditEvent::Viewed, id.0, now).await {
        Err(StoreError::Full) if comes_back => Ok(()),
        noted => noted,
    }
}
