//! `/api`: what islands ask.

use axum::{
    extract::Request,
    http::{
        StatusCode,
        header::{ACCEPT, REFERER},
    },
    response::{IntoResponse, Response},
};
use leptos_axum::handle_server_fns_with_context;

use super::pages::provide_visit;

/// The addresses of all calls. A test holds this against the list of what is tested.
pub fn calls() -> &'static [&'static str] {
    app::calls::paths()
}

/// Answers a call.
///
/// Without `Referer` and `Accept` nothing redirects to where a request claims to come from (checklist 25): a call is
/// answered, never forwarded.
pub async fn answer(mut request: Request) -> Response {
    if !calls().contains(&request.uri().path()) {
        return StatusCode::NOT_FOUND.into_response();
    }
    request.headers_mut().remove(REFERER);
    request.headers_mut().remove(ACCEPT);
    handle_server_fns_with_context(provide_visit, request).await.into_response()
}
