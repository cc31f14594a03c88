//! The rail with the brand and the rooms; on small screens a bar at the top and one at the bottom.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::Icon;
use crate::{
    islands::Screen,
    visitor::{MadeUp, Visitor},
};

/// A room of the house: its address, and what begins with it; its sign and its name.
const ROOMS: [(&str, Icon, &str); 7] = [
    ("/today", Icon::Calendar, "Today"),
    ("/couples", Icon::People, "Couples"),
    ("/plans", Icon::Sheet, "Plans"),
    ("/templates", Icon::Copy, "Templates"),
    ("/library", Icon::Library, "Library"),
    ("/search", Icon::Search, "Search"),
    ("/settings", Icon::Settings, "Settings"),
];

/// The page of a hidden screen: it is blank, and gives nothing away.
const BLANK: &str = "/hidden";

/// Says that everything here is made up, where this server is a demo.
#[component]
pub fn DemoBar() -> impl IntoView {
    let shown = use_context::<MadeUp>().is_some() && use_location().pathname.get_untracked() != BLANK;
    shown.then(|| view! { <aside class="demo-bar" aria-label="Demo">"Demo: made-up couples, nothing is kept"</aside> })
}

/// Brand and navigation: all rooms for whoever is signed in, the library and the way in for everybody else.
#[component]
pub fn Rail() -> impl IntoView {
    let path = use_location().pathname.get_untracked();
    (path != BLANK).then(|| match use_context::<Visitor>() {
        Some(Visitor::Counsellor(records)) => {
            let footer = view! {
                // A group, and not the footer of the page: it stands within the header.
                <footer role="group" aria-label="Guard the screen">
                    <Screen login=records.account().login.clone() idle=store::IDLE_SECONDS />
                    <p class="login small soft" title=records.account().login.clone()>{records.account().login.clone()}</p>
                </footer>
            };
            view! { {rail(&path, &ROOMS, Some(footer))} <Find /> }.into_any()
        }
        Some(Visitor::Locked(_)) => rail(&path, &[LIBRARY, ("/locked", Icon::Lock, "Unlock")], None::<()>).into_any(),
        _ => rail(&path, &[LIBRARY, ("/sign-in", Icon::Person, "Sign in")], None::<()>).into_any(),
    })
}

/// The search over any page. The start script opens it; without scripts it never opens, and the rail leads to `/search`.
#[component]
fn Find() -> impl IntoView {
    view! {
        <dialog id="find" class="find" aria-label="Search">
            <form action="/search" method="get" role="search" aria-label="Everything, at once">
                <div class="field">
                    <label for="find-q">"Couples, plans, templates, exercises, rules"</label>
                    <div class="search">
                        {Icon::Search.view()}
                        <input id="find-q" name="q" type="search" dir="auto" autocomplete="off" aria-describedby="find-keys" />
                    </div>
                </div>
                <button class="icon-button" type="button" aria-label="Close the search">{Icon::Cross.view()}</button>
            </form>
            <div class="results"></div>
            <p id="find-keys" class="small soft">"Arrow keys go to what was found, Enter opens it, Esc closes the search."</p>
        </dialog>
    }
}

const LIBRARY: (&str, Icon, &str) = ROOMS[4];

fn rail(path: &str, rooms: &[(&'static str, Icon, &'static str)], footer: Option<impl IntoView>) -> impl IntoView {
    let room = |(address, icon, name): &(&'static str, Icon, &'static str)| {
        let here = path.strip_prefix(address).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        view! {
            <a href=*address aria-current=here.then_some("page") title=(*address == "/search").then_some("Ctrl+K")>
                {icon.view()}
                {*name}
            </a>
        }
    };
    view! {
        <header class="rail">
            <a class="brand" href="/">
                <svg viewBox="0 0 32 32" aria-hidden="true">
                    <path d="M4 10c8 0 8 12 24 12M4 22C12 22 12 10 28 10M4 16h24" />
                </svg>
                "Reweave"
            </a>
            <nav aria-label="Main">{rooms.iter().map(room).collect_view()}</nav>
            {footer}
        </header>
    }
}
