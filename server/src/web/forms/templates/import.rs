//! The file of a template comes in: first it is looked at, then it is kept. Nothing is kept between the two: the page that
//! shows the file sends it back.

use std::collections::HashMap;

use app::visitor::Reply;
use axum::{
    Extension, RequestExt,
    body::Body,
    extract::{Multipart, RawPathParams, Request},
    http::{StatusCode, header::CONTENT_TYPE, request::Parts},
    response::Response,
    routing,
};
use domain::{
    desk::Revision,
    template::{
        KeptTemplate,
        file::{self, BadFile},
    },
};
use serde::Deserialize;
use store::ThingId;

use super::super::{Form, Go, Post, Refusal, post::whose};
use crate::web::{guard::see_other, visit::Edge};

/// The form of the page.
pub fn form() -> Form {
    let answer = async |Extension(edge): Extension<Edge>, ids: RawPathParams, request: Request| -> Response {
        let (parts, body) = request.into_parts();
        if is_multipart(&parts) {
            return look(&edge, parts, body).await;
        }
        let (done, typed) = match Post::take(&parts, ids, body).await {
            Ok(post) => {
                let typed = post.typed();
                (keep(post).await, typed)
            }
            Err(refusal) => (Err(refusal), HashMap::default()),
        };
        match done {
            Ok(address) => see_other(&address),
            Err(refusal) => refusal.answer(&edge.pages, parts, typed).await,
        }
    };
    Form { path: "/templates/import", methods: routing::post(answer) }
}

fn is_multipart(parts: &Parts) -> bool {
    let kind = parts.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.starts_with("multipart/form-data")
}

/// Shows what the file holds and what it would change. Nothing is written.
async fn look(edge: &Edge, parts: Parts, body: Body) -> Response {
    let text = match sent(&parts, body).await {
        Ok(text) => text,
        Err(refusal) => return refusal.answer(&edge.pages, parts, HashMap::default()).await,
    };
    let typed = HashMap::from([("file".to_owned(), text)]);
    match sound(&parts, &typed["file"]) {
        Ok(()) => edge.pages.again(parts, StatusCode::OK, Reply { typed, ..Reply::default() }).await,
        Err(refusal) => refusal.answer(&edge.pages, parts, typed).await,
    }
}

/// The text of the file that was chosen, else what was pasted.
async fn sent(parts: &Parts, body: Body) -> Result<String, Refusal> {
    let request = Request::from_parts(parts.clone(), body);
    let mut form: Multipart = request.extract().await.map_err(|_| Refusal::Malformed)?;
    let (mut chosen, mut pasted) = (Vec::new(), Vec::new());
    while let Some(field) = form.next_field().await.map_err(|_| Refusal::Malformed)? {
        let into = match field.name() {
            Some("upload") => &mut chosen,
            Some("file") => &mut pasted,
            _ => return Err(Refusal::Malformed),
        };
        *into = field.bytes().await.map_err(|_| Refusal::TooLarge)?.to_vec();
    }
    let bytes = if chosen.is_empty() { pasted } else { chosen };
    if bytes.is_empty() {
        return Err(Refusal::Problem("Choose the file of a template first, or paste what it holds.".into()));
    }
    if bytes.len() > file::LARGEST {
        return Err(Refusal::Problem(BadFile::TooLarge.to_string()));
    }
    String::from_utf8(bytes).map_err(|_| Refusal::Problem(BadFile::NoTemplate.to_string()))
}

/// Whether the file can be read; why not, otherwise.
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

/// Keeps the template of the file: as a new one, or in the place of one that was seen at this revision.
async fn keep(post: Post) -> Result<String, Refusal> {
    let confirmed = post.read::<Confirmed>()?;
    if confirmed.todo != "keep" {
        return Err(Refusal::Malformed);
    }
    let read = file::read(&post.library, &confirmed.file).map_err(|bad| Refusal::Problem(bad.to_string()))?;
    let id = match place(&confirmed.place)? {
        None => post.records.create_thing(&KeptTemplate::new(read.template), post.now.stamp).await?,
        Some((id, seen)) => {
            let before = post.records.thing::<KeptTemplate>(id).await?.value;
            let kept = KeptTemplate { template: read.template, ..before };
            post.records.save_thing(id, seen, &kept, post.now.stamp).await?;
            id
        }
    };
    let Go(address) = Go::to(super::address(id));
    Ok(address)
}

/// Where a template goes: `new`, or the id and the revision of another.
fn place(text: &str) -> Result<Option<(ThingId, Revision)>, Refusal> {
    if text == "new" {
        return Ok(None);
    }
    let place =
        text.split_once(':').and_then(|(id, seen)| Some((ThingId(id.parse().ok()?), Revision(seen.parse().ok()?))));
    place.map(Some).ok_or(Refusal::Malformed)
}
