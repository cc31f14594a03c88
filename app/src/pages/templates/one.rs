//! `/templates/{template}`: one template: what it holds, its open slots, its words, and what can be done with it.

use domain::{
    template::{Content, KeptTemplate, Labels, Named},
    words::Phase,
};
use leptos::prelude::*;
use leptos_meta::Title;
use store::{CoupleId, Stored, ThingId};

use super::{CoupleChoice, block::blocks, couples_at_work, words};
use crate::{
    calls::Problem,
    pages::{awaited, tab_title, template_in_address},
    parts::{Crumbs, Entry, Icon, ReplyNote},
    visitor::{records, reply},
    wording,
};

/// The template that the address names.
#[component]
pub fn TemplatePage() -> impl IntoView {
    awaited(page())
}

async fn page() -> Result<AnyView, Problem> {
    let (records, id) = (records()?, template_in_address()?);
    let stored = records.thing::<KeptTemplate>(id).await?;
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
        <Crumbs trail=vec![("/templates".to_owned(), "Templates".to_owned())] />
        <div class="head">
            <div>
                <h1 dir="auto">{template.title.clone()}</h1>
                <p class="soft">{facts}</p>
                {(!template.description.is_empty()).then(|| view! { <p class="as-typed" dir="auto">{template.description.clone()}</p> })}
            </div>
            <a class="button" href=format!("/templates/{}/template.json", id.0)>{Icon::Download.view()} "Export as a file"</a>
        </div>
        <ReplyNote />
        <div class="detail">
            <div class="template-agenda">
                <h2>"Agenda"</h2>
                {blocks(id, stored.revision, template, &library)}
                {(!homework.is_empty()).then(|| view! {
                    <section class="card" aria-labelledby="homework">
                        <h2 id="homework">"Homework"</h2>
                        <p class="small soft">"In the library's words, as far as gates allow when the template is used."</p>
                        <ul class="list">{homework.into_iter().map(|title| view! { <li dir="auto">{title}</li> }).collect_view()}</ul>
                    </section>
                })}
            </div>
            <aside class="template-aside">{aside(&stored, couples)}</aside>
        </div>
    }
    .into_any())
}

fn aside(stored: &Stored<ThingId, KeptTemplate>, couples: Vec<(CoupleId, String)>) -> AnyView {
    let base = format!("/templates/{}", stored.id.0);
    let seen = stored.revision.0.to_string();
    let own = stored.value.template.blocks.iter().any(|block| match &block.content {
        Content::Exercise(Named::Kept(kept)) => kept.id().as_str().starts_with("own-"),
        _ => false,
    });
    view! {
        <section class="card" aria-labelledby="use">
            <h2 id="use">"Use it"</h2>
            <CoupleChoice action=format!("{base}/apply") couples=couples button="See what fits" />
        </section>
        <section class="card" aria-labelledby="words">
            <h2 id="words">"Its words"</h2>
            <form class="template-labels" method="post" action=base.clone() novalidate>
                <input type="hidden" name="seen" value=seen.clone() />
                <LabelFields labels=Labels::of(&stored.value.template) />
                <button class="button">"Save"</button>
            </form>
        </section>
        <section class="card" aria-labelledby="file">
            <h2 id="file">"For colleagues"</h2>
            <p class="small soft">
                "The file holds title, description, tags, minutes, parts and the ids of exercises. It has no place for notes, names or days. Read once more what you typed above: it goes along."
            </p>
            {own.then(|| view! { <p class="small soft">"Exercises of your own are named by their ids alone; their words stay here, and nobody else's library has them."</p> })}
        </section>
        <section class="card" aria-labelledby="delete">
            <h2 id="delete">"Delete"</h2>
            <details>
                <summary>"Delete this template"</summary>
                <p class="small soft">"Plans that were made from it stay as they are. This cannot be undone; export it first if you may want it again."</p>
                <form method="post" action=format!("{base}/delete")>
                    <input type="hidden" name="seen" value=seen />
                    <button class="button" data-kind="danger">"Delete it"</button>
                </form>
            </details>
        </section>
    }
    .into_any()
}

/// Title, description and tags.
#[component]
pub fn LabelFields(
    /// What stands there when nothing was refused.
    labels: Labels,
) -> impl IntoView {
    let reply = reply();
    let description = reply.value("description", &labels.description);
    let fault = reply.fault("description");
    let described = if fault.is_some() { "description-fault description-hint" } else { "description-hint" };
    view! {
        <Entry name="title" label="Title" saved=labels.title hint="It goes into the file for colleagues: no name, no code name." required=true />
        <div class="field">
            <label for="description">"Description"</label>
            <p class="hint" id="description-hint">"When it fits, and what you watch for. Nothing about people."</p>
            <textarea id="description" name="description" rows="4" dir="auto" autocomplete="off"
                aria-invalid=fault.is_some().then_some("true") aria-describedby=described>
                {wording::in_textarea(&description)}
            </textarea>
            {fault.map(|fault| view! { <p class="fault" id="description-fault">{Icon::Warning.view()}{fault}</p> })}
        </div>
        <Entry name="tags" label="Tags" saved=labels.tags.join(", ") hint="Words to find it by, with commas between." />
    }
}

/// The phases, to choose one of, or any.
pub(super) fn phases() -> Vec<(String, String)> {
    let any = [(String::new(), "Any phase".to_owned())];
    any.into_iter().chain(Phase::ALL.iter().map(|one| (one.to_string(), wording::phase(*one).to_owned()))).collect()
}
