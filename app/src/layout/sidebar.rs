//! The sidebar with brand and navigation; on small screens a bar at the top and one at the bottom.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::layout::Icon;
use crate::{
    http::visitor::{DemoMode, SharedScreen, Visitor},
    layout::screen_lock::ScreenLock,
};

/// The entries of the navigation: address, which is also a prefix, icon and name.
const ROOMS: [(&str, Icon, &str); 7] = [
    ("/today", Icon::Calendar, "Today"),
    ("/couples", Icon::People, "Couples"),
    ("/plans", Icon::Sheet, "Plans"),
    ("/templates", Icon::Copy, "Templates"),
    ("/library", Icon::Library, "Library"),
    ("/search", Icon::Search, "Search"),
    ("/settings", Icon::Settings, "Settings"),
];

/// The entries that the bar of a small screen has behind “More”.
const LEFT_OUT: [&str; 3] = ["/templates", "/search", "/settings"];

/// The page of a hidden screen: blank.
const BLANK: &str = "/hidden";

/// The page that asks to leave the shared screen.
const LEAVE_FIRST: &str = "/shared-screen";

/// The notice that everything here is invented, if this server is a demo.
#[component]
pub fn DemoBar() -> impl IntoView {
    let shown = use_context::<DemoMode>().is_some() && use_location().pathname.get_untracked() != BLANK;
    shown.then(|| view! { <aside class="demo-bar" aria-label="Demo">"Demo: made-up couples, nothing is saved"</aside> })
}

/// The couple whose shared screen is on, unless the page is blank.
fn shared_screen(path: &str) -> Option<SharedScreen> {
    let signed_in = matches!(use_context::<Visitor>(), Some(Visitor::Counsellor(_)));
    (signed_in && path != BLANK).then(use_context::<SharedScreen>).flatten()
}

/// The bar above a shared screen, if it is on.
#[component]
pub fn SharedBand() -> impl IntoView {
    let path = use_location().pathname.get_untracked();
    shared_screen(&path).map(|shared| view! { <Band shared=shared leave=path != LEAVE_FIRST /> })
}

/// True if the page has the navigation: a blank page and a shared screen have none.
fn has_rail(path: &str) -> bool {
    path != BLANK && shared_screen(path).is_none()
}

/// The link past the page to the navigation, where there is one.
#[component]
pub fn SkipLink() -> impl IntoView {
    let path = use_location().pathname.get_untracked();
    has_rail(&path).then(|| view! { <a class="skip" href="#rooms">"Skip to the navigation"</a> })
}

/// Brand and navigation: all entries with a session, only library and sign-in without; none on a shared screen. It comes
/// after the page, so that the keyboard is in the page at once, and as it lies below it on small screens.
#[component]
pub fn Sidebar() -> impl IntoView {
    let path = use_location().pathname.get_untracked();
    has_rail(&path).then(|| match use_context::<Visitor>() {
        Some(Visitor::Counsellor(records)) => {
            let footer = view! {
                // A group, and not the footer of the page: it stands within the header.
                <footer role="group" aria-label="Screen privacy">
                    <ScreenLock idle=store::IDLE_SECONDS shared=false />
                    <p class="login small soft" title=records.account().login.clone()>{records.account().login.clone()}</p>
                </footer>
            };
            let foot = view! { {footer} <More path=path.clone() /> };
            view! { {rail(&path, &ROOMS, Some(foot))} <Find /> }.into_any()
        }
        Some(Visitor::Locked(_)) => rail(&path, &[LIBRARY, ("/locked", Icon::Lock, "Unlock")], None::<()>).into_any(),
        _ => rail(&path, &[LIBRARY, ("/sign-in", Icon::Person, "Sign in")], None::<()>).into_any(),
    })
}

/// The places that the bar of a small screen leaves out, and the buttons at the foot of the sidebar. It unfolds without
/// scripts; where the sidebar has room it is not shown.
#[component]
fn More(
    /// The address of the page.
    path: String,
) -> impl IntoView {
    let left_out = ROOMS.iter().filter(|(address, ..)| LEFT_OUT.contains(address));
    let is_here = left_out.clone().any(|(address, ..)| is_within(&path, address));
    let link = |(address, icon, name): &(&'static str, Icon, &'static str)| {
        let here = is_within(&path, address).then_some("page");
        view! { <a class="button" data-kind="quiet" href=*address aria-current=here>{icon.view()} {*name}</a> }
    };
    view! {
        <details class="places" data-here=is_here.then_some("")>
            <summary>
                <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M4 7h16M4 12h16M4 17h16" /></svg>
                "More"
            </summary>
            <div>
                {left_out.map(link).collect_view()}
                <a class="button" data-kind="quiet" href=BLANK data-do="hide">{Icon::Hide.view()} "Hide screen"</a>
                <form method="post" action="/lock">
                    <button class="button" data-kind="quiet">{Icon::Lock.view()} "Lock"</button>
                </form>
                <form method="post" action="/sign-out">
                    <button class="button" data-kind="quiet">{Icon::Person.view()} "Sign out"</button>
                </form>
            </div>
        </details>
    }
}

/// The bar above a shared screen instead of the sidebar: the couple, and the button to leave.
#[component]
fn Band(
    /// The couple whose screen it is.
    shared: SharedScreen,
    /// True if it has the button to leave; one page has it in its middle.
    leave: bool,
) -> impl IntoView {
    let leave = leave.then(|| {
        view! {
            <form method="post" action=LEAVE_FIRST>
                <input type="hidden" name="next" value=format!("/couples/{}/situation", shared.0.0) />
                <button class="button">"Leave shared screen"</button>
            </form>
        }
    });
    view! {
        <header class="band">
            {Icon::People.view()}
            <strong>"Shared screen"</strong>
            <span class="grow">"Only what you both answer together is shown here."</span>
            <div class="row" role="group" aria-label="Screen privacy">
                <ScreenLock idle=store::IDLE_SECONDS shared=true />
                {leave}
            </div>
        </header>
    }
}

/// The search dialog over any page. The start script opens it; without scripts it stays closed, and the sidebar links
/// to `/search`.
#[component]
fn Find() -> impl IntoView {
    view! {
        <dialog id="find" class="find" aria-label="Search">
            <form action="/search" method="post" autocomplete="off" role="search" aria-label="Search everything">
                <div class="field">
                    <label for="find-q">"Couples, plans, stories, templates, exercises, rules"</label>
                    <div class="search">
                        {Icon::Search.view()}
                        <input id="find-q" name="q" type="search" dir="auto" autocomplete="off" aria-describedby="find-keys" />
                    </div>
                </div>
                <button class="icon-button" type="button" aria-label="Close the search">{Icon::Cross.view()}</button>
            </form>
            <div class="results"></div>
            <p id="find-keys" class="small soft">"Arrow keys move through the results, Enter opens one, Esc closes the search."</p>
        </dialog>
    }
}

const LIBRARY: (&str, Icon, &str) = ROOMS[4];

/// True if a page is this entry of the navigation, or below it.
fn is_within(path: &str, address: &str) -> bool {
    path.strip_prefix(address).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn rail(path: &str, rooms: &[(&'static str, Icon, &'static str)], footer: Option<impl IntoView>) -> impl IntoView {
    let room = |(address, icon, name): &(&'static str, Icon, &'static str)| {
        // A counsellor's own library is a part of the library.
        let here = is_within(path, address) || *address == LIBRARY.0 && is_within(path, "/my-library");
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
            <nav id="rooms" aria-label="Main" tabindex="-1">{rooms.iter().map(room).collect_view()}</nav>
            {footer}
        </header>
    }
}
