//! `/settings/archive`: the whole account in one file, out (with the password, checklist 16) and in.

use std::collections::HashMap;

use app::visitor::Visitor;
use axum::{
    Extension,
    extract::{FromRequest, Multipart, Request},
    http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing,
};
use domain::desk::Fault;
use serde::Deserialize;
use store::{ImportError, Password};

use super::{
    Form, Refusal,
    knock::{Knock, knock},
    post::whose,
};
use crate::{
    archive::{pack, unpack},
    web::{guard::see_other, visit::Edge},
};

/// Where an archive is sent to; it may be larger than a form.
pub const ARCHIVE_IN: &str = "/settings/archive/in";

const PAGE: &str = "/settings/archive";

/// The forms of this module.
pub fn forms() -> Vec<Form> {
    vec![knock("/settings/archive/out", out), Form { path: ARCHIVE_IN, methods: routing::post(back_in) }]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Confirmed {
    confirm_password: String,
}

/// The archive. It is made at once and never kept.
async fn out(knock: Knock) -> Result<Response, Refusal> {
    let Confirmed { confirm_password } = knock.read()?;
    let Some(Visitor::Counsellor(records)) = knock.found::<Visitor>() else { return Err(Refusal::SignedOut) };
    let login = &records.account().login;
    let checked = records.check_password(Password::from(confirm_password), knock.now.stamp);
    knock.attempt(login, checked).await.map_err(|refusal| refusal.on(PAGE))?;
    let archive = records.export(knock.now.stamp).await?;
    let library = records.library().await?;
    let day = knock.now.day;
    let packed = tokio::task::spawn_blocking(move || pack(archive, &library, day)).await;
    let packed = packed.map_err(anyhow::Error::from).flatten().map_err(|error| {
        tracing::error!(%error, "an archive could not be written");
        Refusal::Problem("The archive could not be written. Nothing was changed; try again.".into()).on(PAGE)
    })?;
    let headers = [
        (CONTENT_TYPE, "application/zip".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"reweave-{day}.zip\"")),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, packed).into_response())
}

/// Takes an archive in and leads back to its page.
async fn back_in(Extension(edge): Extension<Edge>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let request = Request::from_parts(parts.clone(), body);
    match take_in(&parts, request).await {
        Ok(()) => see_other("/settings/archive?done"),
        Err(refusal) => refusal.on(PAGE).answer(&edge.pages, parts, HashMap::default()).await,
    }
}

async fn take_in(parts: &axum::http::request::Parts, request: Request) -> Result<(), Refusal> {
    let (records, _, now) = whose(parts)?;
    let mut sent = Multipart::from_request(request, &()).await.map_err(|_| Refusal::Malformed)?;
    let field = sent.next_field().await.map_err(|_| Refusal::Malformed)?;
    let field = field.filter(|field| field.name() == Some("archive")).ok_or(Refusal::Malformed)?;
    let bytes = field.bytes().await.map_err(|_| Refusal::TooLarge)?;
    if sent.next_field().await.map_err(|_| Refusal::Malformed)?.is_some() {
        return Err(Refusal::Malformed);
    }
    let read = tokio::task::spawn_blocking(move || unpack(&bytes)).await;
    let archive = read.map_err(|_| Refusal::Malformed)?.map_err(|bad| Fault::new("archive", bad.to_string()))?;
    records.import(&archive, now.stamp).await.map_err(|error| match error {
        ImportError::Store(error) => error.into(),
        refused => Refusal::from(Fault::new("archive", refused.to_string())),
    })
}
