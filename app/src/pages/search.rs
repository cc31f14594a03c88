//! `/search`: couples, plans, templates, exercises and pages of the library, by the words that somebody types.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::tab_title;
use crate::{
    calls::Problem,
    pages::awaited,
    parts::Icon,
    search::{find, results},
    visitor::{now, records},
};

/// Of each kind so many are shown at first, and so many where one kind is asked for.
const FIRST: usize = 10;
const OF_ONE: usize = 200;

/// What the address asks for.
#[component]
pub fn SearchPage() -> impl IntoView {
    let asked = use_query_map().get_untracked();
    awaited(page(asked.get("q").unwrap_or_default(), asked.get("all")))
}

async fn page(typed: String, only: Option<String>) -> Result<AnyView, Problem> {
    let (records, now) = (records()?, now()?);
    let library = records.library().await?;
    let catalogue = records.catalogue(now.stamp).await?;
    let most = if only.is_some() { OF_ONE } else { FIRST };
    let templates = records.things().await?;
    let mut found = find(&catalogue, &templates, &library, &typed, most);
    if let Some(only) = &only {
        found.groups.retain(|group| group.id == only);
    }
    let more = only.is_none().then_some(typed.as_str());
    let html = results(&found, more);
    Ok(view! {
        // What was typed stays out of the title, which ends up in the browser's history.
        <Title text=tab_title("Search") />
        <div class="head"><div><h1>"Search"</h1></div></div>
        <form class="search-page" role="search" aria-label="Everything" action="/search" method="get">
            <div class="field">
                <label for="q">"Couples, plans, templates, exercises, rules"</label>
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
