//! Renders pages of the app, wherever a route needs one.

use std::sync::Arc;

use app::{
    App, Assets, document,
    visitor::{MadeUp, Now, Place, RecoverySheet, Reply, Visitor},
};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, Uri, request::Parts},
    response::Response,
};
use domain::library::Library;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::{ResponseOptions, generate_route_list, render_app_async_with_context};

use super::{forms::paper::TYPESETTER, headers::set_page_policy};

/// An address at which no page ever stands.
const NOWHERE: &str = "/nothing-is-here";

/// Renders pages.
#[derive(Clone, Debug)]
pub struct Pages {
    assets: Assets,
}

/// The page that is rendered answers a form post: it shows [`Reply`] and has this status.
#[derive(Clone, Copy, Debug)]
struct ReplyStatus(StatusCode);

impl Pages {
    /// Pages of this build.
    pub fn new(version: &str) -> Self {
        Self { assets: Assets { version: version.to_owned() } }
    }

    /// Puts what a page needs into the context of the page that is being rendered, from the request it answers.
    pub fn context(&self) -> impl Fn() + Clone + Send + Sync + 'static {
        let assets = self.assets.clone();
        move || {
            provide_context(assets.clone());
            provide_context(TYPESETTER);
            set_page_policy();
            provide_visit();
        }
    }

    /// The page at `address` of whoever sent the request with these parts.
    pub async fn page(&self, mut parts: Parts, address: &str) -> Response {
        parts.uri = Uri::try_from(address).unwrap_or_else(|_| Uri::from_static(NOWHERE));
        self.render(parts).await
    }

    /// The page at the address of the request once more, with what was typed and what is wrong with it.
    pub async fn again(&self, mut parts: Parts, status: StatusCode, reply: Reply) -> Response {
        parts.extensions.insert(reply);
        parts.extensions.insert(ReplyStatus(status));
        self.render(parts).await
    }

    /// The page that says that nothing is here; the same for whatever is not there, and for what is not the visitor's.
    pub async fn not_found(&self, parts: Parts) -> Response {
        self.page(parts, NOWHERE).await
    }

    async fn render(&self, mut parts: Parts) -> Response {
        parts.method = Method::GET;
        let render = render_app_async_with_context(self.context(), document);
        render(Request::from_parts(parts, Body::empty())).await
    }
}

/// The paths of all pages, as the router writes them.
pub fn paths() -> Vec<leptos_axum::AxumRouteListing> {
    generate_route_list(App)
}

/// Hands what the middleware has found out about the request to pages and calls.
pub fn provide_visit() {
    let Some(parts) = use_context::<Parts>() else { return };
    let found = &parts.extensions;
    if let Some(visitor) = found.get::<Visitor>() {
        provide_context(visitor.clone());
    }
    if let Some(library) = found.get::<Arc<Library>>() {
        provide_context(Arc::clone(library));
    }
    if let Some(now) = found.get::<Now>() {
        provide_context(*now);
    }
    if let Some(place) = found.get::<Place>() {
        provide_context(*place);
    }
    if let Some(made_up) = found.get::<MadeUp>() {
        provide_context(*made_up);
    }
    if let Some(sheet) = found.get::<RecoverySheet>() {
        provide_context(sheet.clone());
    }
    if let Some(reply) = found.get::<Reply>() {
        provide_context(reply.clone());
    }
    if let (Some(status), Some(response)) = (found.get::<ReplyStatus>(), use_context::<ResponseOptions>()) {
        response.set_status(status.0);
    }
}
