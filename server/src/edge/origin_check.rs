//! Rejects requests not meant for this server, before any other layer: foreign host names, other sites, a connection
//! other than the one it was started for, and ambiguous paths.

use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, StatusCode,
        header::{HOST, ORIGIN},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::edge::access;
use app::http::{error_page, hosts::Hosts, peer::peer, proxies::passed_on};

/// Lets a request through, or answers 400 (an ambiguous path), 421 (a foreign host name), or 403 (a connection other
/// than the one the server was started for, or a change requested by another site).
pub async fn keep_gate(State(hosts): State<Hosts>, request: Request, next: Next) -> Response {
    let host = text(request.headers(), HOST.as_str()).unwrap_or("");
    if is_ambiguous(request.uri().path()) {
        return StatusCode::BAD_REQUEST.into_response();
    }
    if !hosts.admits(host) {
        let answer = "This address is not Reweave's. Open it as http://localhost or http://127.0.0.1.";
        return (StatusCode::MISDIRECTED_REQUEST, answer).into_response();
    }
    if let Some(answer) = wrong_way_in(&hosts, &request) {
        return answer;
    }
    if !request.method().is_safe() && !from_here(request.headers(), host) {
        return (StatusCode::FORBIDDEN, "Change refused: it came from another site.").into_response();
    }
    next.run(request).await
}

/// True if access rules and router might interpret this path differently: dot segments, empty segments and backslashes,
/// plain or percent-encoded. None of our addresses has any of them.
fn is_ambiguous(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let odd = ["//", "\\", "%2e", "%2f", "%5c", "%00"];
    odd.iter().any(|part| lower.contains(part)) || lower.split('/').any(|segment| matches!(segment, "." | ".."))
}

/// Returns the response to a request on another connection than the server was started for; `None` if it may proceed.
/// Health checks are for monitoring and always may.
fn wrong_way_in(hosts: &Hosts, request: &Request) -> Option<Response> {
    let path = request.uri().path();
    if access::is_sign_of_life(path) {
        return None;
    }
    match hosts {
        Hosts::Loopback | Hosts::Encrypted if passed_on(request.headers()) => Some(error_page::not_told_of_proxy()),
        Hosts::Proxied(proxies) if !proxies.trust(peer(request)) => Some(error_page::past_the_proxy()),
        // What is asked for a password, and what is shown after it, may not go over a network that anybody can read.
        _ if !hosts.is_private(request) && !access::is_for_all(path) => Some(error_page::not_private()),
        _ => None,
    }
}

/// True if a request comes from our own pages. Browsers send `Sec-Fetch-Site`, old ones `Origin`. Another port of this
/// machine is “same-site”, but foreign.
fn from_here(headers: &HeaderMap, host: &str) -> bool {
    match text(headers, "sec-fetch-site") {
        Some(site) => matches!(site, "same-origin" | "none"),
        None => text(headers, ORIGIN.as_str())
            .and_then(|origin| origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://")))
            .is_some_and(|origin| origin == host),
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_01_an_address_of_two_meanings_is_told_from_a_plain_one() {
        for odd in [
            "/library/../today",
            "/library/%2e%2e/today",
            "/library/.%2E/today",
            "//[",
            "/library//today",
            "/library\\..\\today",
            "/library/..%5ctoday",
            "/a/./b",
            "/..",
        ] {
            assert!(is_ambiguous(odd), "{odd}");
        }
        for plain in ["/", "/today", "/library/impact-letter/leaflet.pdf", "/pkg/reweave.css", "/a..b/c.", "/%C3%A9"] {
            assert!(!is_ambiguous(plain), "{plain}");
        }
    }
}
