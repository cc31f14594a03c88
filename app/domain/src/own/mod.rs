//! What a counsellor adds to the library, and adjusts of it. The built-in library itself never changes: a [`Library`] for
//! one account is made from it and from these, and built-in gates and checks can only become stricter by it.

mod adjusted;
mod exercise;
mod gate;
mod library;

pub use self::{
    adjusted::{Adjusted, SharesOf},
    exercise::{OwnExercise, required_gates},
    gate::{LONGEST_OWN_GATES, OwnGate},
    library::OwnLibrary,
};

#[cfg(test)]
mod tests;
