//! Forms for the first account, sign-in, recovery, unlocking and sign-out.

use crate::http::visitor::Visitor;
use axum::response::Response;
use serde::Deserialize;
use store::{Invitation, Password};
use zeroize::Zeroizing;

use crate::http::redirect::see_other;
use crate::{
    account::auth_form::{Knock, knock},
    http::{app_error::Refusal, form_request::Nothing, routes::Form},
};

/// Returns the forms of this module.
pub fn forms() -> Vec<Form> {
    vec![
        knock("/welcome", join),
        knock("/join", join),
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
    password: Password,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Invited {
    login: String,
    password: Password,
    #[serde(default)]
    invitation: String,
}

/// Creates an account with an invitation; the set-up code that the server printed at its start is one (checklist 19). Where
/// the browser is does not matter: a proxy that says nothing of itself makes every client look local.
async fn join(knock: Knock) -> Result<Response, Refusal> {
    let Invited { login, password, invitation } = knock.read()?;
    let code = Invitation::read(&invitation);
    let made = knock.store().create_invited_account(&code, &login, password, knock.now.stamp);
    let welcome = knock.attempt_invited(made).await?;
    knock.leave().await?;
    Ok(knock.show_key(login.trim(), Some(&welcome.token), welcome.recovery).await)
}

/// Signs in with a new token; the browser's previous token becomes invalid (checklist 13).
async fn sign_in(knock: Knock) -> Result<Response, Refusal> {
    let NamePassword { login, password } = knock.read()?;
    let token = knock.attempt(&login, knock.store().sign_in(&login, password, knock.now.stamp)).await?;
    knock.leave().await?;
    Ok(knock.enter(&login, &token).await)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LostPassword {
    login: String,
    recovery_key: Zeroizing<String>,
    password: Password,
}

async fn recover(knock: Knock) -> Result<Response, Refusal> {
    let LostPassword { login, recovery_key, password } = knock.read()?;
    let recovered = knock.store().recover(&login, &recovery_key, password, knock.now.stamp);
    let welcome = knock.attempt(&login, recovered).await?;
    Ok(knock.show_key(login.trim(), Some(&welcome.token), welcome.recovery).await)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PasswordOnly {
    password: Password,
}

/// Unlocks a session. An unlocked one gets the same response, so that a second window may ask again.
async fn unlock(knock: Knock) -> Result<Response, Refusal> {
    let PasswordOnly { password } = knock.read()?;
    let login = match knock.found::<Visitor>() {
        Some(Visitor::Locked(account)) => account.login,
        Some(Visitor::Counsellor(records)) => records.account().login.clone(),
        _ => return Err(Refusal::SignedOut),
    };
    let Some(token) = &knock.token else { return Err(Refusal::SignedOut) };
    let token = knock.attempt(&login, knock.store().unlock(token, password, knock.now.stamp)).await?;
    Ok(knock.enter(&login, &token).await)
}

async fn sign_out(knock: Knock) -> Result<Response, Refusal> {
    let Nothing {} = knock.read()?;
    if knock.token.is_none() {
        return Ok(see_other("/sign-in"));
    }
    knock.leave().await?;
    Ok(knock.goodbye())
}
