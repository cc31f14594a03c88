//! The readers of requests, which need the whole app: as in `readers.rs`.

use app::{
    account::archive::file::{read, unpack},
    browser::wire,
    http::{
        cookie::Cookies,
        form_request::{NoFields, once_each, read as read_form, typed},
        hosts::Hosts,
    },
};
use axum::{
    body::Bytes,
    http::{
        HeaderMap, HeaderValue,
        header::{COOKIE, HOST},
    },
};
use serde::Deserialize;

use super::readers::Reader;

/// These readers.
pub const READERS: [Reader; 3] = [("archive", archive), ("cookie-header", cookie_header), ("form-body", form_body)];

/// An exported account: the ZIP or its JSON, and every record in it.
pub fn archive(data: &[u8]) {
    let Ok(json) = unpack(Bytes::copy_from_slice(data)) else { return };
    let checked = read(&json).map(|archive| (archive.check().is_ok(), archive.letterhead().is_some()));
    // The hash of the content keeps a fuzzer out, so the records are also read without it.
    let bare = serde_json::from_slice::<store::Archive<&serde_json::value::RawValue>>(&json);
    let bare = bare.map(|archive| (archive.check().is_ok(), archive.content_hash().is_ok()));
    assert!(!matches!((&checked, &bare), (Ok((true, _)), Ok((false, _)))), "the same records are valid and invalid");
}

/// The cookies of a request. Lines: the host, then the headers with cookies.
pub fn cookie_header(data: &[u8]) {
    let mut headers = HeaderMap::new();
    let mut lines = data.split(|byte| *byte == b'\n').filter_map(|line| HeaderValue::from_bytes(line).ok());
    if let Some(host) = lines.next() {
        headers.insert(HOST, host);
    }
    lines.for_each(|line| _ = headers.append(COOKIE, line));
    for hosts in [Hosts::Loopback, Hosts::Encrypted] {
        let cookies = Cookies::of(&headers, &hosts);
        if let Some(token) = cookies.token(&headers) {
            assert!(cookies.set(&token).is_some(), "a token that was read can be written");
            let mut twice = headers.clone();
            let again = format!("{}={}", name(&cookies, &token), token.as_str());
            twice.append(COOKIE, HeaderValue::from_str(&again).expect("it was a header"));
            assert!(cookies.token(&twice).is_none(), "of two cookies of a name none counts");
        }
        let _ = (cookies.pending_token(&headers), cookies.device_token(&headers));
    }
}

/// The name of the session cookie, as the server sets it.
fn name(cookies: &Cookies, token: &store::SessionToken) -> String {
    let set = cookies.set(token).expect("a token is a header");
    let text = set.to_str().expect("names and tokens are ASCII");
    text.split_once('=').map_or_else(String::new, |(name, _)| name.to_owned())
}

/// A form with the kinds of fields that forms have.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "they are read, and that is all")]
struct Form {
    name: String,
    seen: Option<u64>,
    minutes: Option<u8>,
    #[serde(default)]
    tag: Vec<String>,
    #[serde(rename = "do")]
    todo: Option<String>,
}

/// The body of a form without files.
pub fn form_body(data: &[u8]) {
    let Ok(body) = std::str::from_utf8(data) else { return };
    let (typed, form) = (typed(body), read_form::<Form>(body));
    assert!(
        typed.keys().all(|name| !name.contains("password") && !name.contains("recovery")),
        "a secret is shown again"
    );
    if let Ok(form) = form {
        assert_eq!(typed.contains_key("tag"), !form.tag.is_empty());
        assert_eq!(typed.get("name"), Some(&form.name));
    }
    if read_form::<NoFields>(body).is_ok() {
        assert!(typed.is_empty(), "a form without fields takes one");
    }
    let fields: Vec<(String, String)> = typed.into_iter().collect();
    let twice: Vec<(String, String)> = fields.iter().chain(fields.first()).cloned().collect();
    assert!(fields.is_empty() || once_each(twice).is_err(), "a repeated field is taken");
    assert!(once_each(fields).is_ok());
    let _: Option<Vec<(String, String)>> = wire::unpack(body);
}
