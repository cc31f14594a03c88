//! All routes, and the guards around them.

use std::sync::Arc;

use app::document;
use axum::{
    Extension, Router,
    extract::{Path, Request},
    http::StatusCode,
    middleware::{from_fn, from_fn_with_state},
    routing::{MethodRouter, get, post},
};
use domain::library::Library;
use leptos::config::LeptosOptions;
use leptos_axum::{LeptosRoutes, render_app_async_with_context};
use store::Store;

use crate::demo::Demo;

use super::{
    calls,
    calm::stay_calm,
    clock::Clock,
    door,
    files::{serve_file, serve_library, serve_own_library},
    forms,
    gatekeeper::{Hosts, keep_gate},
    headers::add_headers,
    limit::limit_body,
    pages,
    site::Site,
    visit::{Edge, receive},
};

/// Where to ask whether the server can work.
const READY: &str = "/readyz";

/// What the routes share.
#[derive(Clone, Debug)]
pub struct Web {
    /// Script, module, style sheet, fonts.
    pub site: Arc<Site>,
    /// The names under which this server answers.
    pub hosts: Hosts,
    /// The embedded database.
    pub store: Store,
    /// What time it is.
    pub clock: Clock,
    /// The way into made-up couples, where this server is a demo and its database goes when it ends.
    pub demo: Option<Demo>,
}

impl Web {
    /// A server of this site and database, on the clock of this machine.
    pub fn new(site: Site, hosts: Hosts, store: Store) -> Self {
        Self { site: Arc::new(site), hosts, store, clock: Clock::of_this_machine(), demo: None }
    }
}

/// The whole server, ready to be served or called by a test.
pub fn router(web: &Web) -> Router {
    let options = LeptosOptions::builder().output_name("reweave").build();
    let edge = Edge::new(web.clone());
    let pages = edge.pages.clone();
    let mut router = Router::new();
    for (path, methods) in plain_routes(&web.site) {
        router = router.route(path, methods);
    }
    for form in forms::all() {
        router = router.route(form.path, form.methods);
    }
    let store = web.store.clone();
    let router = router.route(READY, get(async move || ready(&store).await));
    let router = router
        .leptos_routes_with_context(&options, pages::paths(), pages.context(), document)
        .fallback(render_app_async_with_context(pages.context(), document))
        .with_state(options)
        .layer(from_fn_with_state(edge, receive));
    guarded(router, web.hosts)
}

/// The paths of all routes, as they are written in the router. A test holds this against the list of what is tested.
pub fn routes() -> Vec<String> {
    let plain = plain_routes(&Arc::default()).into_iter().map(|(path, _)| path.to_owned());
    let posted = forms::all().into_iter().map(|form| form.path.to_owned());
    let pages = pages::paths().into_iter().map(|page| page.path().to_owned());
    plain.chain([READY.to_owned()]).chain(posted).chain(pages).collect()
}

/// Puts the guards around a router, the outermost last: every answer carries the headers, whoever gave it.
pub fn guarded(router: Router, hosts: Hosts) -> Router {
    router
        .layer(from_fn(limit_body))
        .layer(from_fn_with_state(hosts, keep_gate))
        .layer(from_fn(stay_calm))
        .layer(from_fn_with_state(hosts, add_headers))
}

/// Says whether the database answers too: `/healthz` is about the process, this about what it stands on.
async fn ready(store: &Store) -> (StatusCode, &'static str) {
    match store.ready().await {
        Ok(()) => (StatusCode::OK, "ready"),
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer")
        }
    }
}

/// What is not a page.
fn plain_routes(site: &Arc<Site>) -> Vec<(&'static str, MethodRouter<LeptosOptions>)> {
    let file = || {
        let site = Arc::clone(site);
        get(async move |request: Request| serve_file(&site, request.uri(), request.headers()))
    };
    vec![
        ("/", get(door::front)),
        // Says that the process answers, nothing about what it holds.
        ("/healthz", get(async || "ok")),
        ("/pkg/{*file}", file()),
        ("/fonts/{*file}", file()),
        ("/icon.svg", file()),
        ("/library/plan.bin", get(async |request: Request| serve_library(request.uri()))),
        ("/library/situation.bin", get(async |request: Request| serve_library(request.uri()))),
        (
            "/own-library/{part}",
            get(async |Extension(library): Extension<Arc<Library>>, Path(part): Path<String>| {
                serve_own_library(&library, &part)
            }),
        ),
        ("/api/{*call}", post(calls::answer)),
    ]
}
