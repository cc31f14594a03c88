//! The library of one account.

use super::{Adjusted, OwnExercise, OwnGate};
use crate::{library::Library, vocabulary::ItemId};

/// Everything that an account has added or adjusted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnLibrary {
    /// Exercises with their ids.
    pub exercises: Vec<(ItemId, OwnExercise)>,
    /// Gates.
    pub gates: Vec<OwnGate>,
    /// Numbers.
    pub adjusted: Adjusted,
}

impl OwnLibrary {
    /// True if nothing was added or adjusted.
    pub fn is_empty(&self) -> bool {
        self.exercises.is_empty() && self.gates.is_empty() && self.adjusted.is_empty()
    }

    /// Merges this into the built-in library: valid exercises, usable gates, adjusted numbers. The added gates add
    /// holds and remove no built-in gate.
    pub fn over(&self, built_in: &Library) -> Library {
        let mut library = built_in.clone();
        for (id, exercise) in &self.exercises {
            if let Ok(item) = exercise.item(built_in, id.clone()) {
                library.add_item(item);
            }
        }
        library.adjust(&self.adjusted);
        for gate in self.gates.iter().filter(|gate| gate.faults().is_empty()) {
            library.add_gate(gate);
        }
        library
    }
}
