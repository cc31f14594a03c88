//! Forms of a couple: new, edit, archive, delete permanently.

use std::collections::HashMap;

use domain::{
    records::{Couple, Fault, Person, Revision},
    vocabulary::Day,
};
use serde::Deserialize;
use store::CoupleId;

use crate::{
    couples::edit::all_shown,
    http::{
        app_error::Refusal,
        done::Done,
        form_request::FormRequest,
        routes::{Form, Redirect, form},
    },
    layout::OF,
};

/// Returns the forms of this module.
pub fn forms() -> Vec<Form> {
    vec![
        form("/couples/new", create),
        form("/couples/{couple}/edit", edit),
        form("/couples/{couple}/archive", archive),
        form("/couples/{couple}/delete", delete),
    ]
}

/// The fields of the couple form; `seen` only for an existing couple.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Typed {
    seen: Option<u64>,
    name: String,
    label_a: String,
    pronouns_a: String,
    label_b: String,
    pronouns_b: String,
    together: String,
    first_seen: String,
    tags: String,
}

impl Typed {
    /// Replaces the text of every field.
    fn with(self, mut fields: HashMap<&'static str, String>) -> Self {
        let mut take = |name| fields.remove(name).unwrap_or_default();
        Self {
            seen: self.seen,
            name: take("name"),
            label_a: take("label-a"),
            pronouns_a: take("pronouns-a"),
            label_b: take("label-b"),
            pronouns_b: take("pronouns-b"),
            together: take("together"),
            first_seen: take("first-seen"),
            tags: take("tags"),
        }
    }

    /// Validates the typed couple; the form contains neither its archived state nor how its sheets are printed.
    fn couple(self, stored: Couple) -> Result<Couple, Vec<Fault>> {
        let first_seen = optional_day("first-seen", &self.first_seen);
        let couple = Couple {
            name: self.name,
            partners: [
                Person { label: self.label_a, pronouns: self.pronouns_a },
                Person { label: self.label_b, pronouns: self.pronouns_b },
            ],
            together: self.together,
            first_seen: first_seen.as_ref().ok().copied().flatten(),
            tags: self.tags.split(',').map(str::to_owned).collect(),
            ..stored
        };
        match (couple.checked(), first_seen) {
            (Ok(couple), Ok(_)) => Ok(couple),
            (checked, first_seen) => Err(checked.err().into_iter().flatten().chain(first_seen.err()).collect()),
        }
    }
}

/// Reads a day that may be left out.
///
/// # Errors
/// The fault of this field for text that is not a day.
pub fn optional_day(field: &str, text: &str) -> Result<Option<Day>, Fault> {
    match text.trim() {
        "" => Ok(None),
        day => day.parse().map(Some).map_err(|_| {
            Fault::new(field, "Enter the date as year-month-day, for example 2026-11-24, or leave it empty.")
        }),
    }
}

async fn create(post: FormRequest) -> Result<Redirect, Refusal> {
    let couple = post.read::<Typed>()?.couple(Couple::default())?;
    let id = post.records.create_couple(&couple, post.now.stamp).await?;
    Ok(Redirect::saying(address(id), Done::CoupleAdded))
}

async fn edit(post: FormRequest) -> Result<Redirect, Refusal> {
    let (id, mut typed) = (CoupleId(post.id("couple")?), post.read::<Typed>()?);
    let stored = post.records.couple(id).await?;
    let mut seen = Revision(typed.seen.ok_or(Refusal::Malformed)?);
    // Another window, or this one before it went back, may have saved other fields: both changes are stored.
    if seen != stored.revision
        && let Some(fields) = post.sent().stale().joined(all_shown(&stored.value))
    {
        (typed, seen) = (typed.with(fields), stored.revision);
    }
    let couple = typed.couple(stored.value)?;
    post.records.save_couple(id, seen, &couple, post.now.stamp).await?;
    Ok(Redirect::saying(address(id), Done::Saved))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Archive {
    archived: String,
}

/// Archives or unarchives a couple. It changes nothing else, so it is based on whatever is stored.
async fn archive(post: FormRequest) -> Result<Redirect, Refusal> {
    let (id, typed) = (CoupleId(post.id("couple")?), post.read::<Archive>()?);
    let stored = post.records.couple(id).await.map_err(Refusal::from)?;
    let archived = typed.archived == "yes";
    let couple = Couple { archived, ..stored.value };
    let saved = post.records.save_couple(id, stored.revision, &couple, post.now.stamp).await;
    saved.map_err(|error| Refusal::from(error).on(address(id)))?;
    let (page, done) =
        if archived { ("/couples".to_owned(), Done::CoupleArchived) } else { (address(id), Done::CoupleUnarchived) };
    Ok(Redirect::saying(format!("{page}?{OF}={}", id.0), done))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Delete {
    name: String,
}

/// Deletes a couple permanently. The code name must be typed, against accidents.
async fn delete(post: FormRequest) -> Result<Redirect, Refusal> {
    let (id, typed) = (CoupleId(post.id("couple")?), post.read::<Delete>()?);
    let stored = post.records.couple(id).await?;
    if !store::names_match(&typed.name, &stored.value.name) {
        return Err(Fault::new("name", "That is not the code name. Nothing was deleted.").into());
    }
    post.records.delete_couple(id, post.now.stamp).await?;
    Ok(Redirect::saying("/couples", Done::CoupleDeleted))
}

fn address(id: CoupleId) -> String {
    format!("/couples/{}", id.0)
}
