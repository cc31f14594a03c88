//! `/search/found`: results for the search dialog while the user types, as an HTML fragment. A query may be a name, so
//! it is posted and never in an address.

use crate::search::{find, results};
use axum::{
    http::{HeaderValue, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use crate::http::{
    app_error::Refusal,
    form_request::FormRequest,
    routes::{Form, answer_with},
};

/// Number of hits shown per kind.
const MOST: usize = 6;

/// Maximum length of a query, in characters.
const LONGEST: usize = 200;

/// Returns the forms of this module.
pub fn forms() -> Vec<Form> {
    vec![answer_with("/search/found", found)]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    #[serde(default)]
    q: String,
}

async fn found(post: FormRequest) -> Result<Response, Refusal> {
    let Typed { q } = post.read()?;
    let typed: String = q.chars().take(LONGEST).collect();
    let library = post.records.library().await?;
    let catalogue = post.records.catalogue(post.now.stamp).await?;
    let templates = post.records.documents().await?;
    let html = results(&find(&catalogue, &templates, &library, (&typed, true), MOST), Some(&typed));
    Ok(([(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))], html).into_response())
}
