//! Accounts, sessions and the keys behind them.
//!
//! Each account has a random data key. It is stored twice, wrapped by a key from the password and by a key from the
//! recovery key; each session keeps it once more, wrapped by a secret that only the cookie holds.

use domain::desk::Stamp;

use crate::{Records, Store, StoreError};

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The name or e-mail address that signs in.
    pub login: String,
}

/// A password as it was typed. It is wiped when it is dropped, and prints as nothing.
pub struct Password(pub String);

/// What opens the account once the password is lost: shown once, to be printed and kept safe.
pub struct RecoveryKey(pub String);

/// The value of the session cookie. The database knows its hash only.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionToken(pub String);

/// A new account, or one that was recovered.
pub struct Welcome {
    /// The session that is open now.
    pub token: SessionToken,
    /// The recovery key, for the only time that anybody sees it.
    pub recovery: RecoveryKey,
}

/// What a session token opens.
pub enum Visit {
    /// Nothing: unknown, ended or too old.
    Nobody,
    /// A session that is locked until the password is typed again.
    Locked(Account),
    /// The records of an account.
    Open(Records),
}

/// Why somebody was not signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Unknown name and wrong password alike.
    #[error("this name and password do not belong together")]
    Wrong,
    /// Too many failures; how many seconds to wait.
    #[error("too many attempts; try again in {0} seconds")]
    Wait(u32),
    /// The password may not be used, and why.
    #[error("{0}")]
    Weak(String),
    /// The name may not be used, and why.
    #[error("{0}")]
    Name(String),
    /// There is an account already.
    #[error("there is an account already; sign in instead")]
    Taken,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Whether nobody has an account yet.
    pub async fn is_fresh(&self) -> Result<bool, StoreError> {
        todo!()
    }

    /// Creates the first account; `Taken` when there is one.
    pub async fn create_first_account(
        &self,
        _login: &str,
        _password: Password,
        _now: Stamp,
    ) -> Result<Welcome, SignInError> {
        todo!()
    }

    /// Signs in.
    pub async fn sign_in(&self, _login: &str, _password: Password, _now: Stamp) -> Result<SessionToken, SignInError> {
        todo!()
    }

    /// Sets a new password with the recovery key, which is replaced. Every older session ends.
    pub async fn recover(
        &self,
        _login: &str,
        _recovery: &str,
        _password: Password,
        _now: Stamp,
    ) -> Result<Welcome, SignInError> {
        todo!()
    }

    /// What this token opens now; remembers that the session was used.
    pub async fn visit(&self, _token: &SessionToken, _now: Stamp) -> Result<Visit, StoreError> {
        todo!()
    }

    /// Opens a locked session again.
    pub async fn unlock(
        &self,
        _token: &SessionToken,
        _password: Password,
        _now: Stamp,
    ) -> Result<SessionToken, SignInError> {
        todo!()
    }

    /// Ends a session, open or locked.
    pub async fn sign_out(&self, _token: &SessionToken) -> Result<(), StoreError> {
        todo!()
    }
}
