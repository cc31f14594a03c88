//! The gates on a run sheet.

use serde::Serialize;

use crate::vocabulary::GateId;

/// A gate that is open today, with its effects. It omits the reason: answers stay where they were given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpenGate {
    /// Its id.
    pub gate: GateId,
    /// Its name.
    pub name: String,
    /// Its effect on the session.
    pub effect: String,
    /// Its closing condition.
    pub closes_when: String,
    /// True if an override releases its exercises.
    pub overridden: bool,
}
