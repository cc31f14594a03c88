//! How much of a body is read.

use axum::{
    body::Body,
    extract::Request,
    http::{StatusCode, header::CONTENT_LENGTH},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http_body_util::Limited;

use crate::archive;

/// The largest body that is read, in bytes; more is answered 413.
pub const BODY_LIMIT: usize = 2 * 1024 * 1024;

/// The same where a picture is uploaded.
pub const UPLOAD_LIMIT: usize = 8 * 1024 * 1024;

/// The addresses to which files are uploaded, and how much is read there.
const UPLOADS: [(&str, usize); 2] =
    [("/settings/letterhead", UPLOAD_LIMIT), ("/settings/archive/in", archive::LARGEST)];

/// Refuses a body that says it is too large, and cuts off one that turns out to be.
pub async fn limit_body(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let most = UPLOADS.iter().find(|(upload, _)| *upload == path).map_or(BODY_LIMIT, |(_, most)| *most);
    let said = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if said.is_some_and(|length| length > most) {
        return (
            StatusCode::PAYLOAD_TOO_LARGE,
            "This is more than can be sent here. Go back, make it smaller, and send it again.",
        )
            .into_response();
    }
    next.run(request.map(|body| Body::new(Limited::new(body, most)))).await
}
