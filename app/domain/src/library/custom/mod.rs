//! A counsellor's additions to the library and adjustments of it. The built-in library never changes: the
//! [`Library`](crate::library::Library) of an account is made from it and from these, and gates and checks can only
//! become stricter.

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
