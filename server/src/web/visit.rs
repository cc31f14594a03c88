//! Finds out who asks before anything else looks at a request.

use app::visitor::Visitor;
use axum::{
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use store::Visit;

use super::{client::Client, cookie, guard, pages::Pages, router::Web};

/// What handlers of requests share.
#[derive(Clone, Debug)]
pub struct Edge {
    /// The server.
    pub web: Web,
    /// Its pages.
    pub pages: Pages,
}

/// Puts [`Visitor`], the moment, the token, [`Client`] and [`Edge`] into the request, and turns away who has no right to
/// what is asked for.
pub async fn receive(State(edge): State<Edge>, mut request: Request, next: Next) -> Response {
    if guard::is_file(request.uri().path()) {
        return next.run(request).await;
    }
    let hosts = edge.web.hosts;
    let now = edge.web.clock.now();
    let token = cookie::token(request.headers(), hosts);
    let visit = match &token {
        Some(token) => edge.web.store.visit(token, now.stamp).await,
        None => Ok(Visit::Nobody),
    };
    let visitor = match visit {
        Ok(Visit::Nobody) => Visitor::Nobody,
        Ok(Visit::Locked(_)) => Visitor::Locked,
        Ok(Visit::Open(records)) => Visitor::Counsellor(records),
        Err(error) => {
            tracing::error!(%error, "a session could not be looked up");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    if let Some(answer) = guard::turn_away(request.method(), request.uri(), &visitor) {
        return answer;
    }
    let client = Client::of(&request, hosts);
    let extensions = request.extensions_mut();
    extensions.insert(visitor);
    extensions.insert(now);
    extensions.insert(client);
    extensions.insert(edge);
    if let Some(token) = token {
        extensions.insert(token);
    }
    next.run(request).await
}
