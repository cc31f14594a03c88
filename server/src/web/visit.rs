//! Finds out who asks before anything else looks at a request.

use app::visitor::{MadeUp, Place, Visitor};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use domain::library::english_shared;
use store::Visit;

use super::{
    attempts::Attempts,
    calls,
    client::Client,
    cookie,
    door::{self, Door},
    guard,
    look_around::LookAround,
    pages::Pages,
    router::Web,
};

/// What handlers of requests share.
#[derive(Clone, Debug)]
pub struct Edge {
    /// The server.
    pub web: Web,
    /// Its pages.
    pub pages: Pages,
    /// Failed attempts to get in.
    pub attempts: Attempts,
    /// Whether there is an account yet.
    pub door: Door,
    /// The made-up couples for whoever looks around before there is an account.
    pub look_around: LookAround,
}

impl Edge {
    /// What handlers of this server share.
    pub fn new(web: Web) -> Self {
        let pages = Pages::new(web.site.version());
        Self { web, pages, attempts: Attempts::default(), door: Door::default(), look_around: LookAround::default() }
    }
}

/// Puts [`Visitor`], the library, the moment, the token, [`Client`] and [`Edge`] into the request, and turns away who has no right to
/// what is asked for.
pub async fn receive(State(mut edge): State<Edge>, mut request: Request, next: Next) -> Response {
    if guard::is_file(request.uri().path()) {
        return next.run(request).await;
    }
    calls::never_forward(&mut request);
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let hosts = edge.web.hosts;
    let now = edge.web.clock.now();
    let token = cookie::token(request.headers(), hosts);
    let mut visit = match &token {
        Some(token) => edge.web.store.visit(token, now.stamp).await,
        None => Ok(Visit::Nobody),
    };
    if let (Ok(Visit::Nobody), Some(token), Some(aside)) = (&visit, &token, edge.look_around.begun()) {
        visit = aside.store.visit(token, now.stamp).await;
        if !matches!(visit, Ok(Visit::Nobody)) {
            edge.web = aside;
        }
    }
    let visitor = match visit {
        Ok(Visit::Nobody) => Visitor::Nobody,
        Ok(Visit::Locked(account)) => Visitor::Locked(account),
        Ok(Visit::Open(records)) => Visitor::Counsellor(records),
        Err(error) => return door::unavailable(&error),
    };
    let library = match &visitor {
        Visitor::Counsellor(records) => records.library().await,
        _ => Ok(english_shared()),
    };
    let library = match library {
        Ok(library) => library,
        // Without gates that were added nothing may be planned or printed.
        Err(error) => return door::unavailable(&error),
    };
    if let Some(answer) = guard::turn_away(&method, &uri, &visitor) {
        return answer;
    }
    if let Some(answer) = door::lead(&edge, &method, &uri, &visitor).await {
        return answer;
    }
    let client = Client::of(&request, hosts);
    let extensions = request.extensions_mut();
    extensions.insert(visitor);
    extensions.insert(library);
    extensions.insert(now);
    extensions.insert(client);
    extensions.insert(Place { here: client.is_here() });
    if edge.web.demo.is_some() {
        extensions.insert(MadeUp);
    }
    extensions.insert(edge);
    if let Some(token) = token {
        extensions.insert(token);
    }
    next.run(request).await
}
