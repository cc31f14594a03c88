//! Forms that a script also sends while they are filled in. One handler saves for both: a page gets the next page, a script a
//! few lines of JSON.

use std::collections::BTreeMap;

use axum::{
    http::{
        HeaderMap, StatusCode,
        header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use domain::records::{Fault, Revision};
use serde::Serialize;
use store::StoreError;

use crate::{
    browser::autosave::FormValues,
    http::{
        app_error::Refusal,
        form_request::FormRequest,
        redirect::see_other,
        routes::{Form, Redirect, answer_with_parts},
    },
};

/// A saved form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The page that follows without a script.
    pub then: Redirect,
    /// The new revision.
    pub revision: Revision,
    /// The safety holds that became active with this save: the address and the name of each.
    pub holds: Vec<(String, String)>,
}

/// The record as its form shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFields {
    /// Its revision.
    pub revision: Revision,
    /// Its fields.
    pub fields: FormValues,
}

/// The media type that the script of a form accepts. A page of another site cannot send it without a CORS preflight.
const JSON: &str = "application/json";

/// The answer to a script whose save is on disk.
#[derive(Serialize)]
struct Receipt {
    seen: String,
    at: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    holds: Vec<(String, String)>,
}

/// The answer to a script whose save was refused.
#[derive(Default, Serialize)]
struct NotSaved {
    /// The reason, if it is more than the status says.
    said: Option<String>,
    faults: Vec<Fault>,
    /// The stored record, in a conflict.
    #[serde(flatten)]
    stored: Option<Stored>,
}

#[derive(Serialize)]
struct Stored {
    /// The revision, as text: a number of JavaScript has not enough digits.
    seen: String,
    fields: BTreeMap<String, String>,
}

/// Registers a form at this path, with its handler. `stored` reads the record for a script whose save came too late.
pub fn saving<F, Done, G, Read>(path: &'static str, save: F, stored: G) -> Form
where
    F: Fn(FormRequest) -> Done + Clone + Send + Sync + 'static,
    Done: Future<Output = Result<Saved, Refusal>> + Send,
    G: Fn(FormRequest) -> Read + Clone + Send + Sync + 'static,
    Read: Future<Output = Result<StoredFields, Refusal>> + Send,
{
    answer_with_parts(path, move |post, parts| {
        let (saving, reading) = (save(post.clone()), stored.clone());
        async move {
            let time = post.now.time.to_string();
            match saving.await {
                Ok(saved) if is_script(&parts.headers) => Ok(written(
                    StatusCode::OK,
                    &Receipt { seen: saved.revision.0.to_string(), at: time, holds: saved.holds },
                )),
                Ok(saved) => Ok(see_other(&saved.then.0)),
                Err(refusal) if is_script(&parts.headers) => {
                    let stored = if refusal.is_stale() { Some(reading(post).await?) } else { None };
                    Ok(not_saved(refusal, stored))
                }
                Err(refusal) => Err(refusal),
            }
        }
    })
}

/// True if a script has sent the form, and stays on its page.
pub fn is_script(headers: &HeaderMap) -> bool {
    headers.get(ACCEPT).is_some_and(|accepts| accepts == JSON)
}

fn not_saved(refusal: Refusal, stored: Option<StoredFields>) -> Response {
    let status = refusal.status();
    let stored = stored.map(|stored| Stored { seen: stored.revision.0.to_string(), fields: stored.fields.texts() });
    let mut answer = NotSaved { stored, ..NotSaved::default() };
    match refusal.inner() {
        Refusal::Faults(faults) => {
            answer.said = faults.first().map(|fault| fault.text.clone());
            answer.faults = faults;
        }
        Refusal::Problem(problem) => answer.said = Some(problem),
        Refusal::Store(error @ StoreError::Outdated { .. }) => answer.said = Some(format!("{error}.")),
        _ => {}
    }
    written(status, &answer)
}

/// Writes an answer to a script.
pub(crate) fn written(status: StatusCode, answer: &impl Serialize) -> Response {
    // The types of this program have texts for keys, and can all be written.
    let body = serde_json::to_vec(answer).unwrap_or_default();
    (status, [(CONTENT_TYPE, JSON), (CACHE_CONTROL, "no-store")], body).into_response()
}
