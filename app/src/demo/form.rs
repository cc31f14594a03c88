//! `/demo`: the entry to the demo.

use axum::response::Response;

use crate::demo::LOGIN;

use crate::{
    account::auth_form::{Knock, knock},
    http::{app_error::Refusal, form_request::Nothing, routes::Form},
};

/// Returns the forms of this module.
pub fn forms() -> Vec<Form> {
    vec![knock("/demo", enter)]
}

/// Signs in a visitor on the host itself. There is a demo if the server is one, or while no account exists.
async fn enter(knock: Knock) -> Result<Response, Refusal> {
    let Nothing {} = knock.read()?;
    if !knock.client.here {
        return Err(Refusal::NotFound);
    }
    let web = knock.made_up().await?.ok_or(Refusal::NotFound)?;
    let demo = web.demo.as_ref().ok_or(Refusal::NotFound)?;
    let token = knock.attempt(LOGIN, demo.sign_in(&web.store, knock.now.stamp)).await?;
    knock.leave().await?;
    Ok(knock.enter_at("/today", LOGIN, &token).await)
}
