//! Limits on the size and the duration of request bodies.

use std::{io, time::Duration};

use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::{StatusCode, header::CONTENT_LENGTH},
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures_util::stream;
use http_body_util::{BodyExt as _, Limited};
use tokio::time::timeout;

use app::{
    account::archive::file,
    http::{BODY_LIMIT, UPLOAD_LIMIT},
};

/// The upload addresses, with their size limits.
const UPLOADS: [(&str, usize); 2] = [("/settings/letterhead", UPLOAD_LIMIT), ("/settings/archive/in", file::LARGEST)];

/// Maximum wait for the next chunk of a body.
const IDLE: Duration = Duration::from_secs(30);

/// Rejects a body whose declared size is too large, and cuts off one that exceeds the limit.
pub async fn limit_body(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let most = UPLOADS.iter().find(|(upload, _)| *upload == path).map_or(BODY_LIMIT, |(_, most)| *most);
    let said = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if said.is_some_and(|length| length > most) {
        return (
            StatusCode::PAYLOAD_TOO_LARGE,
            "This is too large to send. Open its page again, shorten what is there and try again.",
        )
            .into_response();
    }
    next.run(request.map(|body| Body::new(Limited::new(impatient(body, IDLE), most)))).await
}

/// Wraps a body so that it ends with an error if the next chunk takes longer than this.
fn impatient(body: Body, idle: Duration) -> Body {
    let pieces = stream::unfold(Some(body), move |body| async move {
        let mut body = body?;
        loop {
            let Ok(next) = timeout(idle, body.frame()).await else {
                let late = io::Error::new(io::ErrorKind::TimedOut, "the body takes too long");
                return Some((Err(axum::Error::new(late)), None));
            };
            match next? {
                Ok(frame) => {
                    // Trailers say nothing that is read here.
                    if let Ok(data) = frame.into_data() {
                        return Some((Ok::<Bytes, axum::Error>(data), Some(body)));
                    }
                }
                Err(error) => return Some((Err(error), None)),
            }
        }
    });
    Body::from_stream(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_body_that_stops_in_the_middle_is_given_up() {
        let begun = stream::once(async { Ok::<_, io::Error>(Bytes::from_static(b"login=")) });
        let stuck = Body::from_stream(stream::StreamExt::chain(begun, stream::pending()));
        let read = axum::body::to_bytes(impatient(stuck, Duration::from_millis(20)), 100);
        assert!(timeout(Duration::from_secs(5), read).await.is_ok_and(|read| read.is_err()));
        let whole = impatient(Body::from("login=a"), Duration::from_millis(20));
        assert_eq!(axum::body::to_bytes(whole, 100).await.unwrap(), "login=a");
    }
}
