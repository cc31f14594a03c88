//! `/settings/archive`: the whole account in one file, out (with the password, checklist 16) and in.

use app::visitor::Visitor;
use axum::{
    http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use domain::desk::Fault;
use serde::Deserialize;
use store::{ImportError, Password};

use super::{
    Form, Go, Refusal,
    knock::{Knock, knock},
    upload::{Upload, upload},
};
use crate::archive::{pack, unpack};

const PAGE: &str = "/settings/archive";

/// The forms of this module.
pub fn forms() -> Vec<Form> {
    vec![knock("/settings/archive/out", out), upload("/settings/archive/in", "archive", back_in)]
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
async fn back_in(sent: Upload) -> Result<Go, Refusal> {
    let refused = |text: String| Refusal::from(Fault::new("archive", text)).on(PAGE);
    let Some(bytes) = sent.file else {
        return Err(refused("Choose the file that “Take everything out” has given you.".into()));
    };
    let Nothing {} = sent.post.read()?;
    let read = tokio::task::spawn_blocking(move || unpack(&bytes)).await;
    let archive = read.map_err(|_| Refusal::Malformed)?.map_err(|bad| refused(bad.to_string()))?;
    sent.post.records.import(&archive, sent.post.now.stamp).await.map_err(|error| match error {
        ImportError::Store(error) => Refusal::from(error).on(PAGE),
        no => refused(no.to_string()),
    })?;
    Ok(Go::to("/settings/archive?done"))
}

/// Nothing beside the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}
