//! API calls from islands.

use std::sync::Arc;

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::header::{CACHE_CONTROL, CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing,
};
use domain::library::Library;
use serde::{Serialize, de::DeserializeOwned};
use store::Records;

use super::{BODY_LIMIT, form_request::whose, routes::Form, visitor::Now};
use crate::browser::api::{Call, MEDIA_TYPE, Problem};

/// The context of an API call.
pub struct ApiRequest {
    /// The records of the account.
    pub records: Records,
    /// The library of that account.
    pub library: Arc<Library>,
    /// The current time.
    pub now: Now,
}

/// Registers a call at its address, with its handler.
pub fn api<C, F, Answered>(answer: F) -> Form
where
    C: Call,
    F: Fn(ApiRequest, C) -> Answered + Clone + Send + Sync + 'static,
    Answered: Future<Output = Result<C::Answer, Problem>> + Send,
{
    let handle = async move |request: Request| -> Response {
        let (parts, body) = request.into_parts();
        let Ok((records, library, now)) = whose(&parts) else { return Problem::SignedOut.into_response() };
        let is_call = parts.headers.get(CONTENT_TYPE).is_some_and(|kind| kind == MEDIA_TYPE);
        let call = if is_call { read::<C>(body).await } else { Err(Problem::Malformed) };
        let answered = match call {
            Ok(call) => answer(ApiRequest { records, library, now }, call).await,
            Err(problem) => Err(problem),
        };
        match answered {
            Ok(answer) => written(&answer).into_response(),
            Err(problem) => problem.into_response(),
        }
    };
    Form { path: C::PATH, methods: routing::post(handle) }
}

/// Deserialises a body completely; trailing bytes are an error.
async fn read<C: DeserializeOwned>(body: Body) -> Result<C, Problem> {
    let bytes = to_bytes(body, BODY_LIMIT).await.map_err(|_| Problem::Malformed)?;
    match postcard::take_from_bytes(&bytes) {
        Ok((call, [])) => Ok(call),
        _ => Err(Problem::Malformed),
    }
}

fn written(value: &impl Serialize) -> Response {
    match postcard::to_allocvec(value) {
        Ok(bytes) => ([(CONTENT_TYPE, MEDIA_TYPE), (CACHE_CONTROL, "no-store")], bytes).into_response(),
        // The types of this program can all be written.
        Err(_) => axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        (self.status(), written(&self)).into_response()
    }
}
