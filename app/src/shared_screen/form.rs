//! The shared screen: entering and leaving it, and its answers as a form.

use super::guard::{LEAVE, View, address, session_now};
use crate::{
    browser::{autosave::FormValues, fields},
    http::{
        app_error::Refusal,
        form_request::{FormRequest, NoFields},
        redirect::{own, see_other},
        routes::{Form, Quiet, Redirect, answer_with},
        saved::{Saved, StoredFields, saving},
    },
    shared_screen::together::Unsaved,
};
use axum::response::Response;
use domain::{
    library::Library,
    planning::alone_because,
    records::{Edit, Revision, Together, Told},
};
use serde::Deserialize;
use store::{CoupleId, StoreError};

/// Returns the forms of this module.
pub fn forms() -> Vec<Form> {
    vec![
        answer_with("/couples/{couple}/situation/shared", enter),
        saving("/couples/{couple}/situation/together", save, stored),
        answer_with(LEAVE, leave),
    ]
}

/// Turns the shared screen on, unless joint work is on hold; the counsellor's view gives the reason.
async fn enter(post: FormRequest) -> Result<Response, Refusal> {
    let (id, NoFields {}) = (CoupleId(post.id("couple")?), post.read()?);
    let file = post.records.couple_file(id).await?;
    if alone_because(&file.library, &file.case).is_some() {
        let why = "Joint work is on hold, so the shared screen is not available. See each partner alone.";
        return Err(Refusal::Problem(why.into()).on(format!("/couples/{}/situation", id.0)));
    }
    Ok(View::Shared(id).after(see_other(&address(id))))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Way {
    #[serde(default)]
    next: String,
}

/// Turns the shared screen off. It does not reopen automatically for the rest of the current session.
async fn leave(post: FormRequest) -> Result<Response, Refusal> {
    let Way { next } = post.read()?;
    let left = session_now(&post.records, post.now, None).await?;
    Ok(left.map_or(View::Counsellor, View::Left).after(see_other(own(&next))))
}

async fn save(post: FormRequest) -> Result<Saved, Refusal> {
    let id = CoupleId(post.id("couple")?);
    let typed = Typed::read(&post.library, post.fields())?;
    let page = |section: &str| match section {
        "" => address(id),
        section => format!("{}&section={section}", address(id)),
    };
    let next = |stored: &Together| typed.on(&post.library, stored);
    let saved =
        crate::shared_screen::together::save(&post.records, &post.library, id, typed.seen, next, post.now.stamp).await;
    let revision = saved.map_err(|unsaved| refusal(unsaved).on(page(&typed.section)))?;
    Ok(Saved { then: Redirect::quietly(page(&typed.then), Quiet::NextStep), revision, holds: Vec::new() })
}

async fn stored(post: FormRequest) -> Result<StoredFields, Refusal> {
    let situation = post.records.situation(CoupleId(post.id("couple")?)).await?;
    let together = Together::of(&post.library, &situation.value);
    Ok(StoredFields { revision: together.mark(), fields: fields_of(&together) })
}

/// Returns shared answers as fields of the form.
pub fn fields_of(together: &Together) -> FormValues {
    let told = Together::default().told_since(together);
    FormValues::of(told.into_iter().map(|told| fields::field(&Edit::from(told))))
}

fn refusal(unsaved: Unsaved) -> Refusal {
    match unsaved {
        Unsaved::Stale(latest) => StoreError::Stale { latest }.into(),
        Unsaved::Unknown => Refusal::Malformed,
        Unsaved::Store(error) => error.into(),
    }
}

/// A section of the questions with its answers.
struct Typed {
    seen: Revision,
    /// The section shown, and the one to go to.
    section: String,
    then: String,
    told: Vec<Told>,
}

impl Typed {
    fn read(library: &Library, fields: Vec<(String, String)>) -> Result<Self, Refusal> {
        let (mut seen, mut told) = (None, Vec::new());
        let mut words = std::collections::HashMap::new();
        for (name, value) in crate::http::form_request::once_each(fields)? {
            match name.as_str() {
                "seen" => seen = value.parse().ok().map(Revision),
                "section" | "then" => _ = words.insert(name, known_section(library, value)?),
                _ => {
                    let edit = fields::edit(&name, &value).and_then(Told::of);
                    told.push(edit.ok_or(Refusal::Malformed)?);
                }
            }
        }
        let seen = seen.ok_or(Refusal::Malformed)?;
        let mut word = |name: &str| words.remove(name).unwrap_or_default();
        Ok(Self { seen, section: word("section"), then: word("then"), told })
    }

    /// Applies these answers to the stored ones.
    fn on(&self, library: &Library, stored: &Together) -> Option<Together> {
        let mut next = stored.clone();
        self.told.iter().try_for_each(|told| next.make(library, told)).ok()?;
        Some(next)
    }
}

/// Validates the name of a section, which becomes part of an address.
fn known_section(library: &Library, name: String) -> Result<String, Refusal> {
    let known = name == "strengths" || library.questions().iter().any(|group| group.id == name);
    if known { Ok(name) } else { Err(Refusal::Malformed) }
}
