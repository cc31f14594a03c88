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

/// Takes from a call what says where to go afterwards: without `Referer` and `Accept` nothing redirects to where a request
/// claims to come from (checklist 25). A call is answered, never forwarded; the framework gives each call a route of its
/// own, so this stands before all routes.
pub fn never_forward(request: &mut Request) {
    if request.uri().path().starts_with("/api/") {
        request.headers_mut().remove(REFERER);
        request.headers_mut().remove(ACCEPT);
    }
}

/// Answers a call.
pub async fn answer(request: Request) -> Response {
    if !calls().contains(&request.uri().path()) {
        return StatusCode::NOT_FOUND.into_response();
    }
    handle_server_fns_with_context(provide_visit, request).await.into_response()
}
