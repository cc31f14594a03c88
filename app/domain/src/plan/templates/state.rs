//! The status of a block of a template that is applied.

use crate::{
    safety::Hold,
    vocabulary::{GateId, Minutes, Role},
};

/// The status of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It may be used as it is.
    Fits,
    /// An open slot.
    Choose,
    /// It may not be used now; its holds.
    Held(Vec<Hold>),
    /// It does not suit the participants, with the reason.
    NotToday(NotToday),
    /// Arrival and debrief are held with each partner alone while the gate is open, so that no exercise fits there
    /// (R5).
    Apart,
    /// The same exercise occurs earlier.
    Twice,
    /// This library has no such exercise.
    Unknown,
    /// The session is too short for it; the minutes it needs at least.
    TooLong(Minutes),
}

/// The reason why an exercise does not suit the participants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotToday {
    /// While this gate is open it is done with each partner alone, and both come.
    Apart(GateId),
    /// It is for one partner alone, and both come.
    OneAlone,
    /// It is for both, and one comes.
    Both,
    /// It is for the partner with this role, and another one comes.
    Role(Role),
}
