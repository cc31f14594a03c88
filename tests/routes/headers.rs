//! The headers that every answer carries.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};

use app::http::hosts::Hosts;
use server::edge::{Server, router};

use crate::support::{Answer, ask, get, server, site, store};

/// The nonce of a page's policy.
fn nonce(page: &Answer) -> Option<&str> {
    page.header("content-security-policy").split("'nonce-").nth(1)?.split('\'').next()
}

/// Answers of every sort: pages, files, refusals.
async fn answers() -> anyhow::Result<Vec<Answer>> {
    let mut answers = Vec::new();
    for path in [
        "/",
        "/library",
        "/library/impact-letter",
        "/library/none",
        "/nowhere",
        "/healthz",
        "/pkg/reweave-plan.js",
        "/pkg/none",
    ] {
        answers.push(get(path).await?);
    }
    let refused = [
        Request::post("/library").header("sec-fetch-site", "cross-site"),
        Request::post("/library").header("sec-fetch-site", "same-origin"),
        Request::get("/library").header("host", "elsewhere.example"),
        Request::post("/library").header("sec-fetch-site", "same-origin").header("content-length", "99999999"),
    ];
    for request in refused {
        answers.push(ask(server().await, request, Body::empty()).await?);
    }
    Ok(answers)
}

/// Checklist 22.
#[tokio::test]
async fn sec_22_every_response_carries_the_policy_and_two_loads_two_nonces() -> anyhow::Result<()> {
    for answer in answers().await? {
        let policy = answer.header("content-security-policy");
        for part in
            ["default-src '", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]
        {
            assert!(policy.contains(part), "{} lacks {part}: {policy}", answer.status);
        }
        names_nobody_else(policy);
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), value, "{}", answer.status);
        }
        assert!(answer.header("permissions-policy").contains("camera=()"), "{}", answer.status);
    }
    let (one, two) = (get("/library").await?, get("/library").await?);
    let (one, two) = (nonce(&one), nonce(&two));
    assert!(one.is_some_and(|nonce| nonce.len() >= 22), "{one:?}");
    assert_ne!(one, two);
    Ok(())
}

/// Every part of a policy allows this origin or nothing, and scripts of the page's own nonce and what those load: no other
/// origin, and nothing in place.
fn names_nobody_else(policy: &str) {
    for part in policy.split(';') {
        let mut words = part.split_whitespace();
        let name = words.next().unwrap_or_default();
        for source in words {
            let allowed = match name {
                "script-src" => {
                    matches!(source, "'none'" | "'self'" | "'strict-dynamic'" | "'wasm-unsafe-eval'")
                        || source.starts_with("'nonce-")
                }
                "require-trusted-types-for" => source == "'script'",
                "trusted-types" => source == "reweave",
                _ => matches!(source, "'self'" | "'none'"),
            };
            assert!(allowed, "{name} allows {source}: {policy}");
        }
    }
}

/// A policy is worth nothing where the page itself needs what it forbids.
#[tokio::test]
async fn sec_22_pages_keep_to_their_own_policy() -> anyhow::Result<()> {
    for path in ["/library", "/library/impact-letter", "/library/challenges/abuse", "/library/none", "/welcome"] {
        let page = get(path).await?;
        names_nobody_else(page.header("content-security-policy"));
        let nonce = nonce(&page).ok_or_else(|| anyhow::anyhow!("{path} has no nonce"))?;
        let policy = page.header("content-security-policy");
        let scripts = format!("script-src 'nonce-{nonce}' 'strict-dynamic'; require-trusted-types-for 'script'");
        assert!(policy.contains(&scripts), "{path}: {policy}");
        for link in page.body.split("<link").skip(1).filter(|link| link.contains("modulepreload")) {
            assert!(
                link.contains(&format!("nonce=\"{nonce}\"")),
                "{path}: a script is fetched before its time and refused"
            );
        }
        for script in page.body.split("<script").skip(1) {
            let tag = script.split('>').next().unwrap_or_default();
            assert!(tag.contains(&format!("nonce=\"{nonce}\"")), "{path}: <script{tag}>");
        }
        assert!(!page.body.contains(" style="), "{path} styles an element in place");
        assert!(!page.body.contains("<style"), "{path} carries a style sheet in the page");
    }
    Ok(())
}

#[tokio::test]
async fn refusals_are_what_they_should_be() -> anyhow::Result<()> {
    let statuses: Vec<StatusCode> = answers().await?.iter().skip(8).map(|answer| answer.status).collect();
    let expected = [
        StatusCode::FORBIDDEN,
        StatusCode::METHOD_NOT_ALLOWED,
        StatusCode::MISDIRECTED_REQUEST,
        StatusCode::PAYLOAD_TOO_LARGE,
    ];
    assert_eq!(statuses, expected);
    Ok(())
}

#[tokio::test]
async fn sec_22_over_tls_a_name_and_those_below_it_are_asked_over_tls_only() -> anyhow::Result<()> {
    let server = Server::new(site(), Hosts::behind(["127.0.0.1".parse()?]), store().await);
    for (scheme, said) in [("https", "max-age=31536000; includeSubDomains"), ("http", "")] {
        let request = Request::get("/library").header("x-forwarded-proto", scheme);
        let answer = ask(router(&server), request, Body::empty()).await?;
        assert_eq!((answer.status, answer.header("strict-transport-security")), (StatusCode::OK, said), "{scheme}");
    }
    assert_eq!(get("/library").await?.header("strict-transport-security"), "", "plain HTTP on this machine");
    Ok(())
}
