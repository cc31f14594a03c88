//! `/templates`: all templates, with search.

use domain::{
    library::english,
    plan::templates::{Content, KeptTemplate},
    vocabulary::{
        SmallMap, SmallSet,
        fold::{all_words_in, folded},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use store::{CoupleId, DocumentId, Stored};

use crate::{
    browser::api::Problem,
    couples::head::Name,
    http::{page_result::awaited, visitor::records},
    layout::{Breadcrumbs, FormId, Icon, title::tab_title},
    templates::words,
};

/// The filter of the list, as in its address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Filter {
    text: String,
    tag: String,
    /// The couple for whom a template is sought.
    couple: Option<CoupleId>,
}

impl Filter {
    fn admits(&self, kept: &KeptTemplate) -> bool {
        let template = &kept.template;
        let exercises = template.blocks.iter().filter_map(|block| match &block.content {
            Content::Exercise(named) => Some(named.title()),
            Content::Part | Content::Slot(..) => None,
        });
        let face: Vec<&str> = [template.title.as_str(), &template.description]
            .into_iter()
            .chain(template.tags.iter().map(String::as_str))
            .chain(exercises)
            .collect();
        (self.tag.is_empty() || template.tags.iter().any(|tag| folded(tag) == folded(&self.tag)))
            && all_words_in(&self.text, face)
    }

    fn is_plain(&self) -> bool {
        self.text.trim().is_empty() && self.tag.is_empty()
    }
}

/// The templates that match the address.
#[component]
pub fn TemplatesPage() -> impl IntoView {
    let asked = use_query_map().get_untracked();
    let value = |name| asked.get(name).unwrap_or_default();
    let filter = Filter { text: value("q"), tag: value("tag"), couple: value("couple").parse().ok().map(CoupleId) };
    awaited(page(filter))
}

async fn page(filter: Filter) -> Result<AnyView, Problem> {
    let records = records()?;
    let couple = match filter.couple {
        Some(id) => Some((id, records.couple(id).await?.value.name)),
        None => None,
    };
    let mut all = records.documents::<KeptTemplate>().await?;
    all.sort_by_cached_key(|one| (std::cmp::Reverse(one.value.used), one.value.template.title.to_lowercase(), one.id));
    // Tags that differ in capitals or accents alone are one.
    let tags = all.iter().flat_map(|one| one.value.template.tags.clone()).map(|tag| (folded(&tag), tag));
    let tags: SmallMap<String, String> = tags.collect();
    let any = !all.is_empty();
    let titles: SmallSet<&str> = all.iter().map(|one| one.value.template.title.as_str()).collect();
    let starters_missing = english().starters().iter().any(|starter| !titles.contains(starter.title.as_str()));
    let shown: Vec<_> = all.into_iter().filter(|one| filter.admits(&one.value)).collect();
    let found = words::count(shown.len(), "template");
    let nothing = shown.is_empty();
    let for_couple = couple.as_ref().map(|(id, _)| *id);
    Ok(view! {
        <Title text=tab_title("Templates") />
        {couple.clone().map(|(id, name)| view! {
            <Breadcrumbs trail=vec![
                ("/couples".to_owned(), "Couples".to_owned()),
                (format!("/couples/{}", id.0), name),
                (format!("/couples/{}/sessions", id.0), "Sessions".to_owned()),
            ] />
        })}
        <div class="head">
            <div>
                <h1>"Templates"</h1>
                {match couple {
                    Some((_, name)) => view! { <p class="soft">"Choose one for " <Name text=name /> ". Nothing is created until you have seen what fits."</p> }.into_any(),
                    None => view! { <p class="soft">"Reusable sessions. They contain nothing about any couple."</p> }.into_any(),
                }}
            </div>
            <div class="actions">
                {(any && starters_missing).then(|| starter_button("quiet", for_couple))}
                <a class="button" href="/templates/import">{Icon::Download.view()} "Import file"</a>
            </div>
        </div>
        {any.then(|| view! { <Search filter=filter.clone() tags=tags /> })}
        {any.then(|| view! { <p class="found" role="status">{found}</p> })}
        {nothing.then(|| empty(any, for_couple))}
        <ul class="cards" data-wide>{shown.into_iter().map(|one| card(one, for_couple)).collect_view()}</ul>
    }
    .into_any())
}

fn card(one: Stored<DocumentId, KeptTemplate>, couple: Option<CoupleId>) -> AnyView {
    let template = &one.value.template;
    let address = match couple {
        Some(couple) => format!("/templates/{}/apply?couple={}", one.id.0, couple.0),
        None => format!("/templates/{}", one.id.0),
    };
    let first = template.description.lines().next().unwrap_or_default().to_owned();
    let tags = template.tags.clone();
    view! {
        <li class="exercise" data-phase=template.phase.as_str()>
            <h2><a href=address dir="auto">{template.title.clone()}</a></h2>
            {(!first.is_empty()).then(|| view! { <p class="why" dir="auto">{first}</p> })}
            {(!tags.is_empty()).then(|| view! {
                <ul class="chips" aria-label="Tags">
                    {tags.into_iter().map(|tag| view! { <li><span class="chip"><bdi>{tag}</bdi></span></li> }).collect_view()}
                </ul>
            })}
            <p class="facts"><span>{words::facts(template)}</span> <span>{words::used(&one.value)}</span></p>
        </li>
    }
    .into_any()
}

#[component]
fn Search(filter: Filter, tags: SmallMap<String, String>) -> AnyView {
    let chosen = folded(&filter.tag);
    let options = tags
        .into_values()
        .map(|tag| view! { <option value=tag.clone() selected=folded(&tag) == chosen>{tag.clone()}</option> })
        .collect_view();
    let couple = filter.couple.map(|couple| view! { <input type="hidden" name="couple" value=couple.0.to_string() /> });
    let clear = match filter.couple {
        Some(couple) => format!("/templates?couple={}", couple.0),
        None => "/templates".to_owned(),
    };
    view! {
        <form class="finder template-finder" role="search" action="/templates" method="get" autocomplete="off">
            {couple}
            <div class="field" data-wide="">
                <label for="q">"Search"</label>
                <div class="search">
                    {Icon::Search.view()}
                    <input id="q" name="q" type="search" value=filter.text.clone() placeholder="Title, text, exercise" dir="auto" />
                </div>
            </div>
            <div class="field">
                <label for="tag">"Tag"</label>
                <select id="tag" name="tag"><option value="">"Any tag"</option>{options}</select>
            </div>
            <button class="button">{Icon::Search.view()} "Search"</button>
        </form>
        {(!filter.is_plain()).then(|| view! {
            <p><a class="button" data-kind="quiet" href=clear>{Icon::Cross.view()} "Clear filters"</a></p>
        })}
    }
    .into_any()
}

fn starter_button(kind: &'static str, couple: Option<CoupleId>) -> AnyView {
    view! {
        <form method="post" action="/templates/starters">
            <FormId />
            {couple.map(|couple| view! { <input type="hidden" name="couple" value=couple.0.to_string() /> })}
            <button class="button" data-kind=kind>"Add the starter templates"</button>
        </form>
    }
    .into_any()
}

fn empty(any: bool, couple: Option<CoupleId>) -> AnyView {
    if any {
        return view! {
            <div class="empty">
                <h2>"No templates match these filters"</h2>
                <p>"Try fewer words or remove a filter."</p>
            </div>
        }
        .into_any();
    }
    let plans = couple.map_or_else(|| "/plans".to_owned(), |couple| format!("/couples/{}/sessions", couple.0));
    view! {
        <div class="empty">
            <h2>"No templates yet"</h2>
            <p>"Begin with six sessions that most counsellors hold: the first one, after a discovery, after a disclosure, one partner alone, a review and an ending. Change them as you like."</p>
            {starter_button("primary", couple)}
            <p>"Or open a plan that worked well and choose “Save as template”. Exercises and minutes are copied, and nothing about the couple."</p>
            <a class="button" href=plans>"Choose a plan"</a>
        </div>
    }
    .into_any()
}
