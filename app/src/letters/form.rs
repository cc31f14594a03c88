//! The letter as PDF. What is typed goes into the file and is stored nowhere.

use std::collections::HashMap;

use axum::response::Response;
use domain::{
    assess::Partner,
    paper::letter::{NoLetter, TypedLetter, make},
    records::Fault,
    vocabulary::Language,
};
use serde::Deserialize;
use store::{AuditEvent, CoupleId};

use crate::{
    handouts::{
        sheets::initials,
        typeset::{disposition, file, letterhead, print_from, typeset_or_say},
    },
    http::{
        app_error::Refusal,
        form_request::FormRequest,
        routes::{Form, answer_with},
    },
};

/// Returns the forms of this module.
pub fn forms() -> Vec<Form> {
    vec![answer_with("/couples/{couple}/letters", letter)]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    template: String,
    language: String,
    /// The partner whom it is for.
    who: String,
    name: String,
    addressee: String,
    added: String,
    /// The statement that this person agreed.
    agreed: Option<String>,
    letterhead: Option<String>,
    #[serde(default)]
    paper: String,
}

/// Returns the letter. The form sends what is typed in its body, so none of it is in an address.
async fn letter(post: FormRequest) -> Result<Response, Refusal> {
    let id = CoupleId(post.id("couple")?);
    let typed = post.read::<Typed>()?;
    let couple = post.records.couple(id).await?.value;
    let language: Language = typed.language.parse().map_err(|_| Refusal::Malformed)?;
    let partner = match typed.who.as_str() {
        "a" => Partner::A,
        "b" => Partner::B,
        _ => return Err(Refusal::Malformed),
    };
    let made = make(
        &post.library,
        &TypedLetter {
            template: &typed.template,
            language,
            on: post.now.day,
            addressee: &typed.addressee,
            initial: initials(&couple).letter(partner),
            name: &typed.name,
            added: &typed.added,
            agreed: typed.agreed.as_deref() == Some("yes"),
        },
    );
    let letter = made.map_err(|why| match why {
        NoLetter::Unknown => Refusal::Malformed,
        NoLetter::Field(field, wrong) => Refusal::Faults(vec![Fault::new(field.as_str(), wrong.to_string())]),
        NoLetter::NotAgreed | NoLetter::Untranslated(_) => Refusal::Problem(why.to_string()),
    })?;
    let letterhead = letterhead(&post.records, typed.letterhead.as_deref() == Some("yes")).await?;
    let print = print_from(&HashMap::from([("paper".to_owned(), typed.paper)]));
    let bytes = typeset_or_say(pdf::letter(&letter, letterhead.as_ref(), print))?;
    post.records.record_audit(AuditEvent::Printed, id.0, post.now.stamp).await?;
    Ok(file(bytes, disposition(false, post.now.day, None)))
}
