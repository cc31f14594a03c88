//! Which sheets may carry the name of a practice.

use super::Discretion;

/// A kind of sheet, as far as a letterhead is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetKind {
    /// For clients, as discreet as this.
    Handout(Discretion),
    /// One exercise, for the shelf.
    Leaflet,
    /// Where to go and by when, for one person alone.
    Referrals,
    /// For the counsellor only: run sheets, forms, recovery keys.
    Private,
}

/// Whether a sheet of this kind may carry a letterhead. The name of a couples practice says at a glance what the paper is
/// about, so nothing that is to give little away carries one, and nothing that leads to help with violence.
pub fn carries_letterhead(kind: SheetKind) -> bool {
    match kind {
        SheetKind::Handout(Discretion::Standard) | SheetKind::Leaflet => true,
        SheetKind::Handout(Discretion::Neutral | Discretion::InRoom) | SheetKind::Referrals | SheetKind::Private => {
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn discreet_sheets_carry_no_letterhead() {
        let carrying = |discretion| carries_letterhead(SheetKind::Handout(discretion));
        assert!(carrying(Discretion::Standard));
        assert!(!carrying(Discretion::Neutral) && !carrying(Discretion::InRoom));
    }

    #[test]
    fn what_leads_to_help_or_is_the_counsellor_s_own_carries_none() {
        assert!(carries_letterhead(SheetKind::Leaflet));
        assert!(!carries_letterhead(SheetKind::Referrals) && !carries_letterhead(SheetKind::Private));
    }
}
