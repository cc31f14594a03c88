//! The form of the private notes.

use crate::{
    http::{
        app_error::Refusal,
        form_request::FormRequest,
        routes::{Form, Redirect, form},
    },
    notes::api::notes_to_keep,
};
use domain::records::Revision;
use serde::Deserialize;
use store::CoupleId;

/// Returns the forms of this module.
pub fn forms() -> Vec<Form> {
    vec![form("/couples/{couple}/notes", save)]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    seen: u64,
    notes: String,
}

/// Saves the notes, based on the revision seen; on a conflict the page shows both texts.
async fn save(post: FormRequest) -> Result<Redirect, Refusal> {
    let (id, typed) = (CoupleId(post.id("couple")?), post.read::<Typed>()?);
    let notes = notes_to_keep(&typed.notes)?;
    post.records.save_notes(id, Revision(typed.seen), &notes, post.now.stamp).await?;
    Ok(Redirect::to(format!("/couples/{}/notes", id.0)))
}
