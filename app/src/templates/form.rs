//! Forms of templates: labels, open slots, files for colleagues, and plans made from them.

use axum::{
    http::{
        HeaderValue,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use domain::{
    plan::templates::{Filter, KeptTemplate, Labels, Template, file, fix, open_slot, starters},
    records::Revision,
    vocabulary::Minutes,
};
use serde::Deserialize;
use store::{DocumentId, StoreError, Stored};

use crate::{
    handouts::typeset::encoded,
    http::{
        app_error::Refusal,
        document_request::{DocumentRequest, download},
        done::Done,
        form_request::{FormRequest, NoFields},
        routes::{Form, Redirect, form},
    },
    templates::address::address,
};

/// Returns the forms and documents of templates.
pub fn forms() -> Vec<Form> {
    vec![
        form("/templates/starters", add_starters),
        form("/templates/{template}", label),
        form("/templates/{template}/block", block),
        form("/templates/{template}/delete", delete),
        form("/templates/{template}/apply", super::apply::form::apply),
        super::import::form::form(),
        download("/templates/{template}/template.json", export),
    ]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Starters {
    /// The couple for whom a template is being chosen, if any.
    couple: Option<store::CoupleId>,
}

/// Adds the templates to begin with that the account does not have under their titles.
async fn add_starters(post: FormRequest) -> Result<Redirect, Refusal> {
    let Starters { couple } = post.read()?;
    let known = post.records.documents::<KeptTemplate>().await?;
    let new = |template: &Template| !known.iter().any(|one| one.value.template.title == template.title);
    for template in starters(&post.library).into_iter().filter(new) {
        match post.records.create_document(&KeptTemplate::new(template), post.now.stamp).await {
            // The form was sent before; what it added then is there.
            Ok(_) | Err(StoreError::CreatedBefore { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let page = couple.map_or_else(|| "/templates".to_owned(), |couple| format!("/templates?couple={}", couple.0));
    Ok(Redirect::saying(page, Done::StartersAdded))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    seen: u64,
    title: String,
    description: String,
    tags: String,
}

/// Changes the labels of a template.
async fn label(post: FormRequest) -> Result<Redirect, Refusal> {
    let (id, typed) = (DocumentId(post.id("template")?), post.read::<Typed>()?);
    let mut kept = post.records.document::<KeptTemplate>(id).await?.value;
    kept.template = Labels::typed(&typed.title, &typed.description, &typed.tags)?.on(kept.template);
    post.records.save_document(id, Revision(typed.seen), &kept, post.now.stamp).await?;
    Ok(Redirect::saying(address(id), Done::Saved))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Changed {
    seen: u64,
    block: usize,
    #[serde(rename = "do")]
    todo: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    tag: String,
    #[serde(default)]
    phase: String,
    #[serde(default)]
    challenge: String,
    #[serde(default)]
    longest: String,
}

impl Changed {
    fn filter(&self) -> Result<Filter, Refusal> {
        fn word<T: std::str::FromStr>(text: &str) -> Result<Option<T>, Refusal> {
            if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| Refusal::Malformed) }
        }
        Ok(Filter {
            kind: word(&self.kind)?,
            tag: word(&self.tag)?,
            phase: word(&self.phase)?,
            challenge: word(&self.challenge)?,
            longest: word(&self.longest)?.map(Minutes),
        })
    }
}

/// Makes a block an open slot, or restores it.
async fn block(post: FormRequest) -> Result<Redirect, Refusal> {
    let (id, asked) = (DocumentId(post.id("template")?), post.read::<Changed>()?);
    let mut kept = post.records.document::<KeptTemplate>(id).await?.value;
    let changed = match asked.todo.as_str() {
        "open" => open_slot(&post.library, &mut kept.template, asked.block, asked.filter()?),
        "fix" => fix(&post.library, &mut kept.template, asked.block, None),
        _ => return Err(Refusal::Malformed),
    };
    changed.map_err(|bad| Refusal::Problem(bad.to_string()).on(address(id)))?;
    let saved = post.records.save_document(id, Revision(asked.seen), &kept, post.now.stamp).await;
    saved.map_err(|error| Refusal::from(error).on(address(id)))?;
    Ok(Redirect::saying(format!("{}#block-{}", address(id), asked.block), Done::Saved))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Delete {
    seen: u64,
}

/// Deletes a template, based on this revision; plans made from it stay.
async fn delete(post: FormRequest) -> Result<Redirect, Refusal> {
    let (id, asked) = (DocumentId(post.id("template")?), post.read::<Delete>()?);
    let Stored { revision, .. } = post.records.document::<KeptTemplate>(id).await?;
    if revision != Revision(asked.seen) {
        return Err(Refusal::from(StoreError::Stale { latest: revision }).on(address(id)));
    }
    post.records.delete_document::<KeptTemplate>(id, post.now.stamp).await?;
    Ok(Redirect::saying("/templates", Done::TemplateDeleted))
}

/// Exports the template as a file. It contains no client data, so the export is not audited.
async fn export(asked: DocumentRequest) -> Result<Response, Refusal> {
    let id = DocumentId(asked.id("template")?);
    let NoFields {} = asked.query()?;
    let template = asked.records.document::<KeptTemplate>(id).await?.value.template;
    let name = encoded(&format!("{}.json", template.title));
    let named = format!("attachment; filename=\"template.json\"; filename*=UTF-8''{name}");
    // All of it is ASCII by now, so this always succeeds; were it ever otherwise, the browser would name the file.
    let named = HeaderValue::from_str(&named).unwrap_or(HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static("application/json");
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, named)], file::write(&template)).into_response())
}
