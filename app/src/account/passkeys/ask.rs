//! What the script of a page is told when it asks an authenticator.

use axum::http::request::Parts;
use domain::records::Stamp;
use leptos::{nonce::use_nonce, prelude::*};
use serde::Serialize;
use store::{PasskeyHandle, PasskeyOffer, PasskeyRequest, PendingStep, Records, RelyingParty, StoreError};

use crate::{
    http::{cookie::Cookies, state::AppState, visitor::Now},
    layout::assets::Assets,
};

/// The second factor of an account in a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRequest {
    /// The account has an authenticator app.
    pub has_app: bool,
    /// A request for one of its passkeys; none if there is none that this page can ask for.
    pub passkey: Option<(PasskeyRequest, RelyingParty)>,
}

/// A request for a passkey, as the script reads it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Options<'a> {
    challenge: &'a str,
    rp_id: &'a str,
    known: &'a [PasskeyHandle],
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<User<'a>>,
    /// The kinds of keys for a new passkey.
    kinds: &'a [i32],
}

/// The account that a new passkey is for.
#[derive(Serialize)]
struct User<'a> {
    id: &'a str,
    name: &'a str,
}

/// Returns the server as authenticators know it; none if the page is open under a name that passkeys cannot belong to.
pub fn relying_party() -> Option<RelyingParty> {
    let parts = use_context::<Parts>()?;
    let config = &parts.extensions.get::<AppState>()?.config;
    config.demo.is_none().then(|| config.relying_party(&parts.headers))?
}

/// Returns what the script needs to use a passkey.
pub fn options_to_use(request: &PasskeyRequest, party: &RelyingParty) -> String {
    let PasskeyRequest { challenge, known } = request;
    written(&Options { challenge, rp_id: &party.id, known, user: None, kinds: &[] })
}

/// Returns what the script needs to make a passkey.
pub fn options_to_make(offer: &PasskeyOffer, login: &str, party: &RelyingParty) -> String {
    let user = Some(User { id: &offer.user, name: login });
    written(&Options { challenge: &offer.challenge, rp_id: &party.id, known: &offer.known, user, kinds: &offer.kinds })
}

fn written(options: &Options<'_>) -> String {
    // Strings alone, which always have a form in JSON.
    serde_json::to_string(options).unwrap_or_default()
}

/// Returns a request for any passkey of this server, for signing in with it alone; none where there are none.
pub fn sign_in_request() -> Option<(PasskeyRequest, RelyingParty)> {
    let party = relying_party()?;
    let request = use_context::<Parts>()?;
    let (state, now) = (request.extensions.get::<AppState>()?, request.extensions.get::<Now>()?);
    Some((state.config.store.sign_in_request(now.stamp).ok()?, party))
}

/// Returns the second factor of the sign-in whose password was right. Where it cannot be read, the page asks for a code.
pub async fn pending_step(request: Option<Parts>, party: Option<RelyingParty>) -> StepRequest {
    let read = async {
        let request = request?;
        let (state, now) = (request.extensions.get::<AppState>()?, request.extensions.get::<Now>()?);
        let token = Cookies::of(&request.headers, &state.config.hosts).pending_token(&request.headers)?;
        state.config.store.pending_step(&token, now.stamp).await.ok()?
    };
    match read.await {
        Some(PendingStep { has_app, passkey }) => StepRequest { has_app, passkey: passkey.zip(party) },
        None => StepRequest { has_app: true, passkey: None },
    }
}

/// Returns the second factor of the account for a change in its session; none if it is off.
///
/// # Errors
/// As reported by the database.
pub async fn session_step(
    records: &Records,
    party: Option<RelyingParty>,
    now: Stamp,
) -> Result<Option<StepRequest>, StoreError> {
    let Some(state) = records.second_factor().await? else { return Ok(None) };
    let passkey = records.passkey_request(now).await?;
    Ok(Some(StepRequest { has_app: state.has_app, passkey: passkey.zip(party) }))
}

/// The script that asks authenticators, for the pages that need it.
#[component]
pub fn PasskeyScript() -> impl IntoView {
    let source = use_context::<Assets>().unwrap_or_default().at("/pkg/passkeys.js");
    view! { <script type="module" nonce=use_nonce() src=source></script> }
}
