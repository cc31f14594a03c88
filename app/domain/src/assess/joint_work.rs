//! The gates that stop joint work, and the session that is possible while they do.

use super::{CaseState, Session};
use crate::{
    library::Library,
    vocabulary::{GateId, Role},
};

/// Returns the gates that stop joint work now: active and not overridden, in the order of the reference.
pub(crate) fn stopping(library: &Library, course: &CaseState) -> impl Iterator<Item = GateId> {
    course.gates.open_gates().filter(|gate| library.gate(*gate).individual_only && course.gates.holds(*gate))
}

/// Returns the session that is possible today: one partner alone while a gate forbids conjoint work, whatever was
/// booked.
pub fn demanded(library: &Library, course: &CaseState, asked: Session) -> Session {
    match (asked, alone_because(library, course)) {
        (Session::Couple, Some(gate)) => Session::Individual(role_for(gate), None),
        _ => asked,
    }
}

/// Returns the gate that forbids conjoint work now, if any.
pub fn alone_because(library: &Library, course: &CaseState) -> Option<GateId> {
    stopping(library, course).next()
}

/// Returns the person to see first while `gate` is active: the one who may be in danger, or whom its reason concerns.
pub(crate) fn role_for(gate: GateId) -> Role {
    match gate {
        GateId::Secret => Role::SecretHolder,
        GateId::Suicide => Role::AtRisk,
        GateId::Withdrawal | GateId::Acute | GateId::Psych => Role::Concerned,
        _ => Role::Harmed,
    }
}
