//! Turns away requests that another site made a browser send, before anything looks at them.

use std::net::SocketAddr;

use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, StatusCode,
        header::{HOST, ORIGIN},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};

/// The names under which the server answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hosts {
    /// Only this machine's own names. A page elsewhere could otherwise point its own name at this machine and read along.
    Loopback,
    /// Any name: whoever started the server on a network knows under which ones it is reached.
    Any,
    /// Whatever name a proxy in front passes on; that proxy speaks TLS with browsers.
    Proxied,
}

impl Hosts {
    /// What fits this address: a server that only this machine reaches answers only to this machine's names.
    pub fn for_address(address: SocketAddr) -> Self {
        if address.ip().is_loopback() { Self::Loopback } else { Self::Any }
    }

    fn admits(self, host: &str) -> bool {
        match self {
            Self::Any | Self::Proxied => true,
            Self::Loopback => matches!(without_port(host), "localhost" | "127.0.0.1" | "[::1]"),
        }
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    }
}

/// Lets a request through, or answers 421 (a foreign name) or 403 (a change asked for by another site).
pub async fn keep_gate(State(hosts): State<Hosts>, request: Request, next: Next) -> Response {
    let host = text(request.headers(), HOST.as_str()).unwrap_or("");
    if !hosts.admits(host) {
        let answer = "This address is not Reweave's. Open it as http://localhost or http://127.0.0.1.";
        return (StatusCode::MISDIRECTED_REQUEST, answer).into_response();
    }
    if !request.method().is_safe() && !from_here(request.headers(), host) {
        return (StatusCode::FORBIDDEN, "Another site asked for this change, so it was not made.").into_response();
    }
    next.run(request).await
}

/// Browsers say where a request comes from in `Sec-Fetch-Site`, old ones in `Origin`. Another port of this machine is
/// “same-site”, and still somebody else.
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
