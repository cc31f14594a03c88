//! `/sign-in/passkey`, and the forms by which passkeys are added and removed.

use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use store::{Confirmation, NewPasskey, PasskeyAnswer, Password, RecoveryCode};
use zeroize::Zeroizing;

use crate::{
    account::{
        auth_form::{AuthRequest, auth_form},
        second_factor::PAGE,
    },
    http::{
        app_error::Refusal,
        redirect::see_other,
        routes::Form,
        visitor::{NewRecoveryCodes, OfferedPasskey},
    },
};

/// Returns the forms of this module.
pub fn forms() -> Vec<Form> {
    vec![
        auth_form("/sign-in/passkey", sign_in),
        auth_form("/settings/second-factor/passkey", offer),
        auth_form("/settings/second-factor/passkey/add", add),
        auth_form("/settings/second-factor/passkey/remove", remove),
    ]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Alone {
    passkey: Zeroizing<String>,
}

/// Signs in with a passkey alone. The browser's previous session becomes invalid, as with a password.
async fn sign_in(request: AuthRequest) -> Result<Response, Refusal> {
    let Alone { passkey } = request.read()?;
    let answer = PasskeyAnswer::read(&passkey).ok_or(Refusal::Malformed)?;
    let party = request.relying_party().ok_or(Refusal::Malformed)?;
    let page = request.onward("/sign-in", &[]);
    let login = request.store().passkey_login(&answer).await?;
    let signed_in = request.store().sign_in_with_passkey(&answer, &party, request.now.stamp);
    let token = request.attempt_passkey(login.as_deref(), signed_in).await.map_err(|refusal| refusal.on(page))?;
    request.leave().await?;
    Ok(request.enter(&login.unwrap_or_default(), &token).await)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Offer {
    name: String,
    confirm_password: Password,
    #[serde(default)]
    one_time_code: Zeroizing<String>,
    #[serde(default)]
    passkey: Zeroizing<String>,
}

/// Shows the button by which an authenticator makes a passkey. Nothing is stored before.
async fn offer(request: AuthRequest) -> Result<Response, Refusal> {
    let Offer { name, confirm_password, one_time_code, passkey } = request.read()?;
    let records = request.records()?;
    let step = request.second_step(&one_time_code, &passkey)?;
    let offered = records.offer_passkey(&name, Confirmation { password: confirm_password, step }, request.now.stamp);
    let offer = request.attempt(&records.account().login, offered).await;
    let offer = offer.map_err(|refusal| refusal.on("/settings/second-factor?change=add"))?;
    Ok(request.show(PAGE, OfferedPasskey(offer)).await)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Made {
    offer: String,
    new_passkey: Zeroizing<String>,
}

async fn add(request: AuthRequest) -> Result<Response, Refusal> {
    let Made { offer, new_passkey } = request.read()?;
    let records = request.records()?;
    let made = NewPasskey::read(&new_passkey).ok_or(Refusal::Malformed)?;
    let party = request.relying_party().ok_or(Refusal::Malformed)?;
    let added = records.add_passkey(&offer, (&made, &party), request.now.stamp);
    let codes = request.attempt(&records.account().login, added).await.map_err(|refusal| refusal.on(PAGE))?;
    Ok(match codes {
        Some(codes) => {
            let written = codes.iter().map(RecoveryCode::written).collect();
            request.show(PAGE, NewRecoveryCodes(written)).await.into_response()
        }
        None => see_other("/settings/second-factor?done=added"),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Removed {
    which: String,
    confirm_password: Password,
    #[serde(default)]
    one_time_code: Zeroizing<String>,
    #[serde(default)]
    passkey: Zeroizing<String>,
}

async fn remove(request: AuthRequest) -> Result<Response, Refusal> {
    let Removed { which, confirm_password, one_time_code, passkey } = request.read()?;
    let records = request.records()?;
    let step = request.second_step(&one_time_code, &passkey)?;
    let confirmation = Confirmation { password: confirm_password, step };
    let removed = records.remove_passkey(&which, confirmation, request.now.stamp);
    let removed = request.attempt(&records.account().login, removed).await;
    // An id that is none of an account stays out of the address.
    let page = if which.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        format!("/settings/second-factor?change=remove&which={which}")
    } else {
        PAGE.to_owned()
    };
    removed.map_err(|refusal| refusal.on(page))?;
    Ok(see_other("/settings/second-factor?done=removed"))
}
