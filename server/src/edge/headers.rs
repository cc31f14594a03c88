//! The headers that every response carries.

use app::http::hosts::Hosts;
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

/// Policy for responses that are not pages of the app: they may load only style sheets, fonts and images.
const PLAIN_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; object-src 'none'; base-uri 'none'; \
     form-action 'self'; frame-ancestors 'none'",
);

const ALWAYS: [(HeaderName, HeaderValue); 7] = [
    (header::CONTENT_SECURITY_POLICY, PLAIN_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), midi=(), \
             display-capture=(), browsing-topics=()",
        ),
    ),
    // Screens of this app show what was said in confidence: nothing keeps them unless it says so itself.
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
];

/// HSTS for this name and its subdomains, for a year; sent only if a proxy speaks TLS.
const ONLY_TLS: HeaderValue = HeaderValue::from_static("max-age=31536000; includeSubDomains");

/// Adds the missing headers of [`ALWAYS`], and those for TLS.
pub async fn add_headers(State(hosts): State<Hosts>, request: Request, next: Next) -> Response {
    let over_tls = hosts.over_tls(&request);
    let mut response = next.run(request).await;
    if over_tls {
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, ONLY_TLS);
    }
    for (name, value) in ALWAYS {
        response.headers_mut().entry(name).or_insert(value);
    }
    response
}
