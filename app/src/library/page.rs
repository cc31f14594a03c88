//! `/library`: all exercises, with filters and search.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::layout::title::tab_title;
use crate::{
    browser::library_context::cards,
    library::{
        finder::{Query, library},
        tabs::LibraryTabs,
    },
};

/// The exercises that match the address.
#[component]
pub fn LibraryPage() -> impl IntoView {
    let asked = use_query_map().get_untracked();
    let query = Query::read(|name| asked.get(name));
    let cards = cards().to_vec();
    view! {
        <Title text=tab_title("Library") />
        <div class="head">
            <div>
                <h1>"Library"</h1>
                <p class="soft">"Exercises for couples, each with its steps, client text and sources."</p>
            </div>
        </div>
        <LibraryTabs here="/library" />
        <div class="live" inner_html=library(&cards, &query)></div>
    }
}
