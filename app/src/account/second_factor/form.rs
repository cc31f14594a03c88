//! `/settings/second-factor` and `/sign-in/code`. Every change asks for the password and a code (checklist 16).

use axum::response::Response;
use serde::Deserialize;
use store::{Confirmation, Password, RecoveryCode, SecondStep, SignInError};
use zeroize::Zeroizing;

use crate::{
    account::{
        auth_form::{AuthRequest, auth_form},
        second_factor::{CODE_PAGE, PAGE},
    },
    http::{
        app_error::Refusal,
        redirect::see_other,
        routes::Form,
        visitor::{NewRecoveryCodes, OfferedSecret},
    },
};

/// Returns the forms of this module.
pub fn forms() -> Vec<Form> {
    vec![
        auth_form(CODE_PAGE, finish_sign_in),
        auth_form(PAGE, offer),
        auth_form("/settings/second-factor/on", turn_on),
        auth_form("/settings/second-factor/codes", renew_codes),
        auth_form("/settings/second-factor/off", turn_off),
    ]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Code {
    one_time_code: Zeroizing<String>,
    #[serde(default)]
    passkey: Zeroizing<String>,
}

/// Finishes a sign-in whose password was right. The browser's previous session becomes invalid, as with the password alone.
async fn finish_sign_in(request: AuthRequest) -> Result<Response, Refusal> {
    let Code { one_time_code, passkey } = request.read()?;
    let step = required_step(&request, &one_time_code, &passkey)?;
    let late = || Ok(see_other(&request.onward("/sign-in", &[("late", "yes")])));
    let Some(pending) = request.pending() else { return late() };
    let Some(login) = request.store().pending_login(&pending, request.now.stamp).await? else { return late() };
    let finished = async {
        match request.store().finish_sign_in(&pending, step, request.now.stamp).await {
            Err(SignInError::Expired) => Ok(None),
            finished => finished.map(Some),
        }
    };
    let Some(token) = request.attempt(&login, finished).await? else { return late() };
    request.leave().await?;
    let response = request.enter(&login, &token).await;
    Ok(request.without_pending(response))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Confirmed {
    confirm_password: Password,
    #[serde(default)]
    one_time_code: Zeroizing<String>,
    #[serde(default)]
    passkey: Zeroizing<String>,
}

/// Shows a new secret. Nothing is stored before a code of it is typed.
async fn offer(request: AuthRequest) -> Result<Response, Refusal> {
    let Confirmed { confirm_password, one_time_code, passkey } = request.read()?;
    let records = request.records()?;
    let step = request.second_step(&one_time_code, &passkey)?;
    let offered = records.offer_second_factor(Confirmation { password: confirm_password, step }, request.now.stamp);
    let offer = request.attempt(&records.account().login, offered).await;
    let page = if records.has_second_factor().await? { "/settings/second-factor?change=app" } else { PAGE };
    let offer = offer.map_err(|refusal| refusal.on(page))?;
    Ok(request.show(PAGE, OfferedSecret(offer)).await)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FirstCode {
    offer: String,
    one_time_code: Zeroizing<String>,
}

async fn turn_on(request: AuthRequest) -> Result<Response, Refusal> {
    let FirstCode { offer, one_time_code } = request.read()?;
    let records = request.records()?;
    let turned_on = records.turn_on_second_factor(&offer, &one_time_code, request.now.stamp);
    let codes = request.attempt(&records.account().login, turned_on).await.map_err(|refusal| refusal.on(PAGE))?;
    Ok(show_codes(&request, &codes).await)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PasswordAndCode {
    confirm_password: Password,
    one_time_code: Zeroizing<String>,
    #[serde(default)]
    passkey: Zeroizing<String>,
}

async fn renew_codes(request: AuthRequest) -> Result<Response, Refusal> {
    let PasswordAndCode { confirm_password, one_time_code, passkey } = request.read()?;
    let records = request.records()?;
    let step = required_step(&request, &one_time_code, &passkey)?;
    let renewed = records.new_recovery_codes(confirm_password, step, request.now.stamp);
    let codes = request.attempt(&records.account().login, renewed).await.map_err(|refusal| refusal.on(PAGE))?;
    Ok(show_codes(&request, &codes).await)
}

async fn turn_off(request: AuthRequest) -> Result<Response, Refusal> {
    let PasswordAndCode { confirm_password, one_time_code, passkey } = request.read()?;
    let records = request.records()?;
    let step = required_step(&request, &one_time_code, &passkey)?;
    let turned_off = records.turn_off_second_factor(confirm_password, step, request.now.stamp);
    request.attempt(&records.account().login, turned_off).await.map_err(|refusal| refusal.on(PAGE))?;
    Ok(see_other("/settings/second-factor?done=off"))
}

/// Reads the second factor of a form that always needs it; an empty code is a wrong one.
fn required_step(request: &AuthRequest, code: &str, passkey: &str) -> Result<SecondStep, Refusal> {
    Ok(request.second_step(code, passkey)?.unwrap_or_else(|| "".into()))
}

/// Shows recovery codes, once: they are in this response and nowhere else.
async fn show_codes(request: &AuthRequest, codes: &[RecoveryCode]) -> Response {
    request.show(PAGE, NewRecoveryCodes(codes.iter().map(RecoveryCode::written).collect())).await
}
