//! The session itself.

use serde::{Deserialize, Serialize};

use super::Problem;

/// Whose session is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The name that signs in.
    pub login: String,
}

call! {
    "session" =>
    /// Whose session is open; `SignedOut` when none is.
    pub async fn whose_session() -> Result<Session, Problem> {
        let records = crate::visitor::records()?;
        Ok(Session { login: records.account().login.clone() })
    }
}

call! {
    "session/lock" =>
    /// Locks the session: from now on it opens nothing until the password is typed again.
    pub async fn lock() -> Result<(), Problem> {
        Ok(crate::visitor::records()?.lock().await?)
    }
}
