//! Forms: what a page's `<form method="post">` sends, and what comes back.
//!
//! A form is a strict struct and a function. The kit reads the fields (an unknown one is refused with 400), finds the
//! records of whoever asks, and turns the outcome into an answer: 303 to an address of our own, or the same page once
//! more, with everything that was typed still in its fields. Nothing that was typed ever stands in an address.
//!
//! ```ignore
//! /// The forms of this module; `forms::all` joins them into the router.
//! pub fn forms() -> Vec<Form> {
//!     vec![form("/couples/new", create), form("/couples/{couple}/edit", edit)]
//! }
//!
//! #[derive(Deserialize)]
//! #[serde(deny_unknown_fields)]
//! struct Typed {
//!     name: String,
//!     #[serde(default)]
//!     tag: Vec<String>, // a field that may stand there several times
//!     seen: Option<u32>, // an empty field is None
//! }
//!
//! async fn edit(post: Post) -> Result<Go, Refusal> {
//!     let (id, typed) = (CoupleId(post.id("couple")?), post.read::<Typed>()?);
//!     let couple = couple_of(typed).checked()?; // Vec<Fault> becomes a Refusal
//!     post.records.save_couple(id, seen, &couple, post.now.stamp).await?; // StoreError as well
//!     Ok(Go::to(format!("/couples/{}", id.0)))
//! }
//! ```
//!
//! The page at the same path asks `app::visitor::reply()` for what was typed and what is wrong. Where the form posts to
//! an address that is no page (`/couples/{couple}/plans`), a refusal shows another one: [`Refusal::on`].
//!
//! Names in paths are those of the page's route (`:couple` there is `{couple}` here), or the router does not start.

mod account;
mod archive;
mod couples;
mod demo;
mod download;
mod gates;
mod handout;
mod interview;
mod knock;
mod letterhead;
mod mine;
mod notes;
pub(super) mod paper;
mod plan;
mod plans;
mod post;
mod programme;
mod refusal;
mod reuse;
mod search;
mod session;
mod settings;
mod sheets;
mod situation;
mod templates;
mod upload;
mod versions;

use std::collections::HashMap;

use axum::{
    Extension,
    body::Body,
    extract::{RawPathParams, Request},
    response::Response,
    routing::{self, MethodRouter},
};
use leptos::config::LeptosOptions;

pub use self::{
    download::{Asked, download},
    post::Post,
    refusal::Refusal,
};
use super::{guard::see_other, visit::Edge};

/// A form, or a document to download, at its path.
pub struct Form {
    /// As the router writes it.
    pub path: &'static str,
    /// What answers.
    pub methods: MethodRouter<LeptosOptions>,
}

/// Where to go after a form was done: 303 to a fixed address of our own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Go(String);

impl Go {
    /// To this address, which begins with `/` and holds nothing that was typed.
    pub fn to(address: impl Into<String>) -> Self {
        Self(address.into())
    }
}

/// All forms of the desk, one line a module.
pub fn all() -> Vec<Form> {
    let modules = [
        account::forms(),
        archive::forms(),
        couples::forms(),
        demo::forms(),
        gates::forms(),
        handout::forms(),
        interview::forms(),
        letterhead::forms(),
        mine::forms(),
        notes::forms(),
        plan::forms(),
        plans::forms(),
        programme::forms(),
        reuse::forms(),
        search::forms(),
        session::forms(),
        settings::forms(),
        sheets::forms(),
        situation::forms(),
        templates::forms(),
        versions::forms(),
    ];
    modules.into_iter().flatten().collect()
}

/// A form at this path, and what does it.
pub fn form<F, Done>(path: &'static str, act: F) -> Form
where
    F: Fn(Post) -> Done + Clone + Send + Sync + 'static,
    Done: Future<Output = Result<Go, Refusal>> + Send,
{
    answer_with(path, move |post| {
        let done = act(post);
        async move { done.await.map(|Go(address)| see_other(&address)) }
    })
}

/// A form at this path whose answer is a document: for what may stand in no address.
pub fn answer_with<F, Made>(path: &'static str, make: F) -> Form
where
    F: Fn(Post) -> Made + Clone + Send + Sync + 'static,
    Made: Future<Output = Result<Response, Refusal>> + Send,
{
    let answer = async move |Extension(edge): Extension<Edge>, ids: RawPathParams, request: Request| -> Response {
        let (parts, body) = request.into_parts();
        let done = match Post::take(&parts, ids, body).await {
            Ok(post) => {
                let typed = post.typed();
                make(post).await.map_err(|refusal| (refusal, typed))
            }
            Err(refusal) => Err((refusal, HashMap::default())),
        };
        match done {
            Ok(answer) => answer,
            Err((refusal, typed)) => refusal.answer(&edge.pages, parts, typed).await,
        }
    };
    Form { path, methods: routing::post(answer) }
}

/// Reads a body that belongs to a form: urlencoded, and no larger than a form can be.
async fn urlencoded(parts: &axum::http::request::Parts, body: Body) -> Result<String, Refusal> {
    let kind = parts.headers.get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return Err(Refusal::Malformed);
    }
    let bytes = axum::body::to_bytes(body, super::limit::BODY_LIMIT).await.map_err(|_| Refusal::TooLarge)?;
    String::from_utf8(bytes.into()).map_err(|_| Refusal::Malformed)
}
