//! `/library`: all exercises, to browse and to search.

use std::sync::LazyLock;

use domain::library::english;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::tab_title;
use crate::{
    finder::{Card, Query},
    islands::Finder,
    packed::Packed,
    parts::LibraryTabs,
};

/// All exercises of the library, narrowed by what the address asks for.
#[component]
pub fn LibraryPage() -> impl IntoView {
    // Looking through every full text takes milliseconds, and the library stays as it is while the program runs.
    static CARDS: LazyLock<Vec<Card>> = LazyLock::new(|| english().items().iter().map(Card::of).collect());

    let asked = use_query_map().get_untracked();
    let query = Query::read(|name| asked.get(name));
    let cards = CARDS.clone();
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
