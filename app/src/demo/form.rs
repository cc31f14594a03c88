//! `/demo`: the entry to the demo.

use axum::response::Response;

use crate::demo::LOGIN;

use crate::{
    account::auth_form::{AuthRequest, auth_form},
    http::{app_error::Refusal, form_request::NoFields, routes::Form},
};

/// Returns the forms of this module.
pub fn forms() -> Vec<Form> {
    vec![auth_form("/demo", enter)]
}

/// Signs in a visitor on the host itself. There is a demo if the server is one, or while no account exists.
async fn enter(request: AuthRequest) -> Result<Response, Refusal> {
    let NoFields {} = request.read()?;
    if !request.client.here {
        return Err(Refusal::NotFound);
    }
    let web = request.made_up().await?.ok_or(Refusal::NotFound)?;
    let demo = web.demo.as_ref().ok_or(Refusal::NotFound)?;
    let token = request.attempt(LOGIN, demo.sign_in(&web.store, request.now.stamp)).await?;
    request.leave().await?;
    Ok(request.enter_at("/today", LOGIN, &token).await)
}
