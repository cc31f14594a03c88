//! What can go wrong with a call, and what to do next.

use domain::desk::{Fault, Revision};
use serde::{Deserialize, Serialize};

/// What went wrong. It says what to do next, and never repeats what was typed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Problem {
    /// 401: the session has ended or is locked.
    #[error("You are signed out. What you typed is kept here; sign in again to save it.")]
    SignedOut,
    /// 404: unknown and foreign ids alike.
    #[error("This is not here any more.")]
    NotFound,
    /// 409: saved elsewhere in between.
    #[error("This was changed in another window. Look at both, then choose.")]
    Stale {
        /// The revision that is stored now.
        latest: Revision,
    },
    /// 422: what was asked for may not be, and why.
    #[error("{0}")]
    Refused(String),
    /// 422: fields that cannot be kept as they are.
    #[error("Something needs another look.")]
    Faults(Vec<Fault>),
    /// 400: not what this call takes.
    #[error("Reweave did not understand this request. Reload the page and try again.")]
    Malformed,
    /// 503: the database does not answer.
    #[error("The database does not answer. What you typed is kept here; Reweave tries again.")]
    Unavailable,
    /// 507: the disk is full.
    #[error("The disk is full, so nothing was saved. What you typed is kept here; free some space and try again.")]
    Full,
    /// The server was not reached at all.
    #[error("The server does not answer. What you typed is kept here; Reweave tries again.")]
    Unreachable,
    /// 500: a record is damaged, or the program is wrong.
    #[error("Something went wrong on our side. What was saved before is safe.")]
    Broken,
}

#[cfg(feature = "ssr")]
impl leptos::server_fn::error::FromServerFnError for Problem {
    type Encoder = leptos::server_fn::codec::JsonEncoding;

    fn from_server_fn_error(error: leptos::server_fn::error::ServerFnErrorErr) -> Self {
        use leptos::server_fn::error::ServerFnErrorErr;
        let problem = match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::Malformed
            }
            _ => Self::Broken,
        };
        problem.answer();
        problem
    }
}

#[cfg(feature = "ssr")]
impl Problem {
    /// The status of the answer.
    pub fn status(&self) -> axum::http::StatusCode {
        use axum::http::StatusCode;
        match self {
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Stale { .. } => StatusCode::CONFLICT,
            Self::Refused(_) | Self::Faults(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Unavailable | Self::Unreachable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Full => StatusCode::INSUFFICIENT_STORAGE,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Gives the answer that is being written this problem's status.
    pub fn answer(&self) {
        if let Some(response) = leptos::prelude::use_context::<leptos_axum::ResponseOptions>() {
            response.set_status(self.status());
        }
    }
}

#[cfg(feature = "ssr")]
impl From<store::StoreError> for Problem {
    fn from(error: store::StoreError) -> Self {
        use store::StoreError;
        let problem = match error {
            StoreError::NotFound => Self::NotFound,
            StoreError::Stale { latest } => Self::Stale { latest },
            StoreError::Full => Self::Full,
            StoreError::Damaged => Self::Broken,
            _ => Self::Unavailable,
        };
        problem.answer();
        problem
    }
}
