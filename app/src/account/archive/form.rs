//! `/settings/archive`: export of the whole account into one file (with the password, checklist 16), and import.

use crate::{
    account::{
        archive::file::{BadArchive, TURN, pack, read, unpack},
        auth_form::{AuthRequest, auth_form},
        letterhead::form::check_logo,
    },
    http::{
        app_error::Refusal,
        form_request::NoFields,
        routes::{Form, Quiet, Redirect},
        upload::{Upload, upload_in_turn},
        visitor::Visitor,
    },
};
use axum::{
    http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use domain::records::Fault;
use serde::Deserialize;
use store::{ImportError, Password};
use tokio::{runtime::Handle, task::spawn_blocking};

const PAGE: &str = "/settings/archive";

/// Returns the forms of this module.
pub fn forms() -> Vec<Form> {
    vec![auth_form("/settings/archive/out", out), upload_in_turn("/settings/archive/in", "archive", &TURN, back_in)]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Confirmed {
    confirm_password: Password,
}

/// Exports the account. The file is generated on request and never stored.
async fn out(request: AuthRequest) -> Result<Response, Refusal> {
    let Confirmed { confirm_password } = request.read()?;
    let Some(Visitor::Counsellor(records)) = request.found::<Visitor>() else { return Err(Refusal::SignedOut) };
    let login = &records.account().login;
    let checked = records.check_password(confirm_password, request.now.stamp);
    request.attempt(login, checked).await.map_err(|refusal| refusal.on(PAGE))?;
    let archive = records.export(request.now.stamp).await?;
    let library = records.library().await?;
    let day = request.now.day;
    let packed = spawn_blocking(move || pack(archive, &library, day)).await;
    let packed = packed.map_err(anyhow::Error::from).flatten().map_err(|error| {
        tracing::error!(%error, "an archive could not be written");
        Refusal::Problem("The export could not be written. Nothing has changed; try again.".into()).on(PAGE)
    })?;
    let headers = [
        (CONTENT_TYPE, "application/zip".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"reweave-{day}.zip\"")),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, packed).into_response())
}

/// Imports an archive and redirects to its page.
async fn back_in(sent: Upload) -> Result<Redirect, Refusal> {
    let refused = |text: String| Refusal::from(Fault::new("archive", text)).on(PAGE);
    let Some(file) = sent.file else {
        return Err(refused("Choose the file that you exported.".into()));
    };
    let NoFields {} = sent.post.read()?;
    let (records, now, turn) = (sent.post.records.clone(), sent.post.now.stamp, sent.turn);
    let here = Handle::current();
    // All of it on a thread that may block: what is read is a part of the unpacked file, which stays there. The turn goes
    // with the work: hanging up does not free it for another.
    let imported = spawn_blocking(move || {
        let _turn = turn;
        let json = unpack(file).map_err(Failed::Archive)?;
        let archive = read(&json).map_err(Failed::Archive)?;
        if let Some(letterhead) = archive.letterhead() {
            check_logo(&letterhead).map_err(|fault| Failed::Logo(fault.text))?;
        }
        here.block_on(records.import(&archive, now)).map_err(Failed::Import)
    });
    imported.await.map_err(|_| Refusal::Malformed)?.map_err(|failed| match failed {
        Failed::Import(ImportError::Store(error)) => Refusal::from(error).on(PAGE),
        Failed::Import(no) => refused(no.to_string()),
        Failed::Archive(bad) => refused(bad.to_string()),
        Failed::Logo(why) => {
            refused(format!("The logo of the letterhead cannot be used, so nothing was imported. {why}"))
        }
    })?;
    Ok(Redirect::quietly("/settings/archive?done", Quiet::SaidOnPage))
}

/// The reason why nothing was imported.
enum Failed {
    Archive(BadArchive),
    Logo(String),
    Import(ImportError),
}
