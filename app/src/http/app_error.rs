//! The reasons why a form was refused, and the response.

use crate::http::{created::page_of, pages::Pages, redirect::see_other, sent::Sent, visitor::FormState};
use axum::{
    http::{HeaderValue, StatusCode, header::RETRY_AFTER, request::Parts},
    response::{IntoResponse, Response},
};
use domain::records::Fault;
use store::StoreError;

/// The reason why a form was refused. It never repeats typed text.
#[derive(Debug)]
pub enum Refusal {
    /// 404: unknown and foreign ids alike.
    NotFound,
    /// 400: a field is unknown or missing; none of our forms sends this.
    Malformed,
    /// 413: larger than any form.
    TooLarge,
    /// 401.
    SignedOut,
    /// 422: these fields are invalid. The page is shown again.
    Faults(Vec<Fault>),
    /// 422: the form as a whole is refused, with advice. The page is shown again.
    Problem(String),
    /// 429: too many attempts; the seconds to wait. The page is shown again.
    Wait(u32),
    /// 503: too many sign-ins at this moment. The page is shown again.
    Busy,
    /// The database refused: 404, 409 (the page is shown again), 500, 503 or 507 (shown again).
    Store(StoreError),
    /// As the inner refusal, but shown on this local page instead of the one posted to.
    On(String, Box<Refusal>),
}

impl Refusal {
    /// Shows the refusal on this page.
    #[must_use]
    pub fn on(self, address: impl Into<String>) -> Self {
        Self::On(address.into(), Box::new(self))
    }

    /// Shows the faults of one field at another: forms on the same page have fields of different names.
    #[must_use]
    pub fn renamed(self, from: &str, to: &str) -> Self {
        match self {
            Self::Faults(mut faults) => {
                for fault in faults.iter_mut().filter(|fault| fault.field == from) {
                    to.clone_into(&mut fault.field);
                }
                Self::Faults(faults)
            }
            other => other,
        }
    }

    /// Makes the response to the request with these parts and fields.
    pub(crate) async fn answer(self, pages: &Pages, mut parts: Parts, sent: impl Into<Sent>) -> Response {
        if let Some(address) = self.created_before() {
            return see_other(&address);
        }
        let mut refusal = self;
        while let Self::On(address, inner) = refusal {
            if let Ok(uri) = address.parse() {
                parts.uri = uri;
            }
            refusal = *inner;
        }
        let status = refusal.status();
        match refusal.reply(sent.into()) {
            Ok(reply) => {
                let wait = reply.0;
                let mut response = pages.again(parts, status, reply.1).await;
                if let Some(seconds) = wait {
                    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
                }
                response
            }
            Err(StatusCode::NOT_FOUND) => pages.not_found(parts).await,
            Err(status) => status.into_response(),
        }
    }

    /// Returns the page of the record that this form has created before, unless the form asks for something else now and
    /// shows it again.
    fn created_before(&self) -> Option<String> {
        match self {
            Self::Store(StoreError::CreatedBefore { record, same }) => page_of(*record, *same),
            Self::On(_, inner) => inner.created_before(),
            _ => None,
        }
    }

    /// True if another window has saved the record since.
    pub(crate) fn is_stale(&self) -> bool {
        match self {
            Self::Store(StoreError::Stale { .. }) => true,
            Self::On(_, inner) => inner.is_stale(),
            _ => false,
        }
    }

    /// Returns the refusal without the page that it is shown on.
    pub(crate) fn inner(self) -> Self {
        match self {
            Self::On(_, inner) => inner.inner(),
            refusal => refusal,
        }
    }

    /// Returns the status of the response.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::Store(StoreError::NotFound) => StatusCode::NOT_FOUND,
            Self::Malformed | Self::Store(StoreError::NoFormId) => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::SignedOut | Self::Store(StoreError::SignedOut) => StatusCode::UNAUTHORIZED,
            Self::Faults(_) | Self::Problem(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Wait(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Store(StoreError::Stale { .. } | StoreError::CreatedBefore { .. }) => StatusCode::CONFLICT,
            Self::Store(StoreError::Full) => StatusCode::INSUFFICIENT_STORAGE,
            Self::Store(StoreError::Damaged(_) | StoreError::Outdated { .. }) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Busy | Self::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::On(_, inner) => inner.status(),
        }
    }

    /// Returns the page content with the seconds to wait, or the status of a response without such a page.
    fn reply(self, sent: Sent) -> Result<(Option<u32>, FormState), StatusCode> {
        let status = self.status();
        let said = |problem: &str| FormState { problem: Some(problem.to_owned()), ..FormState::default() };
        let mut wait = None;
        let reply = match self {
            Self::Faults(faults) => FormState { faults, ..FormState::default() },
            Self::Problem(problem) => said(&problem),
            Self::Wait(seconds) => {
                wait = Some(seconds);
                said(&format!("Too many attempts. Wait {}, then try again.", minutes(seconds)))
            }
            Self::Busy => {
                wait = Some(BUSY_FOR);
                said("Many people are signing in now. Wait a few seconds, then try again.")
            }
            Self::Store(StoreError::Stale { .. }) => FormState {
                stale: true,
                ..said(
                    "Not saved: changed in another window. Your text is in the form; where they differ, the saved version is \
                     next to it. Compare both, then save again.",
                )
            },
            Self::Store(StoreError::CreatedBefore { .. }) => said(
                "Not added: this form was sent before, with other text, and what it added then is still there. If you want to \
                 add another one, send it again.",
            ),
            Self::Store(error @ StoreError::Outdated { .. }) => said(&format!("Not saved: {error}.")),
            Self::Store(StoreError::Full) => {
                said("Not saved: the disk is full. Your text is still here. Free some space and try again.")
            }
            _ => return Err(status),
        };
        Ok((wait, FormState { typed: sent.typed, base: sent.base, ..reply }))
    }
}

/// Estimated seconds until the sign-ins in progress are done.
const BUSY_FOR: u32 = 5;

/// Describes a duration in words, rounded up.
fn minutes(seconds: u32) -> String {
    match seconds.div_ceil(60) {
        0 | 1 => "a minute".into(),
        minutes => format!("{minutes} minutes"),
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        if matches!(error, StoreError::Busy) {
            return Self::Busy;
        }
        // The words of these two are ours; those of the database may name a path, and stay in the log.
        let usual = matches!(error, StoreError::NotFound | StoreError::Stale { .. } | StoreError::CreatedBefore { .. });
        if !usual {
            tracing::error!(%error, "a form was not done");
        }
        Self::Store(error)
    }
}

impl From<Vec<Fault>> for Refusal {
    fn from(faults: Vec<Fault>) -> Self {
        Self::Faults(faults)
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self::Faults(vec![fault])
    }
}
