//! The shared screen: entering and leaving it, and its answers as a form.

use super::guard::{LEAVE, View, address, session_now};
use crate::{
    browser::fields,
    http::{
        app_error::Refusal,
        form_request::{FormRequest, NoFields},
        redirect::{own, see_other},
        routes::{Form, Redirect, answer_with, form},
    },
    shared_screen::together::Unsaved,
};
use axum::response::Response;
use domain::{
    library::Library,
    planning::alone_because,
    records::{Revision, Together, Told},
};
use serde::Deserialize;
use store::{CoupleId, StoreError};

/// Returns the forms of this module.
pub fn forms() -> Vec<Form> {
    vec![
        answer_with("/couples/{couple}/situation/shared", enter),
        form("/couples/{couple}/situation/together", save),
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

async fn save(post: FormRequest) -> Result<Redirect, Refusal> {
    let id = CoupleId(post.id("couple")?);
    let typed = Typed::read(&post.library, post.fields())?;
    let page = |section: &str| match section {
        "" => address(id),
        section => format!("{}&section={section}", address(id)),
    };
    let next = |stored: &Together| typed.on(&post.library, stored);
    let saved =
        crate::shared_screen::together::save(&post.records, &post.library, id, typed.seen, next, post.now.stamp).await;
    saved.map_err(|unsaved| refusal(unsaved).on(page(&typed.section)))?;
    Ok(Redirect::to(page(&typed.then)))
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
