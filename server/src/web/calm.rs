//! Gives each request an id, writes one line about it, and turns a panic into a plain page.

use std::{any::Any, panic::AssertUnwindSafe, time::Instant};

use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderName, HeaderValue, StatusCode},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use futures_util::FutureExt;
use uuid::Uuid;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Runs a request. The line in the log names the route, not the address: an address may hold what somebody typed.
pub async fn stay_calm(request: Request, next: Next) -> Response {
    let id = Uuid::now_v7().simple().to_string();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("(none)".to_owned(), |path| path.as_str().to_owned());
    let started = Instant::now();
    let answer = AssertUnwindSafe(next.run(request)).catch_unwind().await;
    let mut response = answer.unwrap_or_else(|panic| went_wrong(&id, panic.as_ref()));
    let took = started.elapsed().as_micros();
    tracing::info!(%id, %method, route, status = response.status().as_u16(), micros = took, "answered");
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// What went wrong stays here; the person gets an id to quote. The words of a panic may hold typed text, so not even the
/// log gets them: [`quiet_panics`] logs the place in the code.
fn went_wrong(id: &str, _panic: &(dyn Any + Send)) -> Response {
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Something went wrong · Reweave</title>\
         <main><h1>Something went wrong on our side</h1><p>Nothing you did caused this, and what was saved before is safe. \
         Going back and trying again often helps.</p><p>If it happens again, pass on this number: <code>{id}</code></p>\
         <p><a href=\"/library\">Go to the library</a></p></main></html>"
    );
    (StatusCode::INTERNAL_SERVER_ERROR, Html(page)).into_response()
}

/// From now on a panic leaves its place in the log, and in release builds not its words.
pub fn quiet_panics() {
    if cfg!(debug_assertions) {
        return;
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(|| "unknown".to_owned(), ToString::to_string);
        tracing::error!(place, "panicked");
    }));
}
