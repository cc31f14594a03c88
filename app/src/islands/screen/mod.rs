//! What guards an open screen: hide it at once, lock it when nobody is there, say when the server does not answer.
//!
//! The page stays as it is below the cover, so nothing that was typed is lost. Without WebAssembly “Hide screen” is a
//! link to a blank page, “Lock” a form, and the server locks idle sessions by itself.

#[cfg(feature = "hydrate")]
mod ask;
#[cfg(feature = "hydrate")]
mod watch;

use leptos::{ev, html, prelude::*};

use super::erased;
use crate::parts::Icon;

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
struct Screen_ {
    cover: RwSignal<Cover>,
    /// What went wrong while unlocking; empty when nothing did.
    problem: RwSignal<&'static str>,
    /// Whether the server answered the last time it was asked.
    reached: RwSignal<bool>,
    password: NodeRef<html::Input>,
    dialog: NodeRef<html::Dialog>,
}

/// “Hide screen”, “Lock”, and the covers that belong to them.
#[island]
pub fn Screen(
    /// The name that signs in.
    login: String,
    /// After how many seconds without a touch the session is locked.
    idle: u32,
) -> impl IntoView {
    let screen = Screen_ {
        cover: RwSignal::new(Cover::Off),
        problem: RwSignal::new(""),
        reached: RwSignal::new(true),
        password: NodeRef::new(),
        dialog: NodeRef::new(),
    };
    #[cfg(feature = "hydrate")]
    watch::start(screen, login.clone(), f64::from(idle) * 1000.0);
    #[cfg(not(feature = "hydrate"))]
    let _ = idle;
    let hide = move |event: ev::MouseEvent| {
        event.prevent_default();
        screen.cover.set(Cover::Blank);
    };
    let lock = move |event: ev::SubmitEvent| {
        event.prevent_default();
        screen.lock();
    };
    view! {
        <a class="button" data-kind="quiet" href="/hidden" title="Esc twice does the same" on:click=hide>
            {Icon::Hide.view()}
            <span>"Hide"<span class="more">" screen"</span></span>
        </a>
        <form method="post" action="/lock" on:submit=lock>
            <button class="button" data-kind="quiet">{Icon::Lock.view()}<span>"Lock"</span></button>
        </form>
        <p class="offline" role="status">
            {move || (!screen.reached.get()).then_some("The server does not answer. What you typed is kept here.")}
        </p>
        {cover(screen, login)}
    }
}

/// The sheet over the page. A modal dialog: the browser itself keeps everything below out of reach.
fn cover(screen: Screen_, login: String) -> impl IntoView {
    let on = move |wanted: Cover| move || screen.cover.get() != wanted;
    // Esc must not take a cover away.
    let keep = |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
        }
    };
    let unlock = move |event: ev::SubmitEvent| {
        event.prevent_default();
        screen.unlock();
    };
    erased(view! {
        <dialog
            class="cover"
            aria-label="The screen is covered"
            closedby="none"
            node_ref=screen.dialog
            on:keydown=keep
            on:cancel=|event: leptos::ev::Event| event.prevent_default()
            on:close=move |_| screen.show()
        >
            <button type="button" class="blank" hidden=on(Cover::Blank) on:click=move |_| screen.cover.set(Cover::Off)>
                "Hidden. Press Enter or click to go on."
            </button>
            <form class="card stack" hidden=on(Cover::Locked) on:submit=unlock>
                <h2>"Locked"</h2>
                <p class="soft">"Everything on this page is as you left it."</p>
                <p class="who">{login.clone()}</p>
                // Password managers look for a name beside the password; without a name of its own it is never sent.
                <input type="text" value=login autocomplete="username" readonly hidden />
                <div class="field">
                    <label for="cover-password">"Password"</label>
                    <input id="cover-password" type="password" autocomplete="current-password" node_ref=screen.password />
                </div>
                <p class="fault" role="alert">{screen.problem}</p>
                <button class="button" data-kind="primary">"Go on"</button>
            </form>
            <div class="card stack" hidden=on(Cover::Ended)>
                <h2>"You are signed out"</h2>
                <p>"What you typed on this page is still here. Sign in in a new window; this page then goes on by itself."</p>
                <a class="button" data-kind="primary" href="/sign-in" target="_blank">"Sign in in a new window"</a>
            </div>
        </dialog>
    })
}

impl Screen_ {
    /// Covers the page, and locks the session on the server as well.
    fn lock(self) {
        self.problem.set("");
        self.cover.set(Cover::Locked);
        #[cfg(feature = "hydrate")]
        watch::lock_everywhere();
    }

    /// Opens the session with the password that was typed, and takes the cover away.
    #[cfg_attr(not(feature = "hydrate"), expect(clippy::unused_self, reason = "there is nothing to cover on a server"))]
    fn unlock(self) {
        #[cfg(feature = "hydrate")]
        if let Some(field) = self.password.get_untracked() {
            leptos::task::spawn_local(async move {
                let password = field.value();
                field.set_value("");
                match ask::unlock(&password).await {
                    ask::Answer::Open => {
                        self.problem.set("");
                        self.cover.set(Cover::Off);
                        watch::tell(watch::OPEN);
                    }
                    ask::Answer::Ended => self.cover.set(Cover::Ended),
                    ask::Answer::Refused(why) => self.problem.set(why),
                }
            });
        }
    }

    /// Makes the dialog what the state says. The browser may close a dialog by itself; a cover then comes back.
    #[cfg_attr(not(feature = "hydrate"), expect(clippy::unused_self, reason = "there is nothing to cover on a server"))]
    fn show(self) {
        #[cfg(feature = "hydrate")]
        if let Some(dialog) = self.dialog.get_untracked() {
            match (self.cover.get_untracked(), dialog.open()) {
                (Cover::Off, true) => dialog.close(),
                (Cover::Off, false) | (_, true) => {}
                // It fails where the dialog is not in the page, and then there is nothing to cover.
                (_, false) => drop(dialog.show_modal()),
            }
        }
    }
}
