//! Authenticates every request.

use app::{
    account::second_factor::CODE_PAGE,
    http::{
        client::Client,
        clock::zone,
        cookie::Cookies,
        error_page::unavailable,
        state::AppState,
        visitor::{ClientLocation, DemoMode, Now, Visitor},
    },
    shared_screen::guard as shared_screen,
};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use domain::{library::english_shared, records::Preferences};
use store::{SessionAccess, StoreError};

use super::{access, entry};

/// Adds [`Visitor`], the library, the time, the token, [`Client`] and [`AppState`] to the request, and rejects requests
/// without access.
pub async fn receive(State(mut state): State<AppState>, mut request: Request, next: Next) -> Response {
    if access::is_file(request.uri().path()) {
        return next.run(request).await;
    }
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let stamp = state.config.clock.stamp();
    let cookies = Cookies::of(request.headers(), &state.config.hosts);
    let token = cookies.token(request.headers());
    let mut visit = match &token {
        Some(token) => state.config.store.open_session(token, stamp).await,
        None => Ok(SessionAccess::Unknown),
    };
    if let (Ok(SessionAccess::Unknown), Some(token), Some(aside)) = (&visit, &token, state.demo_store.begun()) {
        visit = aside.store.open_session(token, stamp).await;
        if !matches!(visit, Ok(SessionAccess::Unknown)) {
            state.config = aside;
        }
    }
    let visitor = match visit {
        Ok(SessionAccess::Unknown) => Visitor::Nobody,
        Ok(SessionAccess::Locked(account)) => Visitor::Locked(account),
        Ok(SessionAccess::Open(records)) => Visitor::Counsellor(records),
        Err(error) => return unavailable(&error),
    };
    let library = match &visitor {
        Visitor::Counsellor(records) => records.library().await,
        _ => Ok(english_shared()),
    };
    let library = match library {
        Ok(library) => library,
        // Without gates that were added nothing may be planned or printed.
        Err(error) => return unavailable(&error),
    };
    let now = match now(&state, &visitor).await {
        Ok(now) => now,
        Err(error) => return unavailable(&error),
    };
    if let Some(answer) = access::turn_away(&method, &uri, &visitor) {
        return answer;
    }
    if let Visitor::Counsellor(records) = &visitor
        && state.config.require_second_factor
    {
        match records.has_second_factor().await {
            Ok(true) => {}
            Ok(false) => {
                if let Some(answer) = access::lead_to_second_factor(&method, &uri) {
                    return answer;
                }
            }
            Err(error) => return unavailable(&error),
        }
    }
    let awaits_code = match cookies.pending_token(request.headers()) {
        Some(token) if uri.path() == CODE_PAGE => match state.config.store.pending_login(&token, stamp).await {
            Ok(login) => login.is_some(),
            Err(error) => return unavailable(&error),
        },
        _ => false,
    };
    if let Some(answer) = entry::lead(&state, &method, &uri, (&visitor, awaits_code)).await {
        return answer;
    }
    let client = Client::of(&request, &state.config.hosts);
    let extensions = request.extensions_mut();
    extensions.insert(visitor);
    extensions.insert(library);
    extensions.insert(now);
    extensions.insert(client);
    extensions.insert(ClientLocation { here: client.here });
    if state.config.demo.is_some() {
        extensions.insert(DemoMode);
    }
    let pages = state.pages.clone();
    extensions.insert(state);
    if let Some(token) = token {
        extensions.insert(token);
    }
    shared_screen::keep(request, next, &pages, &cookies).await
}

/// Returns the current time in the time zone of the account, else that of this machine.
async fn now(state: &AppState, visitor: &Visitor) -> Result<Now, StoreError> {
    let clock = &state.config.clock;
    let Visitor::Counsellor(records) = visitor else { return Ok(clock.now()) };
    let chosen = records.singleton::<Preferences>().await?.and_then(|stored| zone(&stored.value.zone));
    Ok(chosen.map_or_else(|| clock.now(), |zone| clock.now_in(&zone)))
}
