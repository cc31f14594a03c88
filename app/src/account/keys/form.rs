//! `/settings/keys`: changing all keys, going on with it, and showing the new recovery key.

use axum::response::Response;
use serde::Deserialize;
use store::Password;

use crate::{
    account::auth_form::{Knock, knock},
    http::{app_error::Refusal, form_request::Nothing, redirect::see_other, routes::Form},
};

const PAGE: &str = "/settings/keys";

/// Returns the forms of this module.
pub fn forms() -> Vec<Form> {
    vec![
        knock("/settings/keys", change),
        knock("/settings/keys/continue", go_on),
        knock("/settings/keys/sheet", show_sheet),
    ]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Confirmed {
    confirm_password: Password,
}

/// Begins the change; all other sessions end, and the records are sealed again after the response.
async fn change(knock: Knock) -> Result<Response, Refusal> {
    let Confirmed { confirm_password } = knock.read()?;
    let records = knock.records()?;
    let changed = records.change_keys(confirm_password, knock.now.stamp);
    let token = knock.attempt(&records.account().login, changed).await?;
    knock.store().reseal_in_background(records.account().id, &token, knock.now.stamp);
    Ok(knock.enter_at(PAGE, &records.account().login, &token).await)
}

/// Goes on after an interruption.
async fn go_on(knock: Knock) -> Result<Response, Refusal> {
    let Nothing {} = knock.read()?;
    let records = knock.records()?;
    if let Some(token) = &knock.token {
        knock.store().reseal_in_background(records.account().id, token, knock.now.stamp);
    }
    Ok(see_other(PAGE))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shown {
    confirm_password: Option<Password>,
}

async fn show_sheet(knock: Knock) -> Result<Response, Refusal> {
    let Shown { confirm_password } = knock.read()?;
    let records = knock.records()?;
    let taken = records.take_recovery_key(confirm_password, knock.now.stamp);
    let key = knock.attempt(&records.account().login, taken).await.map_err(|refusal| refusal.on(PAGE))?;
    Ok(knock.show_key(&records.account().login, None, key).await)
}
