//! Entry pages: redirects that depend on the first account and on the session.

use app::http::{
    error_page::unavailable,
    redirect::{next_of, see_other},
    state::AppState,
    visitor::Visitor,
};
use axum::{
    Extension,
    http::{Method, Uri},
    response::Response,
};

/// `/`: redirects to Today, to the set-up of the first account, or to the sign-in.
pub async fn front(Extension(state): Extension<AppState>, Extension(visitor): Extension<Visitor>) -> Response {
    match visitor {
        Visitor::Counsellor(_) => see_other("/today"),
        Visitor::Locked(_) => see_other("/locked"),
        Visitor::Nobody => match state.first_run.is_fresh(&state.config.store).await {
            Ok(true) => see_other("/welcome"),
            Ok(false) => see_other("/sign-in"),
            Err(error) => unavailable(&error),
        },
    }
}

/// Returns the redirect for an entry page that does not apply; `None` if it applies. `awaits_code` says that the browser has a
/// sign-in whose code is missing.
pub async fn lead(
    state: &AppState,
    method: &Method,
    uri: &Uri,
    (visitor, awaits_code): (&Visitor, bool),
) -> Option<Response> {
    let asked = uri.path();
    if method != Method::GET || !matches!(asked, "/welcome" | "/sign-in" | "/sign-in/code" | "/recover" | "/locked") {
        return None;
    }
    let fresh = match visitor {
        Visitor::Nobody => match state.first_run.is_fresh(&state.config.store).await {
            Ok(fresh) => fresh,
            Err(error) => return Some(unavailable(&error)),
        },
        _ => false,
    };
    match (asked, visitor) {
        (_, Visitor::Counsellor(_)) => Some(see_other(&next_of(uri))),
        ("/welcome", _) if !fresh => Some(see_other("/sign-in")),
        ("/sign-in" | "/sign-in/code" | "/recover", _) if fresh => Some(see_other("/welcome")),
        ("/sign-in/code", _) if !awaits_code => Some(see_other("/sign-in")),
        _ => None,
    }
}
