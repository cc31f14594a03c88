//! The way in and out: first account, sign-in, recovery, unlocking, sign-out.

use app::visitor::Visitor;
use axum::response::Response;
use serde::Deserialize;
use store::Password;

use super::{
    Form, Refusal,
    knock::{Knock, knock},
};
use crate::web::guard::see_other;

/// The forms of this module.
pub fn forms() -> Vec<Form> {
    vec![
        knock("/welcome", create),
        knock("/sign-in", sign_in),
        knock("/recover", recover),
        knock("/locked", unlock),
        knock("/sign-out", sign_out),
    ]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NamePassword {
    login: String,
    password: String,
}

/// Creates the first account, for somebody at this very machine (checklist 19).
async fn create(knock: Knock) -> Result<Response, Refusal> {
    let NamePassword { login, password } = knock.read()?;
    if !knock.client.is_here() {
        return Err(Refusal::Problem("The first account is created on the machine that Reweave runs on.".into()));
    }
    let made = knock.store().create_first_account(&login, Password::from(password), knock.now.stamp);
    let welcome = knock.attempt(&login, made).await?;
    Ok(knock.show_key(login.trim(), Some(&welcome.token), welcome.recovery).await)
}

/// Signs in with a new token; the one that the browser had before opens nothing any more (checklist 13).
async fn sign_in(knock: Knock) -> Result<Response, Refusal> {
    let NamePassword { login, password } = knock.read()?;
    let token = knock.attempt(&login, knock.store().sign_in(&login, Password::from(password), knock.now.stamp)).await?;
    knock.leave().await?;
    Ok(knock.enter(&token))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LostPassword {
    login: String,
    recovery_key: String,
    password: String,
}

async fn recover(knock: Knock) -> Result<Response, Refusal> {
    let LostPassword { login, recovery_key, password } = knock.read()?;
    let recovered = knock.store().recover(&login, &recovery_key, Password::from(password), knock.now.stamp);
    let welcome = knock.attempt(&login, recovered).await?;
    Ok(knock.show_key(login.trim(), Some(&welcome.token), welcome.recovery).await)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PasswordOnly {
    password: String,
}

/// Opens a locked session. One that is open answers alike, so that a second window may ask again.
async fn unlock(knock: Knock) -> Result<Response, Refusal> {
    let PasswordOnly { password } = knock.read()?;
    let login = match knock.found::<Visitor>() {
        Some(Visitor::Locked(account)) => account.login,
        Some(Visitor::Counsellor(records)) => records.account().login.clone(),
        _ => return Err(Refusal::SignedOut),
    };
    let Some(token) = &knock.token else { return Err(Refusal::SignedOut) };
    let token = knock.attempt(&login, knock.store().unlock(token, Password::from(password), knock.now.stamp)).await?;
    Ok(knock.enter(&token))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

async fn sign_out(knock: Knock) -> Result<Response, Refusal> {
    let Nothing {} = knock.read()?;
    if knock.token.is_none() {
        return Ok(see_other("/sign-in"));
    }
    knock.leave().await?;
    Ok(knock.goodbye())
}
