//! The reasons why a change of a situation is refused.

use crate::assess::BadAnswer;

/// An edit that cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadEdit {
    /// An answer that does not fit its indicator.
    #[error(transparent)]
    Answer(#[from] BadAnswer),
    /// Safety questions are asked of each partner alone.
    #[error("This is asked of each partner alone. Open the interview to answer it.")]
    AskedAlone,
    /// There is no such strength, or it is not about this person.
    #[error("This strength is unknown. Reload the page and try again.")]
    Strength,
    /// No such opening or question.
    #[error("This question is unknown. Reload the page and try again.")]
    Opening,
    /// A text of more than 40,000 characters.
    #[error("Keep this text to 40,000 characters or fewer.")]
    TooLong,
}
