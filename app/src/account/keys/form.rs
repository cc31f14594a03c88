//! `/settings/keys`: changing all keys, going on with it, and showing the new recovery key.

use axum::response::Response;
use serde::Deserialize;
use store::{Confirmation, Password};
use zeroize::Zeroizing;

use crate::{
    account::auth_form::{AuthRequest, auth_form},
    http::{app_error::Refusal, form_request::NoFields, redirect::see_other, routes::Form},
};

const PAGE: &str = "/settings/keys";

/// Returns the forms of this module.
pub fn forms() -> Vec<Form> {
    vec![
        auth_form("/settings/keys", change),
        auth_form("/settings/keys/continue", go_on),
        auth_form("/settings/keys/sheet", show_sheet),
    ]
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

/// Begins the change; all other sessions end, and the records are sealed again after the response.
async fn change(request: AuthRequest) -> Result<Response, Refusal> {
    let Confirmed { confirm_password, one_time_code, passkey } = request.read()?;
    let records = request.records()?;
    let step = request.second_step(&one_time_code, &passkey)?;
    let changed = records.change_keys(Confirmation { password: confirm_password, step }, request.now.stamp);
    let token = request.attempt(&records.account().login, changed).await?;
    request.store().reseal_in_background(records.account().id, &token, request.now.stamp);
    Ok(request.enter_at(PAGE, &records.account().login, &token).await)
}

/// Goes on after an interruption.
async fn go_on(request: AuthRequest) -> Result<Response, Refusal> {
    let NoFields {} = request.read()?;
    let records = request.records()?;
    if let Some(token) = &request.token {
        request.store().reseal_in_background(records.account().id, token, request.now.stamp);
    }
    Ok(see_other(PAGE))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shown {
    confirm_password: Option<Password>,
}

async fn show_sheet(request: AuthRequest) -> Result<Response, Refusal> {
    let Shown { confirm_password } = request.read()?;
    let records = request.records()?;
    let taken = records.take_recovery_key(confirm_password, request.now.stamp);
    let key = request.attempt(&records.account().login, taken).await.map_err(|refusal| refusal.on(PAGE))?;
    Ok(request.show_key(&records.account().login, None, key).await)
}
