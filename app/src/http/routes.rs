//! Forms: the handling of `<form method="post">`.
//!
//! A form is a strict struct and a function. This module parses the fields (unknown ones are rejected with 400, hidden
//! ones removed), finds the records of the account, and turns the outcome into a response: 303 to a local address, or
//! the same page again with all typed values. Typed text is never in an address.
//!
//! ```ignore
//! /// The forms of this module; `crate::routes::all` joins them into the router.
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
//!     seen: Option<u64>, // an empty field is None
//! }
//!
//! async fn edit(post: Post) -> Result<Go, Refusal> {
//!     let (id, typed) = (CoupleId(post.id("couple")?), post.read::<Typed>()?);
//!     let couple = couple_of(typed).checked()?; // Vec<Fault> becomes a Refusal
//!     post.records.save_couple(id, seen, &couple, post.now.stamp).await?; // StoreError as well
//!     Ok(Redirect::saying(format!("/couples/{}", id.0), Done::Saved))
//! }
//! ```
//! The page at the same path gets the typed values and the faults from `crate::http::visitor::reply()`. If the form
//! posts to an address without a page (`/couples/{couple}/plans`), a refusal shows another one: [`Refusal::on`].
//!
//! Names in paths are those of the page's route (`:couple` there is `{couple}` here), or the router does not start.

use axum::{
    Extension,
    extract::{RawPathParams, Request},
    http::{HeaderValue, header::SET_COOKIE, request::Parts},
    response::Response,
    routing::{self, MethodRouter},
};
use leptos::config::LeptosOptions;

use crate::http::{
    app_error::Refusal, done::Done, form_request::FormRequest, redirect::see_other, sent::Sent, state::AppState,
};

/// A form, or a document to download, at its path.
pub struct Form {
    /// The path, as in the router.
    pub path: &'static str,
    /// The handlers.
    pub methods: MethodRouter<LeptosOptions>,
}

/// A redirect after success: 303 to a local address, which begins with `/` and contains no typed text. The page that follows
/// says what was done, or there is a reason why it does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect(pub(crate) String);

/// The reason why no message follows a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quiet {
    /// The page that follows has a message of its own, in its own place.
    SaidOnPage,
    /// The page that follows is the same one, at the place of the change: each choice is sent at once.
    ShownInPlace,
    /// The page that follows is the next step of one piece of work.
    NextStep,
    /// Nothing has changed.
    NothingChanged,
}

impl Redirect {
    /// Redirects to this address without a message, for this reason.
    pub fn quietly(address: impl Into<String>, _why: Quiet) -> Self {
        Self(address.into())
    }

    /// Redirects to this address, and reports this change there.
    pub fn saying(address: impl Into<String>, done: Done) -> Self {
        Self(done.on(&address.into()))
    }
}

/// Registers a form at this path, with its handler.
pub fn form<F, Done>(path: &'static str, act: F) -> Form
where
    F: Fn(FormRequest) -> Done + Clone + Send + Sync + 'static,
    Done: Future<Output = Result<Redirect, Refusal>> + Send,
{
    answer_with(path, move |post| {
        let done = act(post);
        async move { done.await.map(|Redirect(address)| see_other(&address)) }
    })
}

/// Registers a form at this path that returns a document, for input that must not be in an address.
pub fn answer_with<F, Made>(path: &'static str, make: F) -> Form
where
    F: Fn(FormRequest) -> Made + Clone + Send + Sync + 'static,
    Made: Future<Output = Result<Response, Refusal>> + Send,
{
    answer_with_parts(path, move |post, _| make(post))
}

/// As [`answer_with`], with access to the head of the request.
pub(crate) fn answer_with_parts<F, Made>(path: &'static str, make: F) -> Form
where
    F: Fn(FormRequest, Parts) -> Made + Clone + Send + Sync + 'static,
    Made: Future<Output = Result<Response, Refusal>> + Send,
{
    let answer = async move |Extension(state): Extension<AppState>, ids: RawPathParams, request: Request| -> Response {
        let (parts, body) = request.into_parts();
        let done = match FormRequest::take(&parts, ids, body).await {
            Ok(post) => {
                let (sent, draft) = (post.sent(), post.draft());
                make(post, parts.clone()).await.map(|answer| stored(answer, draft)).map_err(|refusal| (refusal, sent))
            }
            Err(refusal) => Err((refusal, Sent::default())),
        };
        match done {
            Ok(answer) => answer,
            Err((refusal, sent)) => refusal.answer(&state.pages, parts, sent).await,
        }
    };
    Form { path, methods: routing::post(answer) }
}

/// Marks the response to a successful form with the name of its draft, so that the browser deletes that draft and no
/// other. The name is random and unrelated to the typed text; the next page reads and deletes the mark.
pub(crate) fn stored(mut answer: Response, draft: Option<String>) -> Response {
    let cookie = draft.and_then(|draft| {
        HeaderValue::from_str(&format!("{STORED}={draft}; Path=/; Max-Age=600; SameSite=Strict")).ok()
    });
    if let Some(cookie) = cookie {
        answer.headers_mut().append(SET_COOKIE, cookie);
    }
    answer
}

/// The cookie that tells the browser which draft is stored; `app/src/browser/script/session.js` reads it.
const STORED: &str = "reweave-stored";
