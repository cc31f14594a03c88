//! The body of a form.

use axum::{
    body::Body,
    http::{header::CONTENT_TYPE, request::Parts},
};

use crate::http::{BODY_LIMIT, app_error::Refusal};

/// Reads the body of a form: urlencoded, and within the size limit.
pub(crate) async fn urlencoded(parts: &Parts, body: Body) -> Result<String, Refusal> {
    if !is_urlencoded(parts) {
        return Err(Refusal::Malformed);
    }
    let bytes = axum::body::to_bytes(body, BODY_LIMIT).await.map_err(|_| Refusal::TooLarge)?;
    String::from_utf8(bytes.into()).map_err(|_| Refusal::Malformed)
}

/// True if the request declares an urlencoded body, a form without files.
pub(crate) fn is_urlencoded(parts: &Parts) -> bool {
    let kind = parts.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.starts_with("application/x-www-form-urlencoded")
}
