//! Refusals of a sign-in and of changes to an account.

use crate::{BadRecoveryKey, PendingToken, StoreError};

/// An error while signing in, or while creating or changing an account.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Unknown name, wrong password or wrong recovery key.
    #[error("Wrong name or password.")]
    Wrong,
    /// The password is right, and the account has a second factor: the sign-in goes on with a code and this token.
    #[error("A code of the second factor is needed.")]
    CodeNeeded(PendingToken),
    /// The code of the second factor is wrong, or was used before.
    #[error("Wrong code, or a code that was used already.")]
    WrongCode,
    /// Too many wrong codes in a row; only a recovery code is accepted.
    #[error("Too many wrong codes. Use a recovery code.")]
    NoMoreCodes,
    /// The passkey is unknown, was removed, does not fit, or has answered this challenge before.
    #[error("This passkey was not accepted.")]
    WrongPasskey,
    /// The counter of the passkey went back, now or before: there is a copy of it.
    #[error("There may be a copy of this passkey, so it is not accepted any more.")]
    CopiedPasskey,
    /// The passkey does not wrap the present data key, so it opens nothing without the password.
    #[error("This passkey does not open the account without the password.")]
    PasskeyNeedsPassword,
    /// The account has as many passkeys as it can have.
    #[error("There are too many passkeys. Remove one first.")]
    TooManyPasskeys,
    /// The sign-in, or the set-up of the second factor, took too long.
    #[error("This took too long. Begin again.")]
    Expired,
    /// The password is not acceptable; contains the advice to show.
    #[error("{0}")]
    Weak(String),
    /// The name is not acceptable; contains the advice to show.
    #[error("{0}")]
    Name(String),
    /// The text is not a recovery key.
    #[error(transparent)]
    Recovery(#[from] BadRecoveryKey),
    /// An account with this name exists.
    #[error("There is already an account; sign in instead.")]
    Taken,
    /// The account was changed concurrently; nothing was changed here.
    #[error("The account was changed elsewhere at the same time, so nothing was changed here. Try again.")]
    Meanwhile,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for SignInError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}
