//! `/library`: all exercises, to browse and to search.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::tab_title;
use crate::{finder::Query, islands::Finder, packed::Packed, parts::LibraryTabs, shelf::cards};

/// All exercises of the library, narrowed by what the address asks for.
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
                <p class="soft">"What you can do with a couple, each with its steps, its words for clients and its sources."</p>
            </div>
        </div>
        <LibraryTabs here="/library" />
        <Finder cards=Packed(cards) query=Packed(query) />
    }
}
