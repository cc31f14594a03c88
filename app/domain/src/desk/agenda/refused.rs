//! Why an edit was not made.

use crate::{holds::Hold, library::Library};

/// Why an edit was not made; the plan is as it was. The words are for the counsellor and repeat nothing that was typed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The exercise may not be used now (invariant 4).
    #[error("“{title}” is held: {}", .because.join(" "))]
    Held {
        /// The title of the exercise.
        title: String,
        /// What holds it.
        holds: Vec<Hold>,
        /// The same in words, with what would release it.
        because: Vec<String>,
    },
    /// Not an exercise of the library.
    #[error("The library has no such exercise.")]
    UnknownExercise,
    /// The exercise is in the plan already.
    #[error("“{0}” is in this plan already.")]
    Twice(String),
    /// The block is not in the plan.
    #[error("This block is not in the plan any more.")]
    Gone,
    /// More than fits into a record.
    #[error("{0}")]
    TooMuch(&'static str),
    /// The session was held, so that its plan stays as it was.
    #[error("This session was held, so its plan stays as it was. The notes can still be changed.")]
    WasHeld,
    /// Hard rules stand against it; each says what to do.
    #[error("The plan is not ready: {}", .0.join(" "))]
    NotReady(Vec<String>),
    /// Nothing is free.
    #[error("No minutes are free. Shorten or remove something first.")]
    NoRoom,
    /// Homework that no sheet may hold now (R47).
    #[error("No touch, sexual or fantasy homework while consent, trauma, a secret or an affair is open (R47).")]
    Homework,
}

impl Refused {
    /// That this exercise is held.
    pub(super) fn held(library: &Library, title: &str, holds: Vec<Hold>) -> Self {
        let because = holds.iter().map(|hold| hold.in_words(library)).collect();
        Self::Held { title: title.into(), holds, because }
    }
}
