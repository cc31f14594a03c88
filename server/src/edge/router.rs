//! All routes, and the layers around them.

use std::sync::Arc;

use app::{document, routes};
use axum::{
    Extension, Router,
    extract::{Path, Request},
    http::StatusCode,
    middleware::{from_fn, from_fn_with_state, map_response},
    routing::{MethodRouter, get},
};
use domain::library::Library;
use leptos::config::LeptosOptions;
use leptos_axum::{LeptosRoutes, render_app_async_with_context};
use store::{KeyFileError, Store};

use crate::edge::{
    assets::{serve_file, serve_library, serve_own_library},
    entry,
    headers::add_headers,
    limits::limit_body,
    markers::without_markers,
    origin_check::keep_gate,
    request_log::stay_calm,
    session::receive,
    site::Site,
};
use app::http::{error_page::without_key_file, hosts::Hosts, server_config::ServerConfig, state::AppState};

/// The readiness check.
const READY: &str = "/readyz";

/// The input of the router.
#[derive(Clone, Debug)]
pub struct Server {
    /// The static files: script, module, style sheet, fonts.
    pub site: Arc<Site>,
    /// Host names, database and clock.
    pub config: ServerConfig,
}

impl Server {
    /// Makes a server with this site and database, and the system clock.
    pub fn new(site: Site, hosts: Hosts, store: Store) -> Self {
        let config = ServerConfig::new(site.version(), hosts, store);
        Self { site: Arc::new(site), config }
    }
}

/// Builds the complete router, to be served or called by a test.
pub fn router(server: &Server) -> Router {
    let options = LeptosOptions::builder().output_name("reweave").build();
    let state = AppState::new(server.config.clone(), document);
    let pages = state.pages.clone();
    let mut router = Router::new();
    for (path, methods) in plain_routes(&server.site) {
        router = router.route(path, methods);
    }
    for form in routes::all() {
        router = router.route(form.path, form.methods);
    }
    let store = server.config.store.clone();
    let router = router.route(READY, get(async move || ready(&store).await));
    let router = router
        .leptos_routes_with_context(&options, routes::pages(), pages.context(), document)
        .fallback(render_app_async_with_context(pages.context(), document))
        .with_state(options)
        .layer(from_fn_with_state(state, receive))
        .layer(map_response(without_markers));
    guarded(router, server.config.hosts.clone())
}

/// Builds the router of a server without its key: every page says what to do.
pub fn router_without_key(site: Site, hosts: Hosts, error: &KeyFileError) -> Router {
    let site = Arc::new(site);
    let shown = hosts.clone();
    let said = error.to_string();
    let page = move || {
        // The place of the file is for whoever sits at the machine, not for the network.
        let file = (shown == Hosts::Loopback).then_some(said.as_str());
        std::future::ready(without_key_file(file))
    };
    let mut router = Router::new();
    for (path, methods) in files(&site) {
        router = router.route(path, methods);
    }
    let router = router.route(READY, get(async || (StatusCode::SERVICE_UNAVAILABLE, "the key is missing")));
    guarded(router.fallback(page), hosts)
}

/// Returns the paths of all routes as written in the router. A test compares them with the list of tested routes.
pub fn routes() -> Vec<String> {
    let plain = plain_routes(&Arc::default()).into_iter().map(|(path, _)| path.to_owned());
    let posted = routes::all().into_iter().map(|form| form.path.to_owned());
    let pages = routes::pages().into_iter().map(|page| page.path().to_owned());
    plain.chain([READY.to_owned()]).chain(posted).chain(pages).collect()
}

/// Adds the layers to a router, the outermost last: every response has the headers, whichever layer it comes from.
pub fn guarded(router: Router, hosts: Hosts) -> Router {
    router
        .layer(from_fn(limit_body))
        .layer(from_fn_with_state(hosts.clone(), keep_gate))
        .layer(from_fn(stay_calm))
        .layer(from_fn_with_state(hosts, add_headers))
}

/// Checks that the database responds: `/healthz` is about the process, this about its dependencies.
async fn ready(store: &Store) -> (StatusCode, &'static str) {
    match store.ready().await {
        Ok(()) => (StatusCode::OK, "ready"),
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer")
        }
    }
}

/// Returns the routes that are not pages.
fn plain_routes(site: &Arc<Site>) -> Vec<(&'static str, MethodRouter<LeptosOptions>)> {
    let mut routes = files(site);
    routes.extend([
        ("/", get(entry::front)),
        ("/library/plan.bin", get(async |request: Request| serve_library(request.uri()))),
        ("/library/situation.bin", get(async |request: Request| serve_library(request.uri()))),
        (
            "/own-library/{part}",
            get(async |Extension(library): Extension<Arc<Library>>, Path(part): Path<String>| {
                serve_own_library(&library, &part)
            }),
        ),
    ]);
    routes
}

/// Returns the routes that need no database.
fn files<S: Clone + Send + Sync + 'static>(site: &Arc<Site>) -> Vec<(&'static str, MethodRouter<S>)> {
    let file = || {
        let site = Arc::clone(site);
        get(async move |request: Request| serve_file(&site, request.uri(), request.headers()))
    };
    vec![
        // Says that the process answers, nothing about what it holds.
        ("/healthz", get(async || "ok")),
        ("/pkg/{*file}", file()),
        ("/fonts/{*file}", file()),
        ("/icon.svg", file()),
    ]
}
