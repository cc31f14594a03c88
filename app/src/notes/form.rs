//! The form of the private notes, which also saves itself while it is filled in.

use crate::{
    browser::autosave::FormValues,
    couples::audit::note_view,
    http::{
        app_error::Refusal,
        done::Done,
        form_request::FormRequest,
        routes::{Form, Redirect},
        saved::{Saved, StoredFields, saving},
    },
};
use domain::records::{Fault, Revision};
use serde::Deserialize;
use store::{CoupleId, Stored};

/// Maximum length of the notes about one couple, in characters: some hundred pages.
const LONGEST: usize = 200_000;

/// Returns the forms of this module.
pub fn forms() -> Vec<Form> {
    vec![saving("/couples/{couple}/notes", save, stored)]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    seen: u64,
    notes: String,
}

/// Saves the notes, based on the revision seen; on a conflict the page shows both texts.
async fn save(post: FormRequest) -> Result<Saved, Refusal> {
    let (id, typed) = (CoupleId(post.id("couple")?), post.read::<Typed>()?);
    if typed.notes.chars().count() > LONGEST {
        return Err(Fault::new("notes", format!("Keep the notes to {LONGEST} characters or fewer.")).into());
    }
    let revision = post.records.save_notes(id, Revision(typed.seen), &typed.notes, post.now.stamp).await?;
    Ok(Saved { then: Redirect::saying(format!("/couples/{}/notes", id.0), Done::Saved), revision, holds: Vec::new() })
}

async fn stored(post: FormRequest) -> Result<StoredFields, Refusal> {
    let id = CoupleId(post.id("couple")?);
    let Stored { value, revision, .. } = post.records.notes(id).await?;
    note_view(&post.records, id, post.now.stamp, false).await?;
    Ok(StoredFields { revision, fields: FormValues::of([("notes", value)]) })
}
