//! The sheets that may carry the name of a practice.

use super::Discretion;

/// A kind of sheet, for the choice of a letterhead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetKind {
    /// For clients, with this discretion.
    Handout(Discretion),
    /// One exercise, independent of any plan.
    Leaflet,
    /// The referral sheet, for one person alone.
    Referrals,
    /// A letter to another service, for one person.
    Letter,
    /// For the counsellor only: run sheets, forms, recovery keys.
    Private,
}

/// True if a sheet of this kind may carry a letterhead. The name of a couples practice reveals the topic at a glance,
/// so no discreet sheet carries one, nor any that leads to help with violence.
pub fn carries_letterhead(kind: SheetKind) -> bool {
    match kind {
        SheetKind::Handout(Discretion::Standard) | SheetKind::Leaflet | SheetKind::Letter => true,
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
