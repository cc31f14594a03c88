//! Templates: their words, their open slots, files for colleagues, and plans made of them.

mod apply;
mod import;

use axum::{
    http::{
        HeaderValue,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use domain::{
    desk::Revision,
    minutes::Minutes,
    template::{Filter, KeptTemplate, Labels, file, fix, open_slot},
};
use serde::Deserialize;
use store::{Stored, ThingId};

pub use self::apply::{made, once_each};
use super::{Asked, Form, Go, Post, Refusal, download, form, paper::encoded};

/// The forms and documents of templates.
pub fn forms() -> Vec<Form> {
    vec![
        form("/templates/{template}", label),
        form("/templates/{template}/block", block),
        form("/templates/{template}/delete", delete),
        form("/templates/{template}/apply", apply::apply),
        import::form(),
        download("/templates/{template}/template.json", export),
    ]
}

fn address(id: ThingId) -> String {
    format!("/templates/{}", id.0)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    seen: u32,
    title: String,
    description: String,
    tags: String,
}

/// Gives a template other words.
async fn label(post: Post) -> Result<Go, Refusal> {
    let (id, typed) = (ThingId(post.id("template")?), post.read::<Typed>()?);
    let mut kept = post.records.thing::<KeptTemplate>(id).await?.value;
    kept.template = Labels::typed(&typed.title, &typed.description, &typed.tags)?.on(kept.template);
    post.records.save_thing(id, Revision(typed.seen), &kept, post.now.stamp).await?;
    Ok(Go::to(address(id)))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Changed {
    seen: u32,
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

/// Makes a block an open slot, or what it was before.
async fn block(post: Post) -> Result<Go, Refusal> {
    let (id, asked) = (ThingId(post.id("template")?), post.read::<Changed>()?);
    let mut kept = post.records.thing::<KeptTemplate>(id).await?.value;
    let changed = match asked.todo.as_str() {
        "open" => open_slot(&post.library, &mut kept.template, asked.block, asked.filter()?),
        "fix" => fix(&post.library, &mut kept.template, asked.block, None),
        _ => return Err(Refusal::Malformed),
    };
    changed.map_err(|bad| Refusal::Problem(bad.to_string()).on(address(id)))?;
    let saved = post.records.save_thing(id, Revision(asked.seen), &kept, post.now.stamp).await;
    saved.map_err(|error| Refusal::from(error).on(address(id)))?;
    Ok(Go::to(format!("{}#block-{}", address(id), asked.block)))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Delete {
    seen: u32,
}

/// Deletes a template that was seen at this revision; plans that were made of it stay.
async fn delete(post: Post) -> Result<Go, Refusal> {
    let (id, asked) = (ThingId(post.id("template")?), post.read::<Delete>()?);
    let Stored { revision, .. } = post.records.thing::<KeptTemplate>(id).await?;
    if revision != Revision(asked.seen) {
        return Err(Refusal::from(store::StoreError::Stale { latest: revision }).on(address(id)));
    }
    post.records.delete_thing::<KeptTemplate>(id, post.now.stamp).await?;
    Ok(Go::to("/templates"))
}

/// There is nothing to choose.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

/// The template as a file. It holds the template alone, so it leaves no audit line about anybody.
async fn export(asked: Asked) -> Result<Response, Refusal> {
    let id = ThingId(asked.id("template")?);
    let Nothing {} = asked.query()?;
    let template = asked.records.thing::<KeptTemplate>(id).await?.value.template;
    let name = encoded(&format!("{}.json", template.title));
    let named = format!("attachment; filename=\"template.json\"; filename*=UTF-8''{name}");
    // All of it is ASCII by now, so this always succeeds; were it ever otherwise, the browser would name the file.
    let named = HeaderValue::from_str(&named).unwrap_or(HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static("application/json");
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, named)], file::write(&template)).into_response())
}
