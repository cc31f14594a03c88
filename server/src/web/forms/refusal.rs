//! Why a form was not done, and the answer to that.

use std::collections::HashMap;

use app::visitor::Reply;
use axum::{
    http::{HeaderValue, StatusCode, header::RETRY_AFTER, request::Parts},
    response::{IntoResponse, Response},
};
use domain::desk::Fault;
use store::StoreError;

use crate::web::pages::Pages;

/// Why a form was not done. No text in it repeats what was typed.
#[derive(Debug)]
pub enum Refusal {
    /// 404: unknown and foreign alike.
    NotFound,
    /// 400: a field that nobody knows, or one that is missing; no form of ours sends such a thing.
    Malformed,
    /// 413: more than a form can hold.
    TooLarge,
    /// 401.
    SignedOut,
    /// 422: these fields cannot be kept as they are. The page is shown again.
    Faults(Vec<Fault>),
    /// 422: the whole cannot be done, and what to do next. The page is shown again.
    Problem(String),
    /// 429: too many attempts; how many seconds to wait. The page is shown again.
    Wait(u32),
    /// The database has refused: 404, 409 (the page is shown again), 500, 503 or 507 (again).
    Store(StoreError),
    /// As the one inside, but shown on this page of our own instead of the one that was posted to.
    On(String, Box<Refusal>),
}

impl Refusal {
    /// The same, shown on this page.
    #[must_use]
    pub fn on(self, address: impl Into<String>) -> Self {
        Self::On(address.into(), Box::new(self))
    }

    /// The answer to the request with these parts, which had these fields.
    pub(super) async fn answer(self, pages: &Pages, mut parts: Parts, typed: HashMap<String, String>) -> Response {
        let mut refusal = self;
        while let Self::On(address, inner) = refusal {
            if let Ok(uri) = address.parse() {
                parts.uri = uri;
            }
            refusal = *inner;
        }
        let status = refusal.status();
        match refusal.reply(typed) {
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

    /// The status of the answer.
    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::Store(StoreError::NotFound) => StatusCode::NOT_FOUND,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::Faults(_) | Self::Problem(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Wait(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Store(StoreError::Stale { .. }) => StatusCode::CONFLICT,
            Self::Store(StoreError::Full) => StatusCode::INSUFFICIENT_STORAGE,
            Self::Store(StoreError::Damaged) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::On(_, inner) => inner.status(),
        }
    }

    /// What the page shows, with the seconds to wait; or the status of an answer that is no such page.
    fn reply(self, typed: HashMap<String, String>) -> Result<(Option<u32>, Reply), StatusCode> {
        let status = self.status();
        let said = |problem: &str| Reply { problem: Some(problem.to_owned()), ..Reply::default() };
        let mut wait = None;
        let reply = match self {
            Self::Faults(faults) => Reply { faults, ..Reply::default() },
            Self::Problem(problem) => said(&problem),
            Self::Wait(seconds) => {
                wait = Some(seconds);
                said(&format!("That was tried too often. Wait {}, then try again.", minutes(seconds)))
            }
            Self::Store(StoreError::Stale { .. }) => said(
                "This was changed in another window after you opened it. What you typed is still here; open the page in \
                 another window to see what is saved now.",
            ),
            Self::Store(StoreError::Full) => said(
                "The disk is full, so nothing was saved. What you typed is still here; free some space and try again.",
            ),
            _ => return Err(status),
        };
        Ok((wait, Reply { typed, ..reply }))
    }
}

/// How long that is, in words, rounded up.
fn minutes(seconds: u32) -> String {
    match seconds.div_ceil(60) {
        0 | 1 => "a minute".into(),
        minutes => format!("{minutes} minutes"),
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        // The words of these two are ours; those of the database may name a path, and stay in the log.
        if !matches!(error, StoreError::NotFound | StoreError::Stale { .. }) {
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
