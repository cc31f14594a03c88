//! `/demo`: the way into the made-up couples, where the server is a demo.

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

/// Signs a visitor at this very machine in. Where the server is no demo, nothing is here.
async fn enter(knock: Knock) -> Result<Response, Refusal> {
    let Nothing {} = knock.read()?;
    let demo = knock.demo().filter(|_| knock.client.is_here()).ok_or(Refusal::NotFound)?;
    let token = knock.attempt(LOGIN, demo.sign_in(knock.store(), knock.now.stamp)).await?;
    knock.leave().await?;
    Ok(knock.enter_at("/today", &token))
}
