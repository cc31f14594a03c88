//! Who may see what. Everything that is not named here needs an open session.

use app::{calls::Problem, visitor::Visitor};
use axum::{
    http::{Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};

/// Paths, and beginnings of paths, that hold nothing about anybody: files, signs of life, the library.
const FILES: &[&str] =
    &["/pkg/", "/fonts/", "/icon.svg", "/healthz", "/readyz", "/library/plan.bin", "/library/situation.bin"];

/// Pages for everybody.
const PUBLIC: &[&str] = &[
    "/",
    "/demo",
    "/library",
    "/library/",
    "/welcome",
    "/recovery-key",
    "/sign-in",
    "/sign-out",
    "/recover",
    "/hidden",
];

/// Pages for a session that is locked.
const LOCKED: &[&str] = &["/locked"];

/// Whether this address is a file or a sign of life, for which nobody has to be known.
pub fn is_file(path: &str) -> bool {
    named(FILES, path)
}

/// A name that ends in `/` is the beginning of a path, any other one a whole path.
fn named(names: &[&str], path: &str) -> bool {
    names.iter().any(|name| if *name != "/" && name.ends_with('/') { path.starts_with(name) } else { path == *name })
}

/// Whether anybody may see this. The library is open to all; printing from it is for whoever is signed in.
fn is_public(path: &str) -> bool {
    named(PUBLIC, path) && !is_document(path) && !path.ends_with("/leaflet")
}

/// What a request without the right to see this gets instead; `None` for one that may go on (checklist 1).
pub fn turn_away(method: &Method, uri: &Uri, visitor: &Visitor) -> Option<Response> {
    let path = uri.path();
    if is_file(path) || is_public(path) {
        return None;
    }
    let elsewhere = match visitor {
        Visitor::Counsellor(_) => return None,
        Visitor::Locked(_) if named(LOCKED, path) => return None,
        Visitor::Locked(_) => "/locked",
        Visitor::Nobody => "/sign-in",
    };
    if path.starts_with("/api/") {
        return Some(signed_out());
    }
    let is_page = matches!(*method, Method::GET | Method::HEAD) && !is_document(path);
    Some(if is_page {
        see_other(&with_next(elsewhere, uri))
    } else if is_document(path) {
        (StatusCode::UNAUTHORIZED, "Sign in to see this.").into_response()
    } else {
        // What was typed stays in the browser: going back shows the form as it was.
        (StatusCode::UNAUTHORIZED, "Sign in again, then go back and send this once more.").into_response()
    })
}

/// Whether this is a document to download.
fn is_document(path: &str) -> bool {
    let ending = std::path::Path::new(path).extension();
    ending.is_some_and(|ending| ["pdf", "bin", "txt", "json"].iter().any(|known| ending == *known))
}

fn signed_out() -> Response {
    let body = serde_json::to_vec(&Problem::SignedOut).unwrap_or_default();
    (StatusCode::UNAUTHORIZED, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}

/// 303 to an address of our own.
pub fn see_other(address: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response()
}

/// `page`, which leads on to `uri` afterwards.
fn with_next(page: &str, uri: &Uri) -> String {
    if uri.path() == "/locked" {
        return page.to_owned();
    }
    let wanted = uri.path_and_query().map_or("/", |wanted| wanted.as_str());
    let next: String = url::form_urlencoded::byte_serialize(wanted.as_bytes()).collect();
    format!("{page}?next={next}")
}

/// The address that a query's `next` names, if it is one of our own; otherwise `/today` (checklist 25).
///
/// Browsers read `//host`, `/\host` and addresses with blanks or control characters in them as ways out.
pub fn next_of(uri: &Uri) -> String {
    let query = uri.query().unwrap_or_default();
    let next = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "next").map(|(_, next)| next);
    next.filter(|next| is_own(next)).map_or_else(|| "/today".to_owned(), std::borrow::Cow::into_owned)
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

    #[test]
    fn beginnings_of_names_open_nothing() {
        for path in ["/libraryx", "/sign-in/x", "/healthz/x", "/locked", "/today", "/pkg", "/handout.pdf"] {
            assert!(!is_file(path) && !is_public(path), "{path}");
        }
        for path in ["/library/impact-letter/leaflet", "/library/impact-letter/leaflet.pdf", "/recovery-key/sheet.pdf"]
        {
            assert!(!is_public(path), "{path}: printing is for whoever is signed in");
        }
        assert!(is_public("/library/impact-letter") && is_file("/pkg/reweave.css"));
    }
}
