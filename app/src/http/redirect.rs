//! Redirects, limited to local addresses.

use axum::{
    http::{StatusCode, Uri, header},
    response::{IntoResponse, Response},
};

/// True if this is the address of a document.
pub fn is_document(path: &str) -> bool {
    let ending = std::path::Path::new(path).extension();
    ending.is_some_and(|ending| ["pdf", "html", "bin", "txt", "json"].iter().any(|known| ending == *known))
}

/// Redirects with 303 to a local address.
pub fn see_other(address: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response()
}

/// Returns the address in a query's `next`, if it is local; otherwise `/today` (checklist 25).
///
/// Browsers treat `//host`, `/\host` and addresses with spaces or control characters as external.
pub fn next_of(uri: &Uri) -> String {
    let query = uri.query().unwrap_or_default();
    let next = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "next").map(|(_, next)| next);
    own(next.as_deref().unwrap_or_default()).to_owned()
}

/// Returns this address, if it is local; otherwise `/today` (checklist 25).
pub fn own(address: &str) -> &str {
    if is_own(address) { address } else { "/today" }
}

fn is_own(address: &str) -> bool {
    let leads_here = address.starts_with('/') && !address.starts_with("//");
    let plain = address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let page = !address.starts_with("/api/") && address.parse::<Uri>().is_ok();
    leads_here && plain && page
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(query: &str) -> String {
        next_of(&format!("/sign-in?{query}").parse().unwrap())
    }

    #[test]
    fn sec_25_the_way_on_stays_here() {
        assert_eq!(next("next=%2Fplans%2F1%3Fa%3D2"), "/plans/1?a=2");
        for out in [
            "next=%2F%2Felsewhere.example",
            "next=%2F%5Celsewhere.example",
            "next=https%3A%2F%2Felsewhere.example",
            "next=javascript%3Aalert(1)",
            "next=%2F%0A%2Felsewhere.example",
            "next=%2F%09%2Felsewhere.example",
            "next=%2Fapi%2Fsession%2Flock",
            "next=",
            "",
        ] {
            assert_eq!(next(out), "/today", "{out}");
        }
    }
}
