//! Problems of API calls and pages, with the next step.

use domain::records::{Fault, Revision};
use serde::{Deserialize, Serialize};

/// A problem. It says what to do next, and never repeats typed text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Problem {
    /// 401: the session has ended or is locked.
    #[error("You have been signed out. Your text is kept here; sign in to save it.")]
    SignedOut,
    /// 403: the shared screen is on in this browser.
    #[error("Leave the shared screen first. Your text is kept here.")]
    SharedScreen,
    /// 404: unknown and foreign ids alike.
    #[error("This no longer exists.")]
    NotFound,
    /// 409: saved elsewhere since.
    #[error("Changed in another window. Compare both versions, then choose.")]
    Stale {
        /// The revision that is stored now.
        latest: Revision,
    },
    /// 422: the request is refused, with the reason.
    #[error("{0}")]
    Refused(String),
    /// 422: fields are invalid.
    #[error("Something needs correcting.")]
    Faults(Vec<Fault>),
    /// 400: the body does not fit this call.
    #[error("Something went wrong with this request. Reload the page and try again.")]
    Malformed,
    /// 503: the database does not respond.
    #[error("No connection to the database. Your text is kept here; trying again.")]
    Unavailable,
    /// 507: the disk is full.
    #[error("Not saved: the disk is full. Your text is kept here. Free some space and try again.")]
    Full,
    /// The server was not reached.
    #[error("No connection to Reweave. Your text is kept here; trying again.")]
    Unreachable,
    /// 500: a damaged record, or a fault of the program.
    #[error("Something went wrong in Reweave. What was saved before is safe.")]
    Broken,
    /// 500: an older record was put back into the database; says which one.
    #[error("{0}")]
    Outdated(String),
}

#[cfg(feature = "ssr")]
impl Problem {
    /// Returns the status of the response.
    pub fn status(&self) -> axum::http::StatusCode {
        use axum::http::StatusCode;
        match self {
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::SharedScreen => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Stale { .. } => StatusCode::CONFLICT,
            Self::Refused(_) | Self::Faults(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Unavailable | Self::Unreachable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Full => StatusCode::INSUFFICIENT_STORAGE,
            Self::Broken | Self::Outdated(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Sets this problem's status on the response.
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
        let problem = match &error {
            StoreError::NotFound => Self::NotFound,
            StoreError::SignedOut => Self::SignedOut,
            StoreError::Stale { latest } => Self::Stale { latest: *latest },
            StoreError::Full => Self::Full,
            StoreError::Damaged(_) => Self::Broken,
            StoreError::Outdated { .. } => Self::Outdated(format!("{error}.")),
            _ => Self::Unavailable,
        };
        problem.answer();
        problem
    }
}
