//! `/library`: all exercises, to browse and to search.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::islands::Finder;

/// All exercises of the library.
#[component]
pub fn LibraryPage() -> impl IntoView {
    view! {
        <Title text="Library · Reweave" />
        <h1>"Library"</h1>
        <Finder />
    }
}
