//! API client of the browser.

use crate::browser::prelude::window;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, Event, Headers, RequestInit, Response,
    js_sys::{Reflect, Uint8Array},
};

use super::{Call, MEDIA_TYPE, Problem};

/// Timeout for a response, in milliseconds.
const PATIENT: u32 = 15_000;

/// Maximum body of a request with `keepalive`, in bytes. Browsers allow 64 KiB; a larger request needs the page to stay
/// open.
const OUTLIVES: usize = 60_000;

/// Posts a call and decodes its response.
///
/// # Errors
/// The server's problem; `Unreachable` if it does not respond, `Broken` if the response is invalid.
pub async fn ask<C: Call>(call: &C) -> Result<C::Answer, Problem> {
    let body = postcard::to_allocvec(call).map_err(|_| Problem::Broken)?;
    postcard::from_bytes(&ask_bytes(C::PATH, &body).await?).map_err(|_| Problem::Broken)
}

/// As [`ask`], with an encoded body.
///
/// # Errors
/// As [`ask`].
async fn ask_bytes(path: &str, body: &[u8]) -> Result<Vec<u8>, Problem> {
    let (fine, answer) = exchange(path, body).await.map_err(|_| Problem::Unreachable)?;
    if fine {
        return Ok(answer);
    }
    let problem = postcard::from_bytes(&answer).unwrap_or(Problem::Broken);
    if problem == Problem::SignedOut {
        end_page();
    }
    Err(problem)
}

/// Reports that the session has ended: the start script clears the page after this call.
fn end_page() {
    let told = Closure::once_into_js(|| {
        let _ = Event::new("reweave-over").map(|event| window().dispatch_event(&event));
    });
    // Where no timer can be had, there is no page.
    let _ = window().set_timeout_with_callback(told.unchecked_ref());
}

/// Sends a request; returns true for success, with the body of the response.
async fn exchange(path: &str, body: &[u8]) -> Result<(bool, Vec<u8>), JsValue> {
    let (request, headers) = (RequestInit::new(), Headers::new()?);
    headers.set("content-type", MEDIA_TYPE)?;
    request.set_method("POST");
    request.set_headers(&headers);
    request.set_body(&Uint8Array::from(body));
    request.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENT)));
    if body.len() < OUTLIVES {
        // Somebody who types and leaves at once has typed it all the same.
        Reflect::set(&request, &JsValue::from_str("keepalive"), &JsValue::TRUE)?;
    }
    let response = fetch(path, &request).await?;
    let answer = JsFuture::from(response.array_buffer()?).await?;
    Ok((response.ok(), Uint8Array::new(&answer).to_vec()))
}

/// Fetches a response; an error if the server is unreachable.
async fn fetch(address: &str, request: &RequestInit) -> Result<Response, JsValue> {
    JsFuture::from(window().fetch_with_str_and_init(address, request)).await?.dyn_into()
}
