//! What a practice puts above its sheets.

use crate::Logo;

/// The letterhead of a practice. Whether a sheet may carry it is decided by
/// [`carries_letterhead`](domain::handout::carries_letterhead).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letterhead {
    /// Its logo.
    pub logo: Option<Logo>,
    /// What the logo shows, for those who hear the page; where it is empty, the logo is decoration beside the name.
    pub alt: String,
    /// Its name.
    pub name: String,
    /// Address, telephone, mail, in one line; may be empty.
    pub address: String,
    /// Registration or licence; may be empty.
    pub registration: String,
    /// What stands at the foot of every page; may be empty.
    pub footer: String,
    /// Whether pages after the first one carry the name too, in one small line.
    pub every_page: bool,
}

impl Letterhead {
    /// What stands below the name.
    pub(crate) fn details(&self) -> String {
        let parts = [self.address.trim(), self.registration.trim()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}
