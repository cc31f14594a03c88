//! `/settings/devices`: signing out other browsers.

use serde::Deserialize;
use store::StoreError;

use crate::http::{
    app_error::Refusal,
    form_request::{FormRequest, NoFields},
    routes::{Form, Quiet, Redirect, form},
};

/// Returns the forms of this module.
pub fn forms() -> Vec<Form> {
    vec![form("/settings/devices", sign_out), form("/settings/devices/others", sign_out_others)]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Chosen {
    device: String,
}

/// Signs out one browser. It is as good if it has signed out by itself.
async fn sign_out(post: FormRequest) -> Result<Redirect, Refusal> {
    let Chosen { device } = post.read()?;
    match post.records.end_session(&device, post.now.stamp).await {
        Ok(()) | Err(StoreError::NotFound) => Ok(Redirect::quietly("/settings/devices?done=one", Quiet::SaidOnPage)),
        Err(error) => Err(error.into()),
    }
}

async fn sign_out_others(post: FormRequest) -> Result<Redirect, Refusal> {
    let NoFields {} = post.read()?;
    post.records.end_other_sessions(post.now.stamp).await?;
    Ok(Redirect::quietly("/settings/devices?done=others", Quiet::SaidOnPage))
}
