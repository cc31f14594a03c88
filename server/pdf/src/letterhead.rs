//! The letterhead of a practice.

use crate::Logo;

/// The letterhead of a practice. [`carries_letterhead`](domain::paper::handout::carries_letterhead) decides which sheets carry
/// it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrintedLetterhead {
    /// Logo, printed on the left.
    pub logo: Option<Logo>,
    /// Alternative text of the logo. If empty, the logo is decorative.
    pub alt: String,
    /// Name of the practice.
    pub name: String,
    /// Address, telephone and mail on one line; may be empty.
    pub address: String,
    /// Registration or licence; may be empty.
    pub registration: String,
    /// Footer of every page; may be empty.
    pub footer: String,
    /// Repeats the name in small type on the pages after the first.
    pub every_page: bool,
}

impl PrintedLetterhead {
    /// Returns the line below the name.
    pub(crate) fn details(&self) -> String {
        let parts = [self.address.trim(), self.registration.trim()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}
