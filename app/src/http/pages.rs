//! Renders pages of the app for any route.

use std::sync::Arc;

use crate::{
    browser::render::policy::{self, Compiles},
    http::{
        clock::ZONES,
        visitor::{
            ClientLocation, DemoMode, FormState, NewRecoveryCodes, Now, OfferedPasskey, OfferedSecret, RecoverySheet,
            SharedScreen, Visitor,
        },
    },
    layout::assets::Assets,
};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, Uri, request::Parts},
    response::Response,
};
use domain::library::Library;
use leptos::prelude::{AnyView, provide_context, use_context};
use leptos_axum::{ResponseOptions, render_app_async_with_context};

/// An address without a page.
const NOWHERE: &str = "/nothing-is-here";

/// Renders the document of the page at the address in the context. The router of all pages is above this module, which they
/// use to show a refused form again.
pub type Document = fn() -> AnyView;

/// A renderer of pages.
#[derive(Clone, Debug)]
pub struct Pages {
    assets: Assets,
    document: Document,
}

/// The status of a page rendered in response to a form post, which shows [`FormState`].
#[derive(Clone, Copy, Debug)]
struct ReplyStatus(StatusCode);

impl Pages {
    /// Makes a renderer for this build.
    pub fn new(version: &str, document: Document) -> Self {
        Self { assets: Assets { version: version.to_owned() }, document }
    }

    /// Provides the context of a page from the request it answers.
    pub fn context(&self) -> impl Fn() + Clone + Send + Sync + 'static {
        let assets = self.assets.clone();
        move || {
            provide_context(assets.clone());
            provide_context(ZONES);
            policy::set(Compiles::Nothing);
            provide_visit();
        }
    }

    /// Renders the page at `address` for the visitor of this request.
    pub async fn page(&self, mut parts: Parts, address: &str) -> Response {
        parts.uri = Uri::try_from(address).unwrap_or_else(|_| Uri::from_static(NOWHERE));
        self.render(parts).await
    }

    /// Renders the page of the request again, with the typed values and the faults.
    pub async fn again(&self, mut parts: Parts, status: StatusCode, reply: FormState) -> Response {
        parts.extensions.insert(reply);
        parts.extensions.insert(ReplyStatus(status));
        self.render(parts).await
    }

    /// Renders the not-found page, the same for missing pages and for those of other accounts.
    pub async fn not_found(&self, parts: Parts) -> Response {
        self.page(parts, NOWHERE).await
    }

    async fn render(&self, mut parts: Parts) -> Response {
        parts.method = Method::GET;
        let render = render_app_async_with_context(self.context(), self.document);
        render(Request::from_parts(parts, Body::empty())).await
    }
}

/// Provides the findings of the middleware to pages and API calls.
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
    if let Some(place) = found.get::<ClientLocation>() {
        provide_context(*place);
    }
    if let Some(made_up) = found.get::<DemoMode>() {
        provide_context(*made_up);
    }
    if let Some(shared) = found.get::<SharedScreen>() {
        provide_context(*shared);
    }
    if let Some(sheet) = found.get::<RecoverySheet>() {
        provide_context(sheet.clone());
    }
    if let Some(offered) = found.get::<OfferedSecret>() {
        provide_context(offered.clone());
    }
    if let Some(offered) = found.get::<OfferedPasskey>() {
        provide_context(offered.clone());
    }
    if let Some(codes) = found.get::<NewRecoveryCodes>() {
        provide_context(codes.clone());
    }
    if let Some(reply) = found.get::<FormState>() {
        provide_context(reply.clone());
    }
    if let (Some(status), Some(response)) = (found.get::<ReplyStatus>(), use_context::<ResponseOptions>()) {
        response.set_status(status.0);
    }
}
