//! `/search/found`: what the search dialog shows while somebody types, as a piece of a page.

use app::search::{find, results};
use axum::{
    http::{HeaderValue, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{Asked, Form, Refusal, download};

/// Of each kind so many are shown.
const MOST: usize = 6;

/// More than these letters are no word that somebody looks for.
const LONGEST: usize = 200;

/// What this module answers.
pub fn forms() -> Vec<Form> {
    vec![download("/search/found", found)]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    #[serde(default)]
    q: String,
}

async fn found(asked: Asked) -> Result<Response, Refusal> {
    let Typed { q } = asked.query()?;
    let typed: String = q.chars().take(LONGEST).collect();
    let library = asked.records.library().await?;
    let catalogue = asked.records.catalogue(asked.now.stamp).await?;
    let templates = asked.records.things().await?;
    let html = results(&find(&catalogue, &templates, &library, &typed, MOST), Some(&typed));
    Ok(([(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))], html).into_response())
}
