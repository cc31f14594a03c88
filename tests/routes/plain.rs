//! Routes that are not pages: the way in, the sign of life, and files.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};

use app::http::hosts::Hosts;
use server::edge::{Server, router};

use crate::support::{Desk, ask, get, server, site, store};

pub const ROUTES: &[&str] = &[
    "/",
    "/healthz",
    "/readyz",
    "/pkg/{*file}",
    "/fonts/{*file}",
    "/icon.svg",
    "/library/plan.bin",
    "/library/situation.bin",
    "/own-library/{part}",
];

#[tokio::test]
async fn the_front_door_leads_to_the_first_account_and_then_to_the_sign_in() -> anyhow::Result<()> {
    let answer = get("/").await?;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/welcome"));
    let desk = Desk::open().await?;
    assert_eq!(desk.stranger("/").await?.header("location"), "/sign-in");
    assert_eq!(desk.get("/").await?.header("location"), "/today");
    Ok(())
}

#[tokio::test]
async fn the_sign_of_life_says_nothing_else() -> anyhow::Result<()> {
    let answer = get("/healthz").await?;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, "ok"));
    Ok(())
}

/// Checklist 39: the process answers while its database does not, and says so.
#[tokio::test]
async fn sec_39_a_database_that_is_down_is_not_ready_yet_healthy() -> anyhow::Result<()> {
    let store = store().await;
    let server = Server::new(site(), Hosts::Loopback, store.clone());
    let answer = async |path: &str| ask(router(&server), Request::get(path), Body::empty()).await;
    assert_eq!(answer("/readyz").await?.status, StatusCode::OK);
    store.close().await;
    assert_eq!(answer("/readyz").await?.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer("/healthz").await?.status, StatusCode::OK);
    Ok(())
}

/// Checklist 23: kept for a year where the address changes with the content, and only there.
#[tokio::test]
async fn sec_23_files_with_a_version_are_kept_and_pages_are_not() -> anyhow::Result<()> {
    let version = site().version().to_owned();
    for path in [format!("/pkg/reweave.css?v={version}"), "/fonts/a.woff2".to_owned()] {
        assert_eq!(get(&path).await?.header("cache-control"), "public, max-age=31536000, immutable", "{path}");
    }
    for path in ["/pkg/reweave.css", "/pkg/reweave.css?v=old", "/icon.svg"] {
        assert_eq!(get(path).await?.header("cache-control"), "no-cache", "{path}");
    }
    for path in ["/library", "/library/impact-letter", "/library/none", "/nowhere", "/pkg/none.js", "/healthz"] {
        assert_eq!(get(path).await?.header("cache-control"), "no-store", "{path}");
    }
    let page = get("/library").await?;
    for named in [format!("/pkg/reweave.css?v={version}"), format!("data-version=\"{version}\"")] {
        assert!(page.body.contains(&named), "the page asks for files without a version: {named}");
    }
    Ok(())
}

#[tokio::test]
async fn a_file_comes_in_the_smallest_form_the_browser_reads() -> anyhow::Result<()> {
    for (accepted, encoding, body) in [
        ("gzip, deflate, br", "br", "brotli"),
        ("gzip", "gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip", "gzip"),
        ("identity", "", "a { color: red }"),
    ] {
        let request = Request::get("/pkg/reweave.css").header("accept-encoding", accepted);
        let answer = ask(server().await, request, Body::empty()).await?;
        assert_eq!((answer.header("content-encoding"), answer.body.as_str()), (encoding, body), "{accepted}");
        assert_eq!(answer.header("content-type"), "text/css; charset=utf-8");
    }
    Ok(())
}

#[tokio::test]
async fn a_file_outside_the_site_is_out_of_reach() -> anyhow::Result<()> {
    for path in ["/pkg/../Cargo.toml", "/pkg/%2e%2e/Cargo.toml", "/fonts/..%2f..%2fetc/passwd"] {
        assert_eq!(get(path).await?.status, StatusCode::BAD_REQUEST, "{path}");
    }
    assert_eq!(get("/pkg/none.js").await?.status, StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn islands_get_the_library_and_may_keep_it_under_its_own_address() -> anyhow::Result<()> {
    let library = app::browser::library_context::for_browsers();
    assert!(get("/library").await?.body.contains(&format!("data-library=\"/library/*.bin?v={}\"", library.version)));
    for (name, bytes) in [("plan", &library.plan), ("situation", &library.situation)] {
        let kept = get(&format!("/library/{name}.bin?v={}", library.version)).await?;
        assert_eq!(kept.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(kept.body, String::from_utf8_lossy(bytes));
        assert_eq!(get(&format!("/library/{name}.bin?v=old")).await?.header("cache-control"), "no-cache");
    }
    Ok(())
}
