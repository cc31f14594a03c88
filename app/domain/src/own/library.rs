//! The library of one account.

use crate::{
    ids::ItemId,
    library::Library,
    own::{Adjusted, OwnExercise, OwnGate},
};

/// Everything that an account has added and adjusted.
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
    /// Whether the built-in library is all there is.
    pub fn is_empty(&self) -> bool {
        self.exercises.is_empty() && self.gates.is_empty() && self.adjusted.is_empty()
    }

    /// The built-in library with all of it: exercises that are sound, gates that can be used, numbers as adjusted. A gate
    /// of one's own is added to what holds an exercise, and takes no built-in gate away.
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
