//! Gives each request an id, logs one line about it, and turns a panic into an error page.

use std::{panic::AssertUnwindSafe, time::Instant};

use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderName, HeaderValue, StatusCode, header::CONTENT_LENGTH},
    middleware::Next,
    response::Response,
};
use futures_util::FutureExt;
use uuid::Uuid;

use app::http::error_page;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Runs a request. The log names the route, not the address, which may contain typed text.
pub async fn stay_calm(request: Request, next: Next) -> Response {
    let id = Uuid::now_v7().simple().to_string();
    let method = request.method().clone();
    let asked = request.headers().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("(none)".to_owned(), |path| path.as_str().to_owned());
    let started = Instant::now();
    let answer = AssertUnwindSafe(next.run(request)).catch_unwind().await;
    // The words of a panic may hold typed text, so not even the log gets them: `quiet_panics` logs the place in the code.
    let mut response = answer.unwrap_or_else(|_| error_page::page(StatusCode::INTERNAL_SERVER_ERROR, &id));
    if error_page::wanted(&asked, &response) {
        response = in_the_look(response, &id);
    }
    let took = started.elapsed().as_micros();
    tracing::info!(%id, %method, route, status = response.status().as_u16(), micros = took, "answered");
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// Renders an error page with the status of this response, keeping `Retry-After` and `Allow`.
fn in_the_look(mut answer: Response, id: &str) -> Response {
    let mut headers = std::mem::take(answer.headers_mut());
    headers.remove(CONTENT_LENGTH);
    let mut page = error_page::page(answer.status(), id);
    headers.extend(page.headers().clone());
    *page.headers_mut() = headers;
    page
}

/// Logs the location of panics, and in release builds not their messages.
pub fn quiet_panics() {
    if cfg!(debug_assertions) {
        return;
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(|| "unknown".to_owned(), ToString::to_string);
        tracing::error!(place, "panicked");
    }));
}
