//! `/lock`: locks the session until the password is entered again.

use axum::{
    http::{HeaderValue, header::SET_COOKIE, request::Parts},
    response::Response,
};
use store::SessionToken;

use crate::http::cookie::Cookies;
use crate::http::{
    app_error::Refusal,
    form_request::FormRequest,
    routes::{Form, answer_with_parts},
};
use crate::http::{redirect::see_other, state::AppState};

/// Returns the forms of this module.
pub fn forms() -> Vec<Form> {
    vec![answer_with_parts("/lock", lock)]
}

/// Locks the session, and makes the browser drop cached pages.
///
/// Browsers keep whole pages in memory for the back button, despite `no-store`. Chromium drops those of a site when one
/// of its HttpOnly cookies is set, and not for `Clear-Site-Data`, so the cookie is set again, unchanged. Other browsers
/// honour `Clear-Site-Data`.
async fn lock(post: FormRequest, parts: Parts) -> Result<Response, Refusal> {
    post.records.lock().await?;
    let mut response = see_other("/locked");
    let found = &parts.extensions;
    if let (Some(state), Some(token)) = (found.get::<AppState>(), found.get::<SessionToken>())
        && let Some(cookie) = Cookies::of(&parts.headers, &state.config.hosts).set(token)
    {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    Ok(response)
}
