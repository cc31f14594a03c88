//! Downloads: requested like a page, answered like a form.

use std::sync::Arc;

use crate::http::{
    app_error::Refusal,
    form_request::{Ids, read, whose},
    routes::Form,
    sent::Sent,
    state::AppState,
    visitor::Now,
};
use axum::{
    Extension,
    extract::{RawPathParams, Request},
    response::Response,
    routing,
};
use domain::library::Library;
use serde::de::DeserializeOwned;
use store::Records;
use uuid::Uuid;

/// A request for a document, with the records it concerns.
pub struct DocumentRequest {
    /// The records of the account.
    pub records: Records,
    /// The library of that account.
    pub library: Arc<Library>,
    /// The current time.
    pub now: Now,
    ids: Ids,
    query: String,
}

impl DocumentRequest {
    /// Parses the query of the address. Use a struct with `deny_unknown_fields`.
    pub fn query<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        read(&self.query)
    }

    /// Returns the id with this name in the path. An invalid id gives `NotFound`, like an unknown one.
    pub fn id(&self, name: &str) -> Result<Uuid, Refusal> {
        self.ids.id(name)
    }

    /// Returns the part of the path with this name.
    pub fn part(&self, name: &str) -> Result<&str, Refusal> {
        self.ids.part(name)
    }
}

/// Registers a document at this path, with its handler. A refusal is shown as a page.
pub fn download<F, Made>(path: &'static str, make: F) -> Form
where
    F: Fn(DocumentRequest) -> Made + Clone + Send + Sync + 'static,
    Made: Future<Output = Result<Response, Refusal>> + Send,
{
    let answer = async move |Extension(state): Extension<AppState>, ids: RawPathParams, request: Request| -> Response {
        let (parts, _) = request.into_parts();
        let answer = match whose(&parts) {
            Ok((records, library, now)) => {
                let query = parts.uri.query().unwrap_or_default().to_owned();
                make(DocumentRequest { records, library, now, ids: Ids::of(&ids), query }).await
            }
            Err(refusal) => Err(refusal),
        };
        match answer {
            Ok(document) => document,
            Err(refusal) => refusal.answer(&state.pages, parts, Sent::default()).await,
        }
    };
    Form { path, methods: routing::get(answer) }
}
