//! What hands do with the buttons and the covers, and what they bring about.

use leptos::{
    prelude::{GetUntracked, Set, document},
    task::spawn_local,
};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Event, HtmlDialogElement, HtmlInputElement};

use super::{
    Cover, State, ask,
    watch::{OPEN, lock_everywhere, tell},
};
use crate::live::{element, once};

/// Listens to the buttons and to the dialog, once they are in the page.
pub(super) fn listen(screen: State) {
    once(move || {
        let Some(root) = screen.root.get_untracked() else { return };
        let hear = Closure::<dyn Fn(Event)>::new(move |event: Event| screen.hear(&event));
        for event in ["click", "submit", "keydown", "cancel", "close"] {
            // What happens to a dialog is told to the dialog alone, unless one listens on the way down.
            let _ = root.add_event_listener_with_callback_and_bool(event, hear.as_ref().unchecked_ref(), true);
        }
        // It lives as long as the page.
        hear.forget();
    });
}

impl State {
    fn hear(self, event: &Event) {
        let of = element(event).and_then(|at| at.closest("[data-do], dialog").ok().flatten());
        let deed = of.and_then(|of| of.get_attribute("data-do")).unwrap_or_default();
        match (event.type_().as_str(), deed.as_str()) {
            ("click", "hide") => self.cover.set(Cover::Blank),
            ("click", "uncover") => return self.cover.set(Cover::Off),
            ("submit", "lock") => self.lock(),
            ("submit", "unlock") => self.unlock(),
            // Esc must not take a cover away.
            ("cancel", _) => {}
            ("keydown", _) if self.cover.get_untracked() != Cover::Off && is_escape(event) => {}
            ("close", _) => return self.show(),
            _ => return,
        }
        event.prevent_default();
    }

    /// Covers the page, and locks the session on the server as well.
    pub(super) fn lock(self) {
        self.problem.set("");
        self.cover.set(Cover::Locked);
        lock_everywhere();
    }

    /// Opens the session with the password that was typed, and takes the cover away.
    fn unlock(self) {
        let field = document().get_element_by_id("cover-password");
        let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) else { return };
        let password = field.value();
        field.set_value("");
        spawn_local(async move {
            match ask::unlock(&password).await {
                ask::Answer::Open => {
                    self.problem.set("");
                    self.cover.set(Cover::Off);
                    tell(OPEN);
                }
                ask::Answer::Ended => self.cover.set(Cover::Ended),
                ask::Answer::Refused(why) => self.problem.set(why),
            }
        });
    }

    /// Makes the dialog what the state says. The browser may close a dialog by itself; a cover then comes back.
    pub(super) fn show(self) {
        let dialog = self.root.get_untracked().and_then(|root| root.query_selector("dialog").ok().flatten());
        let Some(dialog) = dialog.and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok()) else { return };
        match (self.cover.get_untracked(), dialog.open()) {
            (Cover::Off, true) => dialog.close(),
            (Cover::Off, false) | (_, true) => {}
            // It fails where the dialog is not in the page, and then there is nothing to cover.
            (_, false) => drop(dialog.show_modal()),
        }
    }
}

fn is_escape(event: &Event) -> bool {
    event.dyn_ref::<web_sys::KeyboardEvent>().is_some_and(|key| key.key() == "Escape")
}
