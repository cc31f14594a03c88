//! A couple to which a plan or template is applied. Read for pages, and again for forms.

use store::{CoupleFile, CoupleId, Records, StoreError};

use crate::plans::next_number;

/// A couple with the number of its next session.
pub struct PlanRecipient {
    /// The couple.
    pub file: CoupleFile,
    /// The number of its next session.
    pub number: u16,
}

impl PlanRecipient {
    /// Reads the state of a couple. Gates are evaluated anew every time (invariant 4).
    ///
    /// # Errors
    /// `NotFound` for unknown and foreign ids alike.
    pub async fn of(records: &Records, id: CoupleId) -> Result<Self, StoreError> {
        let file = records.couple_file(id).await?;
        Ok(Self { file, number: next_number(&records.plans_of(id).await?) })
    }
}
