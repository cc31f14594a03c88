//! `/templates/{template}`: one template: its content, open slots, labels, and actions.

use domain::plan::templates::{Content, ExerciseRef, KeptTemplate, Labels};
use leptos::prelude::*;
use leptos_meta::Title;
use store::{CoupleId, DocumentId, Stored};

use crate::{
    browser::{api::Problem, autosave::FormValues},
    http::{
        page_result::{awaited, template_in_address},
        visitor::records,
    },
    layout::{BaseField, Breadcrumbs, Icon, Kept, ReplyNote, TextAreaField, TextField, title::tab_title},
    templates::{CoupleChoice, block::blocks, couples_at_work, words},
};

/// The template in the address.
#[component]
pub fn TemplatePage() -> impl IntoView {
    awaited(page())
}

async fn page() -> Result<AnyView, Problem> {
    let (records, id) = (records()?, template_in_address()?);
    let stored = records.document::<KeptTemplate>(id).await?;
    let couples = couples_at_work(&records).await?;
    let library = records.library().await?;
    let template = &stored.value.template;
    let homework: Vec<String> = template
        .homework
        .iter()
        .map(|id| library.item(id).map_or_else(|| id.to_string(), |item| item.title.to_string()))
        .collect();
    let facts = format!("{} · {}", words::facts(template), words::used(&stored.value));
    Ok(view! {
        <Title text=tab_title("Template") />
        <Breadcrumbs trail=vec![("/templates".to_owned(), "Templates".to_owned())] />
        <div class="head">
            <div>
                <h1 dir="auto">{template.title.clone()}</h1>
                <p class="soft">{facts}</p>
                {(!template.description.is_empty()).then(|| view! { <p class="as-typed" dir="auto">{template.description.clone()}</p> })}
            </div>
            <a class="button" href=format!("/templates/{}/template.json", id.0)>{Icon::Download.view()} "Export file"</a>
        </div>
        <ReplyNote />
        <div class="detail">
            <div class="template-agenda">
                <h2>"Agenda"</h2>
                {blocks(id, stored.revision, template, &library)}
                {(!homework.is_empty()).then(|| view! {
                    <section class="card" aria-labelledby="homework">
                        <h2 id="homework">"Homework"</h2>
                        <p class="small soft">"In the library’s text, as far as holds allow when the template is used."</p>
                        <ul class="list">{homework.into_iter().map(|title| view! { <li dir="auto">{title}</li> }).collect_view()}</ul>
                    </section>
                })}
            </div>
            <aside class="template-aside">{aside(&stored, couples)}</aside>
        </div>
    }
    .into_any())
}

fn aside(stored: &Stored<DocumentId, KeptTemplate>, couples: Vec<(CoupleId, String)>) -> AnyView {
    let base = format!("/templates/{}", stored.id.0);
    let seen = stored.revision.0.to_string();
    let own = stored.value.template.blocks.iter().any(|block| match &block.content {
        Content::Exercise(ExerciseRef::Kept(kept)) => kept.id().as_str().starts_with("own-"),
        _ => false,
    });
    view! {
        <section class="card" aria-labelledby="use">
            <h2 id="use">"Use this template"</h2>
            <CoupleChoice action=format!("{base}/apply") couples=couples button="See what fits" />
        </section>
        <section class="card" aria-labelledby="words">
            <h2 id="words">"Title and description"</h2>
            <form class="template-labels" method="post" action=base.clone() novalidate>
                <input type="hidden" name="seen" value=seen.clone() />
                <Kept page=base.clone() about="Title and description of a template" />
                <BaseField filled=label_base(&Labels::of(&stored.value.template)) />
                <LabelFields labels=Labels::of(&stored.value.template) />
                <button class="button">"Save"</button>
            </form>
        </section>
        <section class="card" aria-labelledby="file">
            <h2 id="file">"For colleagues"</h2>
            <p class="small soft">
                "The file contains title, description, tags, minutes, parts and the ids of exercises. It never contains notes, names or dates. Check what you typed above: it is included."
            </p>
            {own.then(|| view! { <p class="small soft">"Your own exercises are named only by their ids; their text stays here, and no one else’s library has it."</p> })}
        </section>
        <section class="card" aria-labelledby="delete">
            <h2 id="delete">"Delete"</h2>
            <details>
                <summary>"Delete this template"</summary>
                <p class="small soft">"Plans made from it do not change. This cannot be undone; export it first if you may want it again."</p>
                <form method="post" action=format!("{base}/delete")>
                    <input type="hidden" name="seen" value=seen />
                    <button class="button" data-kind="danger">"Delete template"</button>
                </form>
            </details>
        </section>
    }
    .into_any()
}

/// Returns title, description and tags as form values.
fn label_base(labels: &Labels) -> FormValues {
    let tags = labels.tags.join(", ");
    FormValues::of([("title", labels.title.as_str()), ("description", &labels.description), ("tags", &tags)])
}

/// Title, description and tags.
#[component]
pub fn LabelFields(
    /// The values if the form was not refused.
    labels: Labels,
) -> impl IntoView {
    view! {
        <TextField name="title" label="Title" saved=labels.title hint="Included in the file for colleagues: no name, no code name." required=true />
        <TextAreaField name="description" label="Description" hint="When it fits, and what you watch for. Nothing about people." rows=4 saved=labels.description />
        <TextField name="tags" label="Tags" saved=labels.tags.join(", ") hint="Separated by commas" />
    }
}
