//! API calls of the session.

use axum::{response::IntoResponse, routing};

use crate::{
    browser::api::Problem,
    http::{form_request::whose, routes::Form, visitor::account_mark},
};

/// Returns the calls of this module.
pub fn routes() -> Vec<Form> {
    // Plain text, because the start script asks too. It is a `POST` so that nothing keeps the answer.
    let answer = async |request: axum::extract::Request| match whose(&request.into_parts().0) {
        Ok((records, ..)) => account_mark(&records.account().login).into_response(),
        Err(_) => Problem::SignedOut.into_response(),
    };
    vec![Form { path: "/api/session", methods: routing::post(answer) }]
}
