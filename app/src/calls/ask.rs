//! How a browser asks: JSON there, JSON back.

use leptos::prelude::window;
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

use super::Problem;

/// Posts a call and reads its answer.
///
/// # Errors
///
/// What the server says; `Unreachable` when it does not answer at all, `Broken` when it answers what nobody understands.
pub async fn ask<T: DeserializeOwned>(path: &str, sent: &impl Serialize) -> Result<T, Problem> {
    let body = serde_json::to_string(sent).map_err(|_| Problem::Broken)?;
    let (fine, answer) = exchange(path, &body).await.map_err(|_| Problem::Unreachable)?;
    if fine {
        serde_json::from_str(&answer).map_err(|_| Problem::Broken)
    } else {
        Err(serde_json::from_str(&answer).unwrap_or(Problem::Broken))
    }
}

/// Whether it is answered with success, and the answer's text.
async fn exchange(path: &str, body: &str) -> Result<(bool, String), JsValue> {
    let (request, headers) = (RequestInit::new(), Headers::new()?);
    headers.set("content-type", "application/json")?;
    request.set_method("POST");
    request.set_headers(&headers);
    request.set_body(&JsValue::from_str(body));
    let response = fetch(path, &request).await?;
    let text = JsFuture::from(response.text()?).await?;
    Ok((response.ok(), text.as_string().unwrap_or_default()))
}

/// The answer of the server to a request, whatever it says.
///
/// # Errors
///
/// When it is not reached.
pub async fn fetch(address: &str, request: &RequestInit) -> Result<Response, JsValue> {
    JsFuture::from(window().fetch_with_str_and_init(address, request)).await?.dyn_into()
}
