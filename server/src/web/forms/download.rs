//! Documents to download: they are asked for like a page, and answered like a form.

use std::{collections::HashMap, sync::Arc};

use app::visitor::Now;
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

use super::{
    Form, Refusal,
    post::{Ids, read, whose},
};
use crate::web::visit::Edge;

/// What is asked for, and whose records it is about.
pub struct Asked {
    /// The records of whoever asks.
    pub records: Records,
    /// The library of that account.
    pub library: Arc<Library>,
    /// The moment.
    pub now: Now,
    ids: Ids,
    query: String,
}

impl Asked {
    /// The query of the address. A struct with `deny_unknown_fields` takes what it knows and nothing else.
    pub fn query<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        read(&self.query)
    }

    /// The id that stands in the path under this name. What is no id is not found, like an unknown one.
    pub fn id(&self, name: &str) -> Result<Uuid, Refusal> {
        self.ids.id(name)
    }

    /// The word that stands in the path under this name.
    pub fn part(&self, name: &str) -> Result<&str, Refusal> {
        self.ids.part(name)
    }
}

/// A document at this path, and what makes it. A refusal is shown as a page.
pub fn download<F, Made>(path: &'static str, make: F) -> Form
where
    F: Fn(Asked) -> Made + Clone + Send + Sync + 'static,
    Made: Future<Output = Result<Response, Refusal>> + Send,
{
    let answer = async move |Extension(edge): Extension<Edge>, ids: RawPathParams, request: Request| -> Response {
        let (parts, _) = request.into_parts();
        let answer = match whose(&parts) {
            Ok((records, library, now)) => {
                let query = parts.uri.query().unwrap_or_default().to_owned();
                make(Asked { records, library, now, ids: Ids::of(&ids), query }).await
            }
            Err(refusal) => Err(refusal),
        };
        match answer {
            Ok(document) => document,
            Err(refusal) => refusal.answer(&edge.pages, parts, HashMap::default()).await,
        }
    };
    Form { path, methods: routing::get(answer) }
}
