//! Answers requests for the files of the [`Site`].

use axum::{
    body::Body,
    http::{
        HeaderMap, HeaderValue, StatusCode, Uri,
        header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY},
    },
    response::{IntoResponse, Response},
};

use domain::library::Library;

use crate::edge::site::{Asset, Site};

const FOR_A_YEAR: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// Serves the file that `uri` names, in the smallest encoding that the browser accepts; 404 if there is none.
///
/// It may be cached for a year if its address changes with its content: with the right version in the query, and for
/// fonts, whose names change.
pub fn serve_file(site: &Site, uri: &Uri, headers: &HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    let Some(asset) = site.asset(path) else {
        return (StatusCode::NOT_FOUND, "There is no such file.").into_response();
    };
    let versioned = uri.query().and_then(|query| query.strip_prefix("v=")) == Some(site.version());
    let keep = if versioned || path.starts_with("fonts/") { FOR_A_YEAR } else { ASK_AGAIN };
    let (bytes, encoding) = smallest(asset, headers);
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type(path)));
    headers.insert(CACHE_CONTROL, keep);
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// Serves the clinical library for islands. It has no personal data, and may be cached for a year under its versioned
/// address.
pub fn serve_library(uri: &Uri) -> Response {
    let library = app::browser::library_context::for_browsers();
    let bytes: &[u8] = if uri.path().ends_with("plan.bin") { &library.plan } else { &library.situation };
    let current = uri.query().and_then(|query| query.strip_prefix("v=")) == Some(&library.version);
    let keep = if current { FOR_A_YEAR } else { ASK_AGAIN };
    ([(CONTENT_TYPE, HeaderValue::from_static("application/octet-stream")), (CACHE_CONTROL, keep)], bytes)
        .into_response()
}

/// Serves the library of an account, with its additions; never cached.
pub fn serve_own_library(library: &Library, part: &str) -> Response {
    let bytes = match part {
        "plan.bin" => library.for_plans(),
        "situation.bin" => library.for_maps(),
        _ => return (StatusCode::NOT_FOUND, "There is no such part.").into_response(),
    };
    match bytes {
        Ok(bytes) => ([(CONTENT_TYPE, "application/octet-stream"), (CACHE_CONTROL, "no-store")], bytes).into_response(),
        Err(error) => {
            tracing::error!(%error, "a library could not be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn smallest(asset: &Asset, headers: &HeaderMap) -> (Vec<u8>, Option<&'static str>) {
    let forms = [(&asset.brotli, "br"), (&asset.gzip, "gzip")];
    forms
        .into_iter()
        .filter(|(_, name)| accepts(headers, name))
        .find_map(|(form, name)| Some((form.as_ref()?.to_vec(), Some(name))))
        .unwrap_or_else(|| (asset.plain.to_vec(), None))
}

/// True if `Accept-Encoding` names this coding and does not refuse it with a weight of zero.
fn accepts(headers: &HeaderMap, coding: &str) -> bool {
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
    accepted.split(',').any(|part| {
        let (name, weight) = part.split_once(';').unwrap_or((part, ""));
        name.trim() == coding && !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
    })
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_coding_is_not_sent() {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip;q=0.5, br;q=0"));
        assert!(accepts(&headers, "gzip"));
        assert!(!accepts(&headers, "br"));
    }
}
