//! `/settings`: password, recovery key, other sessions. Each asks for the password once more (checklist 16).

use app::visitor::Visitor;
use axum::response::Response;
use serde::Deserialize;
use store::{Password, Records};

use super::{
    Form, Refusal,
    knock::{Knock, knock},
};

const PAGE: &str = "/settings";

/// The forms of this module.
pub fn forms() -> Vec<Form> {
    vec![knock("/settings/password", change_password), knock("/settings/recovery-key", new_recovery_key)]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewPassword {
    old_password: String,
    password: String,
}

/// Every other session ends (checklist 15); whoever keeps the password and types it twice ends them as well.
async fn change_password(knock: Knock) -> Result<Response, Refusal> {
    let NewPassword { old_password, password } = knock.read()?;
    let records = records(&knock)?;
    let changed = records.change_password(Password::from(old_password), Password::from(password), knock.now.stamp);
    let token = knock.attempt(&records.account().login, changed).await.map_err(|refusal| refusal.on(PAGE))?;
    Ok(knock.enter_at("/settings?done=password", &token))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Confirmed {
    confirm_password: String,
}

async fn new_recovery_key(knock: Knock) -> Result<Response, Refusal> {
    let Confirmed { confirm_password } = knock.read()?;
    let records = records(&knock)?;
    let made = records.new_recovery_key(Password::from(confirm_password), knock.now.stamp);
    let key = knock.attempt(&records.account().login, made).await;
    let key = key.map_err(|refusal| refusal.on(PAGE))?;
    Ok(knock.show_key(&records.account().login, None, key).await)
}

fn records(knock: &Knock) -> Result<Records, Refusal> {
    match knock.found::<Visitor>() {
        Some(Visitor::Counsellor(records)) => Ok(records),
        _ => Err(Refusal::SignedOut),
    }
}
