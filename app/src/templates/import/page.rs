//! `/templates/import`: imports a template file, after a preview.

use std::sync::Arc;

use domain::{
    library::Library,
    plan::templates::{KeptTemplate, differences, file},
    vocabulary::ItemId,
};
use leptos::prelude::*;
use leptos_meta::Title;
use store::{DocumentId, Records, Stored};

use crate::{
    browser::api::Problem,
    http::{
        page_result::awaited,
        visitor::{records, reply},
    },
    layout::{Breadcrumbs, FormId, Icon, Kept, ReplyNote, TextAreaField, title::tab_title},
    templates::words,
};

/// The form, and the preview of the file.
#[component]
pub fn ImportPage() -> impl IntoView {
    awaited(page())
}

async fn page() -> Result<AnyView, Problem> {
    let records = records()?;
    let library = records.library().await?;
    let reply = reply();
    let sent = reply.typed.get("file").filter(|_| reply.problem.is_none()).cloned();
    let read = sent.as_deref().map(|text| file::read(&library, text));
    let inside = match (sent, read) {
        (Some(text), Some(Ok(read))) => preview(&records, &library, text, read).await?,
        _ => view! { <FileForm typed=reply.value("file", "") /> }.into_any(),
    };
    Ok(view! {
        <Title text=tab_title("Import a template") />
        <Breadcrumbs trail=vec![("/templates".to_owned(), "Templates".to_owned())] />
        <div class="head">
            <div>
                <h1>"Import a template"</h1>
                <p class="soft">"See what the file contains and what it would change before anything is saved."</p>
            </div>
        </div>
        <ReplyNote />
        {inside}
    }
    .into_any())
}

#[component]
fn FileForm(typed: String) -> AnyView {
    view! {
        <form class="card import-form" method="post" action="/templates/import" enctype="multipart/form-data">
            <Kept page="/templates/import" about="Text of a template" />
            <div class="field">
                <label for="upload">"Template file"</label>
                <p class="hint" id="upload-hint">"A file exported from a template. Nothing is saved yet."</p>
                <input id="upload" name="upload" type="file" accept=".json,application/json" aria-describedby="upload-hint" />
            </div>
            <details open=!typed.is_empty()>
                <summary>"Or paste the text of the file"</summary>
                <TextAreaField name="file" label="Text of the file" rows=8 saved=typed.clone() spellcheck=false />
            </details>
            <div class="row">
                <button class="button" data-kind="primary">"Check file"</button>
                <a class="button" data-kind="quiet" href="/templates">"Cancel"</a>
            </div>
        </form>
    }
    .into_any()
}

/// Renders the content of the file and its changes.
async fn preview(
    records: &Records,
    library: &Arc<Library>,
    text: String,
    read: file::Read,
) -> Result<AnyView, Problem> {
    let template = &read.template;
    let mut alike = records.documents::<KeptTemplate>().await?;
    alike.retain(|one| one.value.template.title == template.title);
    let same = alike.iter().any(|one| one.value.template == *template);
    let agenda = template.blocks.iter().map(|block| {
        let title = words::content(&block.content, block.part.as_str());
        view! { <li dir="auto">{format!("{} min · {title}", block.minutes)}</li> }
    });
    let tags = template.tags.join(", ");
    Ok(view! {
        <div class="detail">
            <section class="card" aria-labelledby="holds">
                <h2 id="holds" dir="auto">{template.title.clone()}</h2>
                <p class="soft">{words::facts(template)}</p>
                {(!template.description.is_empty()).then(|| view! { <p class="as-typed" dir="auto">{template.description.clone()}</p> })}
                {(!tags.is_empty()).then(|| view! { <p class="small" dir="auto">"Tags: " {tags}</p> })}
                <ol class="list import-agenda">{agenda.collect_view()}</ol>
            </section>
            <section class="card" aria-labelledby="changes">
                <h2 id="changes">"What it would change"</h2>
                {about_exercises(library, &read)}
                {if same {
                    view! {
                        <p>{Icon::Check.view()} " You already have exactly this template. Nothing would change."</p>
                        <p><a class="button" href="/templates">"Back to templates"</a></p>
                    }
                    .into_any()
                } else {
                    confirm(text, template, alike)
                }}
            </section>
        </div>
    }
    .into_any())
}

fn about_exercises(library: &Library, read: &file::Read) -> AnyView {
    let title = |id: &ItemId| library.item(id).map_or_else(|| id.to_string(), |item| item.title.to_string());
    let list = |ids: &[ItemId]| ids.iter().map(|id| view! { <li dir="auto">{title(id)}</li> }).collect_view();
    view! {
        {(!read.unknown.is_empty()).then(|| view! {
            <div class="note" data-tone="amber">
                {Icon::Warning.view()}
                <div>
                    <p>"Your library does not have these exercises. Their items stay in the template and are replaced when you use it:"</p>
                    <ul class="list">{list(&read.unknown)}</ul>
                </div>
            </div>
        })}
        {(!read.other_words.is_empty()).then(|| view! {
            <div class="note">
                {Icon::Library.view()}
                <div>
                    <p>"These have a different text in your library. Yours is used; text from a file is never printed:"</p>
                    <ul class="list">{list(&read.other_words)}</ul>
                </div>
            </div>
        })}
    }
    .into_any()
}

/// Renders the choice: as new, or in place of one with the same title.
fn confirm(
    text: String,
    template: &domain::plan::templates::Template,
    alike: Vec<Stored<DocumentId, KeptTemplate>>,
) -> AnyView {
    let places = alike
        .into_iter()
        .map(|one| {
            let changes = differences(&one.value.template, template);
            let id = format!("as-{}", one.id.0);
            let value = format!("{}:{}", one.id.0, one.revision.0);
            view! {
                <label class="choice">
                    <input type="radio" id=id name="place" value=value />
                    <span>
                        <span dir="auto">{format!("Replace “{}”", one.value.template.title)}</span>
                        <span class="small soft">" (" {words::used(&one.value)} ")"</span>
                        <ul class="list small">{changes.into_iter().map(|line| view! { <li dir="auto">{line}</li> }).collect_view()}</ul>
                    </span>
                </label>
            }
        })
        .collect_view();
    view! {
        <form method="post" action="/templates/import" class="import-confirm">
            <FormId />
            <input type="hidden" name="file" value=text />
            <fieldset>
                <legend class="sr-only">"Where to save it"</legend>
                <label class="choice">
                    <input type="radio" id="as-new" name="place" value="new" checked />
                    <span>"Save as a new template"</span>
                </label>
                {places}
            </fieldset>
            <div class="row">
                <button class="button" data-kind="primary" name="do" value="keep">"Import"</button>
                <a class="button" data-kind="quiet" href="/templates/import">"Choose another file"</a>
            </div>
        </form>
    }
    .into_any()
}
