//! Access rules. Every address not listed here requires an unlocked session.

use app::{account::second_factor::PAGE as SET_UP, browser::api::Problem, http::visitor::Visitor};
use axum::{
    http::{Method, StatusCode, Uri},
    response::{IntoResponse, Response},
};

use app::http::redirect::{is_document, next_of, see_other};

/// Paths and path prefixes without personal data: files, health checks, the library.
const FILES: &[&str] =
    &["/pkg/", "/fonts/", "/icon.svg", "/healthz", "/readyz", "/library/plan.bin", "/library/situation.bin"];

/// Pages for everyone.
const PUBLIC: &[&str] = &[
    "/",
    "/demo",
    "/library",
    "/library/",
    "/welcome",
    "/join",
    "/recovery-key",
    "/sign-in",
    "/sign-in/code",
    "/sign-in/passkey",
    "/sign-out",
    "/recover",
    "/hidden",
];

/// Pages for a session that is locked.
const LOCKED: &[&str] = &["/locked"];

/// Where a session may go before its second factor is set up, if this server requires one: to set it up, to keep the recovery
/// key of a new account, and away.
const WITHOUT_SECOND_FACTOR: &[&str] = &[
    SET_UP,
    "/settings/second-factor/",
    "/recovery-key",
    "/recovery-key/sheet.pdf",
    "/sign-in",
    "/sign-out",
    "/lock",
    "/locked",
    "/hidden",
    "/shared-screen",
    "/api/session",
];

/// Health checks, for monitoring.
const SIGNS_OF_LIFE: &[&str] = &["/healthz", "/readyz"];

/// Pages without personal data or a password field.
const FOR_ALL: &[&str] = &["/library", "/library/", "/hidden"];

/// True if this address is a health check.
pub fn is_sign_of_life(path: &str) -> bool {
    named(SIGNS_OF_LIFE, path)
}

/// True if this may be served over an unencrypted network: no personal data, no password field.
pub fn is_for_all(path: &str) -> bool {
    is_file(path) || (named(FOR_ALL, path) && is_public(path))
}

/// True if this address is a file or a health check, which need no session.
pub fn is_file(path: &str) -> bool {
    named(FILES, path)
}

/// Matches a path; a name that ends in `/` is a prefix, any other a whole path.
fn named(names: &[&str], path: &str) -> bool {
    names.iter().any(|name| if *name != "/" && name.ends_with('/') { path.starts_with(name) } else { path == *name })
}

/// True if this needs no session. The library is open to all; printing from it requires one.
fn is_public(path: &str) -> bool {
    named(PUBLIC, path) && !is_document(path) && !path.ends_with("/leaflet")
}

/// Returns the response for a request without access; `None` if it may proceed (checklist 1).
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
        return Some(Problem::SignedOut.into_response());
    }
    let is_page = matches!(*method, Method::GET | Method::HEAD) && !is_document(path);
    Some(if is_page {
        see_other(&with_next(elsewhere, uri))
    } else if is_document(path) {
        (StatusCode::UNAUTHORIZED, "Sign in to see this.").into_response()
    } else {
        (StatusCode::UNAUTHORIZED, "Not saved. Sign in, then open its page again.").into_response()
    })
}

/// Returns the response to a session without a second factor on a server that requires one; `None` if it may proceed.
pub fn lead_to_second_factor(method: &Method, uri: &Uri) -> Option<Response> {
    let path = uri.path();
    if named(WITHOUT_SECOND_FACTOR, path) {
        return None;
    }
    let is_page = matches!(*method, Method::GET | Method::HEAD) && !is_document(path) && !path.starts_with("/api/");
    Some(if is_page {
        see_other(&format!("{SET_UP}?required=yes"))
    } else {
        (StatusCode::FORBIDDEN, "Set up the second factor first.").into_response()
    })
}

/// Returns `page` with a link on to `uri`, or to the target that `uri` itself names.
fn with_next(page: &str, uri: &Uri) -> String {
    let passed_on = next_of(uri);
    let wanted = match (uri.path(), uri.query()) {
        ("/locked", None) => return page.to_owned(),
        // Only the script of a page leads there with a way back, when it hears that its session is over.
        ("/locked", Some(_)) => passed_on.as_str(),
        _ => uri.path_and_query().map_or("/", |wanted| wanted.as_str()),
    };
    let next: String = url::form_urlencoded::byte_serialize(wanted.as_bytes()).collect();
    let ended = if uri.path() == "/locked" { "&ended=yes" } else { "" };
    format!("{page}?next={next}{ended}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_signed_out_while_locked_still_comes_back() {
        let sign_in = |address: &str| with_next("/sign-in", &address.parse().unwrap());
        assert_eq!(sign_in("/locked?next=%2Fplans%2F1"), "/sign-in?next=%2Fplans%2F1&ended=yes");
        assert_eq!(sign_in("/locked"), "/sign-in");
        assert_eq!(sign_in("/plans?show=all"), "/sign-in?next=%2Fplans%3Fshow%3Dall");
    }

    #[test]
    fn sec_16_before_the_required_second_factor_nothing_about_anyone_opens() {
        let asked =
            |method: Method, path: &str| lead_to_second_factor(&method, &path.parse().unwrap()).map(|r| r.status());
        for path in
            ["/", "/today", "/library", "/settings", "/settings/keys", "/settings/second-factorx", "/own-library/a"]
        {
            assert_eq!(asked(Method::GET, path), Some(StatusCode::SEE_OTHER), "{path}");
            assert_eq!(asked(Method::POST, path), Some(StatusCode::FORBIDDEN), "{path}");
        }
        for path in ["/api/plan/save", "/handout.pdf"] {
            assert_eq!(asked(Method::GET, path), Some(StatusCode::FORBIDDEN), "{path}");
        }
        for path in ["/settings/second-factor", "/settings/second-factor/on", "/sign-out", "/lock"] {
            assert_eq!(asked(Method::POST, path), None, "{path}");
        }
    }

    #[test]
    fn beginnings_of_names_open_nothing() {
        for path in
            ["/libraryx", "/sign-in/x", "/healthz/x", "/locked", "/today", "/pkg", "/handout.pdf", "/handout.html"]
        {
            assert!(!is_file(path) && !is_public(path), "{path}");
        }
        for path in [
            "/library/impact-letter/leaflet",
            "/library/impact-letter/leaflet.pdf",
            "/library/impact-letter/leaflet.html",
            "/recovery-key/sheet.pdf",
        ] {
            assert!(!is_public(path), "{path}: printing is for whoever is signed in");
        }
        assert!(is_public("/library/impact-letter") && is_file("/pkg/reweave.css"));
    }
}
