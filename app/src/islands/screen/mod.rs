//! What guards an open screen: hide it at once, lock it when nobody is there, say when the server does not answer.
//!
//! The page stays as it is below the cover, so nothing that was typed is lost. Without WebAssembly “Hide screen” is a
//! link to a blank page, “Lock” a form, and the server locks idle sessions by itself.

#[cfg(feature = "hydrate")]
mod ask;
#[cfg(feature = "hydrate")]
mod hands;
mod paint;
#[cfg(feature = "hydrate")]
mod watch;

use leptos::{html, prelude::*};

use crate::live;

/// What lies over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cover {
    /// Nothing.
    Off,
    /// A blank sheet, taken away by a click.
    Blank,
    /// The session is locked: the password takes it away.
    Locked,
    /// The session has ended: signing in in another window takes it away.
    Ended,
}

/// The state of the screen, shared by its parts.
#[derive(Clone, Copy)]
struct State {
    cover: RwSignal<Cover>,
    /// What went wrong while unlocking; empty when nothing did.
    problem: RwSignal<&'static str>,
    /// Whether the server answered the last time it was asked.
    reached: RwSignal<bool>,
    root: NodeRef<html::Div>,
}

/// “Hide screen”, “Lock”, and the covers that belong to them.
#[island]
pub fn Screen(
    /// The name that signs in.
    login: String,
    /// After how many seconds without a touch the session is locked.
    idle: u32,
) -> impl IntoView {
    let screen = State {
        cover: RwSignal::new(Cover::Off),
        problem: RwSignal::new(""),
        reached: RwSignal::new(true),
        root: NodeRef::new(),
    };
    let name = StoredValue::new(login);
    let paint = move || {
        name.with_value(|login| {
            let (cover, reached) = (screen.cover.get(), screen.reached.get());
            paint::screen(&paint::Look { cover, problem: screen.problem.get(), reached, login })
        })
    };
    live::follow(screen.root, paint);
    #[cfg(feature = "hydrate")]
    {
        hands::listen(screen);
        watch::start(screen, name.get_value(), f64::from(idle) * 1000.0);
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = idle;
    view! { <div class="live" node_ref=screen.root inner_html=live::first(paint)></div> }
}
