//! The session itself.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Problem, Strict};

/// Whose session is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The name that signs in.
    pub login: String,
}

/// Whose session is open; `SignedOut` when none is.
#[server(prefix = "/api", endpoint = "session", protocol = Strict)]
pub async fn whose_session() -> Result<Session, Problem> {
    let records = crate::visitor::records()?;
    Ok(Session { login: records.account().login.clone() })
}

/// Locks the session: from now on it opens nothing until the password is typed again.
#[server(prefix = "/api", endpoint = "session/lock", protocol = Strict)]
pub async fn lock() -> Result<(), Problem> {
    Ok(crate::visitor::records()?.lock().await?)
}
