//! Requests that somebody else made a browser send, requests that are too large, and panics.

use std::time::{Duration, Instant};

use app::http::{BODY_LIMIT, hosts::Hosts};
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
    routing::{get, post},
};
use server::edge::guarded;

use crate::{
    snapshots::compare_error,
    support::{Desk, ask},
};

/// A route that changes something, behind the guards that every route stands behind.
fn changing() -> Router {
    guarded(Router::new().route("/change", post(async |body: String| body.len().to_string())), Hosts::Loopback)
}

async fn change(headers: &[(&str, &str)]) -> anyhow::Result<StatusCode> {
    let request = headers.iter().fold(Request::post("/change"), |request, (name, value)| request.header(*name, *value));
    Ok(ask(changing(), request, Body::from("x")).await?.status)
}

/// Checklist 20.
#[tokio::test]
async fn sec_20_a_change_asked_for_by_another_site_is_refused() -> anyhow::Result<()> {
    let refused: [&[(&str, &str)]; 7] = [
        &[("sec-fetch-site", "cross-site")],
        // Another port of this machine is the same site, and somebody else all the same.
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "cross-site"), ("origin", "http://localhost:3000")],
        &[],
        &[("origin", "https://elsewhere.example")],
        &[("origin", "null")],
        &[("origin", "http://localhost:4000")],
    ];
    for headers in refused {
        assert_eq!(change(headers).await?, StatusCode::FORBIDDEN, "{headers:?}");
    }
    let allowed: [&[(&str, &str)]; 2] = [&[("sec-fetch-site", "same-origin")], &[("origin", "http://localhost:3000")]];
    for headers in allowed {
        assert_eq!(change(headers).await?, StatusCode::OK, "{headers:?}");
    }
    Ok(())
}

/// Checklist 21.
#[tokio::test]
async fn sec_21_a_get_on_what_changes_something_is_refused() -> anyhow::Result<()> {
    let answer = ask(changing(), Request::get("/change"), Body::empty()).await?;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    Ok(())
}

/// Checklist 40.
#[tokio::test]
async fn sec_40_a_large_body_is_refused_quickly() -> anyhow::Result<()> {
    let request = Request::post("/change").header("sec-fetch-site", "same-origin");
    let body = Body::from(vec![b'x'; BODY_LIMIT + 1]);
    let request = request.header("content-length", (BODY_LIMIT + 1).to_string());
    // It is refused for what it says of itself, although nothing reads it.
    let unread = guarded(Router::new().route("/change", post(async || "done")), Hosts::Loopback);
    let started = Instant::now();
    assert_eq!(ask(unread, request, body).await?.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(started.elapsed() < Duration::from_millis(100), "{:?}", started.elapsed());
    Ok(())
}

/// Checklist 40: a body that does not say how large it is, is cut off while it is read, whatever reads it.
#[tokio::test]
async fn sec_40_a_body_of_unknown_length_is_cut_off() -> anyhow::Result<()> {
    let read = async |request: Request<Body>| match axum::body::to_bytes(request.into_body(), usize::MAX).await {
        Ok(bytes) => format!("{} bytes", bytes.len()),
        Err(_) => "cut off".to_owned(),
    };
    let router = guarded(Router::new().route("/change", post(read)), Hosts::Loopback);
    for (kilobytes, said) in [(64, "65536 bytes"), (10 * 1024, "cut off")] {
        let pieces = (0..kilobytes).map(|_| Ok::<_, std::io::Error>(vec![b'x'; 1024]));
        let body = Body::from_stream(futures_util::stream::iter(pieces));
        let request = Request::post("/change").header("sec-fetch-site", "same-origin");
        assert_eq!(ask(router.clone(), request, body).await?.body, said);
    }
    Ok(())
}

#[tokio::test]
async fn a_name_that_points_here_from_outside_is_refused() -> anyhow::Result<()> {
    for (host, status) in [
        ("localhost:3000", StatusCode::OK),
        ("127.0.0.1:3000", StatusCode::OK),
        ("[::1]:3000", StatusCode::OK),
        ("localhost", StatusCode::OK),
        ("elsewhere.example:3000", StatusCode::MISDIRECTED_REQUEST),
        ("localhost.elsewhere.example", StatusCode::MISDIRECTED_REQUEST),
        ("127.0.0.1.elsewhere.example:3000", StatusCode::MISDIRECTED_REQUEST),
        ("", StatusCode::MISDIRECTED_REQUEST),
    ] {
        let router = guarded(Router::new().route("/", get(async || "")), Hosts::Loopback);
        let answer = ask(router, Request::get("/").header("host", host), Body::empty()).await?;
        assert_eq!(answer.status, status, "{host}");
    }
    let router = guarded(Router::new().route("/", get(async || "")), Hosts::behind(["127.0.0.1".parse()?]));
    let request = Request::get("/").header("host", "reweave.example").header("x-forwarded-proto", "https");
    let answer = ask(router, request, Body::empty()).await?;
    assert_eq!(answer.status, StatusCode::OK, "behind a proxy every name is right");
    Ok(())
}

/// Guard and router could read such an address differently, and one of them would open what the other has closed.
#[tokio::test]
async fn sec_01_an_address_of_two_meanings_is_refused_before_anything_reads_it() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    for path in [
        "/library/../today",
        "/library/%2e%2e/today",
        "/library/%2E./today",
        "/library/..%5ctoday",
        "//[",
        "/library//x",
    ] {
        for answer in [desk.stranger(path).await?, desk.get(path).await?] {
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}");
        }
    }
    Ok(())
}

/// Checklist 42.
#[tokio::test]
async fn sec_42_a_panic_becomes_a_plain_page_with_an_id() -> anyhow::Result<()> {
    let canary = "canary typed by somebody";
    let router = Router::new().route("/", get(async move || -> &'static str { panic!("{canary}") }));
    let answer = ask(guarded(router, Hosts::Loopback), Request::get("/"), Body::empty()).await?;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(!answer.body.contains("canary") && !answer.body.contains(".rs"), "{}", answer.body);
    let id = answer.header("x-request-id");
    assert!(id.len() >= 16 && answer.body.contains(id), "{}", answer.body);
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    compare_error("error-panic", "a page that panics", &answer);
    Ok(())
}
