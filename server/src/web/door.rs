//! The way in: whether there is an account yet, and which page comes first.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use app::visitor::Visitor;
use axum::{
    Extension,
    http::{Method, StatusCode, Uri},
    response::{IntoResponse, Response},
};
use store::{Store, StoreError};

use super::{
    guard::{next_of, see_other},
    visit::Edge,
};

/// Remembers that somebody has an account: once that is so, it stays so.
#[derive(Clone, Debug, Default)]
pub struct Door {
    settled: Arc<AtomicBool>,
}

impl Door {
    /// Whether nobody has an account yet.
    pub async fn is_fresh(&self, store: &Store) -> Result<bool, StoreError> {
        if self.settled.load(Ordering::Relaxed) {
            return Ok(false);
        }
        let fresh = store.is_fresh().await?;
        self.settled.store(!fresh, Ordering::Relaxed);
        Ok(fresh)
    }
}

/// `/`: to today's sessions, to the first account, or to the sign-in.
pub async fn front(Extension(edge): Extension<Edge>, Extension(visitor): Extension<Visitor>) -> Response {
    match visitor {
        Visitor::Counsellor(_) => see_other("/today"),
        Visitor::Locked(_) => see_other("/locked"),
        Visitor::Nobody => match edge.door.is_fresh(&edge.web.store).await {
            Ok(true) => see_other("/welcome"),
            Ok(false) => see_other("/sign-in"),
            Err(error) => unavailable(&error),
        },
    }
}

/// Where somebody is led who asks for a page of the way in that has nothing to offer; `None` where the page fits.
pub async fn lead(edge: &Edge, method: &Method, uri: &Uri, visitor: &Visitor) -> Option<Response> {
    let asked = uri.path();
    if method != Method::GET || !matches!(asked, "/welcome" | "/sign-in" | "/recover" | "/locked") {
        return None;
    }
    let fresh = match visitor {
        Visitor::Nobody => match edge.door.is_fresh(&edge.web.store).await {
            Ok(fresh) => fresh,
            Err(error) => return Some(unavailable(&error)),
        },
        _ => false,
    };
    match (asked, visitor) {
        (_, Visitor::Counsellor(_)) => Some(see_other(&next_of(uri))),
        ("/welcome", _) if !fresh => Some(see_other("/sign-in")),
        ("/sign-in" | "/recover", _) if fresh => Some(see_other("/welcome")),
        _ => None,
    }
}

/// 503; the words of the database stay in the log.
pub fn unavailable(error: &StoreError) -> Response {
    tracing::error!(%error, "the database does not answer");
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}
