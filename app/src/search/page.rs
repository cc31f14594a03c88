//! `/search`: couples, plans, templates, exercises and pages of the library that match a query.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::layout::title::tab_title;
use crate::{
    browser::api::Problem,
    http::{
        page_result::asked,
        page_result::awaited,
        visitor::{now, records},
    },
    layout::Icon,
    search::{find, results},
};

/// Number of hits shown per kind, and if only one kind is shown.
const FIRST: usize = 10;
const OF_ONE: usize = 200;

/// The result of the query in the address.
#[component]
pub fn SearchPage() -> impl IntoView {
    let asked = asked();
    let was_posted = use_query_map().get_untracked().get("q").is_none();
    awaited(page(asked.get("q").unwrap_or_default(), was_posted, asked.get("all")))
}

async fn page(typed: String, was_posted: bool, only: Option<String>) -> Result<AnyView, Problem> {
    let (records, now) = (records()?, now()?);
    let library = records.library().await?;
    let catalogue = records.catalogue(now.stamp).await?;
    let most = if only.is_some() { OF_ONE } else { FIRST };
    let templates = records.documents().await?;
    let mut found = find(&catalogue, &templates, &library, (&typed, was_posted), most);
    if let Some(only) = &only {
        found.groups.retain(|group| group.id == only);
    }
    let more = only.is_none().then_some(typed.as_str());
    let html = results(&found, more);
    Ok(view! {
        // What was typed stays out of the title, which ends up in the browser's history.
        <Title text=tab_title("Search") />
        <div class="head"><div><h1>"Search"</h1></div></div>
        <form class="search-page" role="search" aria-label="Search everything" action="/search" method="post" autocomplete="off">
            <div class="field">
                <label for="q">"Couples, plans, stories, templates, exercises, rules"</label>
                <div class="search">
                    {Icon::Search.view()}
                    <input id="q" name="q" type="search" dir="auto" autocomplete="off" value=typed />
                </div>
            </div>
            <button class="button" data-kind="primary">"Search"</button>
        </form>
        <div class="card results" inner_html=html></div>
    }
    .into_any())
}
