//! What the cover asks of the server.

use wasm_bindgen::JsValue;
use web_sys::{Headers, RequestCache, RequestInit, RequestRedirect, Response, ResponseType, UrlSearchParams};

use crate::calls::fetch;

/// What came of a password.
pub enum Answer {
    /// The session is open again.
    Open,
    /// There is no session any more.
    Ended,
    /// It is still locked, and why.
    Refused(&'static str),
}

/// Posts the form of `/locked`: a redirect means that the session is open. It is not followed, the page stays.
pub async fn unlock(password: &str) -> Answer {
    let Ok(response) = post(password).await else {
        return Answer::Refused("The server does not answer. Everything on this page stays; try again in a moment.");
    };
    match response.status() {
        _ if response.type_() == ResponseType::Opaqueredirect => Answer::Open,
        401 => Answer::Ended,
        422 => Answer::Refused("That is not the password of this account. Try once more."),
        429 => Answer::Refused("That was tried too often. Wait some minutes, then try again."),
        _ => Answer::Refused("Something went wrong on our side. Everything on this page stays; try again."),
    }
}

async fn post(password: &str) -> Result<Response, JsValue> {
    let (request, headers, fields) = (RequestInit::new(), Headers::new()?, UrlSearchParams::new()?);
    headers.set("content-type", "application/x-www-form-urlencoded")?;
    fields.append("password", password);
    request.set_method("POST");
    request.set_redirect(RequestRedirect::Manual);
    request.set_headers(&headers);
    request.set_body(&fields.to_string().into());
    fetch("/locked", &request).await
}

/// Whether the server answers at all. This is no visit: it keeps no session awake.
pub async fn answers() -> bool {
    let request = RequestInit::new();
    request.set_cache(RequestCache::NoStore);
    fetch("/healthz", &request).await.is_ok_and(|response| response.ok())
}
