//! The form of the private notes.

use domain::desk::{Fault, Revision};
use serde::Deserialize;
use store::CoupleId;

use super::{Form, Go, Post, Refusal, form};

/// The longest notes about one couple, in characters: some hundred pages.
const LONGEST: usize = 200_000;

/// The forms of this module.
pub fn forms() -> Vec<Form> {
    vec![form("/couples/{couple}/notes", save)]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    seen: u32,
    notes: String,
}

/// Saves the notes that were typed on top of the revision that was seen; after a stale one the page shows both texts.
async fn save(post: Post) -> Result<Go, Refusal> {
    let (id, typed) = (CoupleId(post.id("couple")?), post.read::<Typed>()?);
    // Browsers send every line end as two characters.
    let notes = typed.notes.replace("\r\n", "\n");
    if notes.chars().count() > LONGEST {
        return Err(Fault::new("notes", format!("Shorten the notes to {LONGEST} characters or fewer.")).into());
    }
    post.records.save_notes(id, Revision(typed.seen), &notes, post.now.stamp).await?;
    Ok(Go::to(format!("/couples/{}/notes", id.0)))
}
