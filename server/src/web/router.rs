//! All routes, and the guards around them.

use std::sync::Arc;

use app::{App, Assets, document};
use axum::{
    Router,
    extract::Request,
    http::StatusCode,
    middleware::{from_fn, from_fn_with_state},
    response::Redirect,
    routing::{MethodRouter, get},
};
use leptos::{config::LeptosOptions, context::provide_context};
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list, render_app_async_with_context};
use store::Store;
use tower_http::limit::RequestBodyLimitLayer;

use super::{
    calm::stay_calm,
    files::{serve_file, serve_library},
    gatekeeper::{Hosts, keep_gate},
    headers::{add_headers, set_page_policy},
    site::Site,
};

/// The largest body that is read, in bytes; more is answered 413.
pub const BODY_LIMIT: usize = 10 * 1024 * 1024;

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
}

/// The whole server, ready to be served or called by a test.
pub fn router(web: &Web) -> Router {
    let options = LeptosOptions::builder().output_name("reweave").build();
    let assets = Assets { version: web.site.version().to_owned() };
    let context = move || {
        provide_context(assets.clone());
        set_page_policy();
    };
    let mut router = Router::new();
    for (path, methods) in plain_routes(&web.site) {
        router = router.route(path, methods);
    }
    let store = web.store.clone();
    let router = router.route(READY, get(async move || ready(&store).await));
    let router = router
        .leptos_routes_with_context(&options, pages(), context.clone(), document)
        .fallback(render_app_async_with_context(context, document))
        .with_state(options);
    guarded(router, web.hosts)
}

/// The paths of all routes, as they are written in the router. A test holds this against the list of what is tested.
pub fn routes() -> Vec<String> {
    let plain = plain_routes(&Arc::default()).into_iter().map(|(path, _)| path.to_owned());
    plain.chain([READY.to_owned()]).chain(pages().iter().map(|page| page.path().to_owned())).collect()
}

/// Puts the guards around a router, the outermost last: every answer carries the headers, whoever gave it.
pub fn guarded(router: Router, hosts: Hosts) -> Router {
    router
        .layer(RequestBodyLimitLayer::new(BODY_LIMIT))
        .layer(from_fn_with_state(hosts, keep_gate))
        .layer(from_fn(stay_calm))
        .layer(from_fn(add_headers))
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

fn pages() -> Vec<AxumRouteListing> {
    generate_route_list(App)
}

/// What is not a page.
fn plain_routes(site: &Arc<Site>) -> Vec<(&'static str, MethodRouter<LeptosOptions>)> {
    let file = || {
        let site = Arc::clone(site);
        get(async move |request: Request| serve_file(&site, request.uri(), request.headers()))
    };
    vec![
        ("/", get(async || Redirect::temporary("/library"))),
        // Says that the process answers, nothing about what it holds.
        ("/healthz", get(async || "ok")),
        ("/pkg/{*file}", file()),
        ("/fonts/{*file}", file()),
        ("/icon.svg", file()),
        ("/library/desk.json", get(async |request: Request| serve_library(request.uri()))),
    ]
}
