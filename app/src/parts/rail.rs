//! The rail with the brand and the rooms; a bar at the bottom on small screens.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::Icon;

/// Brand and navigation. Holds only rooms that exist.
#[component]
pub fn Rail() -> impl IntoView {
    let path = use_location().pathname.get_untracked();
    let room = |address: &'static str, here: bool, icon: Icon, name: &'static str| {
        view! {
            <a href=address aria-current=here.then_some("page")>
                {icon.view()}
                {name}
            </a>
        }
    };
    let in_library = path.starts_with("/library");
    view! {
        <header class="rail">
            <a class="brand" href="/library">
                <svg viewBox="0 0 32 32" aria-hidden="true">
                    <path d="M4 10c8 0 8 12 24 12M4 22C12 22 12 10 28 10M4 16h24" />
                </svg>
                "Reweave"
            </a>
            <nav aria-label="Main">
                {room("/library", in_library, Icon::Library, "Library")}
            </nav>
        </header>
    }
}
