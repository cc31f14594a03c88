//! A server in the same process, and what it answered.

use std::borrow::Cow;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode, header::HOST},
};
use http_body_util::BodyExt;
use server::web::{Hosts, Site, Web, router};
use store::{Place, Store};
use tower::ServiceExt;

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// A header as text; empty when it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// A small site, so that these tests need no browser build.
pub fn site() -> Site {
    let file = |path: &str, bytes: &'static [u8]| (path.to_owned(), Cow::Borrowed(bytes));
    Site::from_files([
        file("pkg/reweave.css", b"a { color: red }"),
        file("pkg/reweave.css.br", b"brotli"),
        file("pkg/reweave.css.gz", b"gzip"),
        file("pkg/reweave.js", b"export default 1"),
        file("pkg/reweave.wasm", b"\0asm"),
        file("fonts/a.woff2", b"font"),
        file("icon.svg", b"<svg/>"),
    ])
}

/// The whole server, as it listens on this machine only.
pub async fn server() -> Router {
    router(&Web::new(site(), Hosts::Loopback, store().await))
}

/// An embedded database of its own, gone when the test is over.
pub async fn store() -> Store {
    let folder = tempfile::tempdir().expect("a folder to write to");
    Store::open(&Place::Folder(Some(folder.path().to_owned()))).await.expect("the database opens")
}

/// What `router` answers to a request for this machine.
pub async fn ask(router: Router, request: axum::http::request::Builder, body: Body) -> anyhow::Result<Answer> {
    let mut request: Request<Body> = request.body(body)?;
    request.headers_mut().entry(HOST).or_insert("localhost:3000".parse()?);
    let (parts, body) = router.oneshot(request).await?.into_parts();
    let body = String::from_utf8_lossy(&body.collect().await?.to_bytes()).into_owned();
    Ok(Answer { status: parts.status, headers: parts.headers, body })
}

/// What the server answers to a plain GET.
pub async fn get(path: &str) -> anyhow::Result<Answer> {
    ask(server().await, Request::get(path), Body::empty()).await
}
