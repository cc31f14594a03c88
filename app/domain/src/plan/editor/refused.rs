//! Reasons to refuse an edit.

use crate::{library::Library, safety::Hold};

/// The reason why an edit was refused; the plan is unchanged. Worded for the counsellor, repeating nothing that was
/// typed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The exercise may not be used now (invariant 4).
    #[error("“{title}” is on hold: {}", .because.join(" "))]
    Held {
        /// The title of the exercise.
        title: String,
        /// Its holds.
        holds: Vec<Hold>,
        /// The holds in words, with what would release them.
        because: Vec<String>,
    },
    /// Not an exercise of the library.
    #[error("This exercise is not in the library.")]
    UnknownExercise,
    /// The exercise is already in the plan.
    #[error("“{0}” is already on the agenda.")]
    Twice(String),
    /// The block is not in the plan.
    #[error("This item is no longer on the agenda.")]
    Gone,
    /// A limit of the record is exceeded.
    #[error("{0}")]
    TooMuch(&'static str),
    /// The session was recorded, so its plan no longer changes.
    #[error("This session took place. Reopen it to change the agenda; the notes can always be changed.")]
    WasHeld,
    /// The session is still to come; its start in words.
    #[error("This session starts {0}. You can record it then.")]
    NotStarted(String),
    /// An exercise without an outcome; its title.
    #[error("Choose the outcome of “{0}”, or press “All done as planned”.")]
    NoOutcome(String),
    /// The session was not recorded, so there is nothing to undo.
    #[error("This session has not been recorded, so there is nothing to reopen.")]
    NotRecorded,
    /// It violates hard rules; each says what to do.
    #[error("The plan is not ready: {}", .0.join(" "))]
    NotReady(Vec<String>),
    /// No minutes are free.
    #[error("No minutes are free. Shorten or remove something first.")]
    NoRoom,
    /// Homework that no sheet may contain now (R47).
    #[error(
        "No touch, sexual or fantasy homework while a hold for consent, trauma, a secret or outside contact is active."
    )]
    Homework,
}

impl Refused {
    /// Reports that this exercise is held.
    pub(super) fn held(library: &Library, title: &str, holds: Vec<Hold>) -> Self {
        let because = holds.iter().map(|hold| hold.in_words(library)).collect();
        Self::Held { title: title.into(), holds, because }
    }
}
