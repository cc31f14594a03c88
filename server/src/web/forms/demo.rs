//! `/demo`: the way into the made-up couples.

use axum::response::Response;
use serde::Deserialize;

use crate::demo::LOGIN;

use super::{
    Form, Refusal,
    knock::{Knock, knock},
};

/// The forms of this module.
pub fn forms() -> Vec<Form> {
    vec![knock("/demo", enter)]
}

/// There is nothing to fill in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

/// Signs a visitor at this very machine in. Made-up couples are there where the server is a demo, and for looking around
/// as long as nobody has an account; where somebody has, nothing is here.
async fn enter(knock: Knock) -> Result<Response, Refusal> {
    let Nothing {} = knock.read()?;
    if !knock.client.is_here() {
        return Err(Refusal::NotFound);
    }
    let web = knock.made_up().await?.ok_or(Refusal::NotFound)?;
    let demo = web.demo.as_ref().ok_or(Refusal::NotFound)?;
    let token = knock.attempt(LOGIN, demo.sign_in(&web.store, knock.now.stamp)).await?;
    knock.leave().await?;
    Ok(knock.enter_at("/today", &token))
}
