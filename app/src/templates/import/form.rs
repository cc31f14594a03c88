//! Import of a template file: preview, then confirmation. Nothing is stored between the two: the preview page sends the
//! file back.

use std::collections::HashMap;

use crate::http::{
    app_error::Refusal,
    done::Done,
    form_request::{DRAFT_FIELD, FormRequest, whose},
    redirect::see_other,
    routes::{Form, Redirect},
    state::AppState,
    visitor::FormState,
};
use crate::templates::address::address;
use axum::{
    Extension, RequestExt,
    body::Body,
    extract::{Multipart, RawPathParams, Request},
    http::{StatusCode, header::CONTENT_TYPE, request::Parts},
    response::Response,
    routing,
};
use domain::{
    plan::templates::{
        KeptTemplate,
        file::{self, BadFile},
    },
    records::Revision,
};
use serde::Deserialize;
use store::DocumentId;

/// Returns the form of the page.
pub fn form() -> Form {
    let answer = async |Extension(state): Extension<AppState>, ids: RawPathParams, request: Request| -> Response {
        let (parts, body) = request.into_parts();
        if is_multipart(&parts) {
            return look(&state, parts, body).await;
        }
        let (done, typed) = match FormRequest::take(&parts, ids, body).await {
            Ok(post) => {
                let typed = post.typed();
                (keep(post).await, typed)
            }
            Err(refusal) => (Err(refusal), HashMap::new()),
        };
        match done {
            Ok(Redirect(address)) => see_other(&address),
            Err(refusal) => refusal.answer(&state.pages, parts, typed).await,
        }
    };
    Form { path: "/templates/import", methods: routing::post(answer) }
}

fn is_multipart(parts: &Parts) -> bool {
    let kind = parts.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.starts_with("multipart/form-data")
}

/// Shows the content of the file and its changes. Nothing is written.
async fn look(state: &AppState, parts: Parts, body: Body) -> Response {
    let text = match sent(&parts, body).await {
        Ok(text) => text,
        Err(refusal) => return refusal.answer(&state.pages, parts, HashMap::<String, String>::new()).await,
    };
    let typed = HashMap::from([("file".to_owned(), text)]);
    match sound(&parts, &typed["file"]) {
        Ok(()) => state.pages.again(parts, StatusCode::OK, FormState { typed, ..FormState::default() }).await,
        Err(refusal) => refusal.answer(&state.pages, parts, typed).await,
    }
}

/// Returns the text of the chosen file, else the pasted text.
async fn sent(parts: &Parts, body: Body) -> Result<String, Refusal> {
    let request = Request::from_parts(parts.clone(), body);
    let mut form: Multipart = request.extract().await.map_err(|_| Refusal::Malformed)?;
    let (mut chosen, mut pasted) = (Vec::new(), Vec::new());
    while let Some(field) = form.next_field().await.map_err(|_| Refusal::Malformed)? {
        let into = match field.name() {
            Some("upload") => &mut chosen,
            Some("file") => &mut pasted,
            // Nothing is stored by looking at a file, so its draft stays.
            Some(DRAFT_FIELD) => continue,
            _ => return Err(Refusal::Malformed),
        };
        *into = field.bytes().await.map_err(|_| Refusal::TooLarge)?.to_vec();
    }
    let bytes = if chosen.is_empty() { pasted } else { chosen };
    if bytes.is_empty() {
        return Err(Refusal::Problem("Choose a template file first, or paste its text.".into()));
    }
    if bytes.len() > file::LARGEST {
        return Err(Refusal::Problem(BadFile::TooLarge.to_string()));
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(Refusal::Problem("This file was saved as UTF-16. Save it as UTF-8, and choose it again.".into()));
    }
    String::from_utf8(bytes).map_err(|_| Refusal::Problem(BadFile::NoTemplate.to_string()))
}

/// Checks that the file can be read.
fn sound(parts: &Parts, text: &str) -> Result<(), Refusal> {
    let (_, library, _) = whose(parts)?;
    file::read(&library, text).map(|_| ()).map_err(|bad| Refusal::Problem(bad.to_string()))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Confirmed {
    file: String,
    place: String,
    #[serde(rename = "do")]
    todo: String,
}

/// Stores the template of the file: as a new one, or in place of another, based on this revision.
async fn keep(post: FormRequest) -> Result<Redirect, Refusal> {
    let confirmed = post.read::<Confirmed>()?;
    if confirmed.todo != "keep" {
        return Err(Refusal::Malformed);
    }
    let read = file::read(&post.library, &confirmed.file).map_err(|bad| Refusal::Problem(bad.to_string()))?;
    let id = match place(&confirmed.place)? {
        None => post.records.create_document(&KeptTemplate::new(read.template), post.now.stamp).await?,
        Some((id, seen)) => {
            let before = post.records.document::<KeptTemplate>(id).await?.value;
            let kept = KeptTemplate { template: read.template, ..before };
            post.records.save_document(id, seen, &kept, post.now.stamp).await?;
            id
        }
    };
    Ok(Redirect::saying(address(id), Done::TemplateSaved))
}

/// Parses the target: `new`, or the id and revision of another template.
fn place(text: &str) -> Result<Option<(DocumentId, Revision)>, Refusal> {
    if text == "new" {
        return Ok(None);
    }
    let place =
        text.split_once(':').and_then(|(id, seen)| Some((DocumentId(id.parse().ok()?), Revision(seen.parse().ok()?))));
    place.map(Some).ok_or(Refusal::Malformed)
}
