//! The safety gates of a case: the reasons to open them, the decisions about them, and their log.

mod decisions;
mod log;
mod raised;

pub use self::{
    decisions::{Closing, GateRefusal, Ground, Overriding},
    log::{GateEvent, GateLog, GateState},
    raised::{Opener, Raised, interviews_on_record, raised, raised_with},
};
