//! Forms for the first account, sign-in, recovery, unlocking and sign-out.

use crate::http::visitor::Visitor;
use axum::response::Response;
use serde::Deserialize;
use store::{Invitation, Password, PendingToken, SessionToken, SignInError};
use zeroize::Zeroizing;

use crate::http::redirect::see_other;
use crate::{
    account::auth_form::{AuthRequest, auth_form},
    http::{app_error::Refusal, form_request::NoFields, routes::Form},
};

/// Returns the forms of this module.
pub fn forms() -> Vec<Form> {
    vec![
        auth_form("/welcome", join),
        auth_form("/join", join),
        auth_form("/sign-in", sign_in),
        auth_form("/recover", recover),
        auth_form("/locked", unlock),
        auth_form("/sign-out", sign_out),
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
async fn join(request: AuthRequest) -> Result<Response, Refusal> {
    let Invited { login, password, invitation } = request.read()?;
    let code = Invitation::read(&invitation);
    let made = request.store().create_invited_account(&code, &login, password, request.now.stamp);
    let welcome = request.attempt_invited(made).await?;
    request.leave().await?;
    Ok(request.show_key(login.trim(), Some(&welcome.token), welcome.recovery).await)
}

/// What follows a right password.
enum NextStep {
    Enter(SessionToken),
    AskCode(PendingToken),
}

/// Signs in with a new token; the browser's previous token becomes invalid (checklist 13). Of an account with a second factor,
/// the password alone opens nothing and leads to the page for the code.
async fn sign_in(request: AuthRequest) -> Result<Response, Refusal> {
    let NamePassword { login, password } = request.read()?;
    let signed_in = async {
        match request.store().sign_in(&login, password, request.now.stamp).await {
            Err(SignInError::CodeNeeded(token)) => Ok(NextStep::AskCode(token)),
            done => done.map(NextStep::Enter),
        }
    };
    let next = request.attempt(&login, signed_in).await?;
    request.leave().await?;
    Ok(match next {
        NextStep::Enter(token) => request.enter(&login, &token).await,
        NextStep::AskCode(token) => request.ask_code(&token).await?,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LostPassword {
    login: String,
    recovery_key: Zeroizing<String>,
    password: Password,
}

async fn recover(request: AuthRequest) -> Result<Response, Refusal> {
    let LostPassword { login, recovery_key, password } = request.read()?;
    let recovered = request.store().recover(&login, &recovery_key, password, request.now.stamp);
    let welcome = request.attempt(&login, recovered).await?;
    Ok(request.show_key(login.trim(), Some(&welcome.token), welcome.recovery).await)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PasswordOnly {
    password: Password,
}

/// Unlocks a session. An unlocked one gets the same response, so that a second window may ask again.
async fn unlock(request: AuthRequest) -> Result<Response, Refusal> {
    let PasswordOnly { password } = request.read()?;
    let login = match request.found::<Visitor>() {
        Some(Visitor::Locked(account)) => account.login,
        Some(Visitor::Counsellor(records)) => records.account().login.clone(),
        _ => return Err(Refusal::SignedOut),
    };
    let Some(token) = &request.token else { return Err(Refusal::SignedOut) };
    let token = request.attempt(&login, request.store().unlock(token, password, request.now.stamp)).await?;
    Ok(request.enter(&login, &token).await)
}

async fn sign_out(request: AuthRequest) -> Result<Response, Refusal> {
    let NoFields {} = request.read()?;
    if request.token.is_none() {
        return Ok(see_other("/sign-in"));
    }
    request.leave().await?;
    Ok(request.goodbye())
}
