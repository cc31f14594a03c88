//! Autosave in a browser.

use std::{rc::Rc, time::Duration};

use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Element, Event, HtmlAnchorElement, HtmlElement, MouseEvent};

use crate::browser::{
    autosave::{
        Autosave, Restored, SaveEffect, SaveState, SaveStatus, Setup,
        drafts::{DraftSlot, remove},
        handle::{Offer, Work},
        state::PATIENT,
    },
    prelude::*,
    render::on,
};

impl Autosave {
    /// Starts; returns the earlier draft to show, if any. Call it in an effect, after hydration.
    pub fn start(self, setup: Setup) -> Option<Restored> {
        let mut machine = SaveState::new(setup.revision, setup.text.clone()).joining(setup.join);
        let slot = DraftSlot::new(setup.place.clone());
        let (mut steps, mut restored, mut offers) = (Vec::new(), false, Vec::new());
        let mut shown_again = None;
        for found in slot.find() {
            if found.draft.text == setup.text && found.draft.held.is_empty() {
                // The server has exactly this.
                remove(&found.name);
            } else if found.own && shown_again.is_none() {
                (steps, restored) = machine.found(found.draft);
                shown_again = Some(found.name);
            } else {
                offers.push(Offer { name: found.name, draft: found.draft });
            }
        }
        self.offers.set(offers);
        let text = restored.then(|| Restored { text: machine.shown().to_owned(), held: machine.held().to_owned() });
        let work =
            Work { machine, setup: Rc::new(setup), slot: Rc::new(slot), leaving: None, passing: false, timer: None };
        self.work.set_value(Some(work));
        self.run(steps);
        if let Some(name) = shown_again
            && self.sealed.get_untracked()
        {
            // It is on screen, and kept under this page's own name where it is not stored.
            remove(&name);
        }
        self.watch();
        text
    }

    fn watch(self) {
        on(&window(), "online", move |_: Event| self.act(SaveState::woke));
        on(&window(), "pagehide", move |_: Event| self.act(SaveState::woke));
        on(&window(), "visibilitychange", move |_: Event| self.act(SaveState::woke));
        on(&window(), "beforeunload", move |event: Event| {
            let unsaved = self.work.with_value(|work| work.as_ref().is_some_and(|w| w.machine.is_unsaved()));
            if unsaved && !self.sealed.get_untracked() {
                event.prevent_default();
            }
        });
        let hear = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| {
            let link = event.target().and_then(|at| at.dyn_into::<Element>().ok());
            let link = link.and_then(|at| at.closest("a[href]").ok().flatten());
            let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else { return };
            let aside = event.ctrl_key() || event.meta_key() || event.shift_key();
            let waits = shows_sheet(&link) || (leads_on(&link) && !aside && self.is_saving());
            if waits && !event.default_prevented() && !self.leave_by(link.into()) {
                event.prevent_default();
            }
        });
        // At the document: the page's own script listens at the window, and takes what comes there as leaving. It lives as
        // long as the page.
        let _ = document().add_event_listener_with_callback("click", hear.as_ref().unchecked_ref());
        hear.forget();
    }

    /// True if this link or button may act now, because everything is saved. Otherwise saves, and triggers it as soon
    /// as that is done.
    fn leave_by(self, way: HtmlElement) -> bool {
        let passing = self.work.try_update_value(|work| work.as_mut().is_none_or(|work| work.passing));
        if self.is_saved() || passing != Some(false) {
            return true;
        }
        self.work.try_update_value(|work| {
            if let Some(work) = work {
                work.leaving = Some(way);
            }
        });
        self.act(SaveState::woke);
        false
    }

    fn is_saving(self) -> bool {
        self.mark.with_untracked(|mark| *mark == SaveStatus::Saving)
    }

    /// Reports a change of the text on screen.
    pub fn put(self, text: String) {
        self.act(|machine| machine.typed(text));
    }

    /// Resolves a conflict with the text that the user chose.
    pub fn choose(self, text: String) {
        self.act(|machine| machine.chose(text));
    }

    /// Sets the invalid values on screen that must not become part of the text, with the reason.
    pub fn hold(self, held: Option<(String, String)>) {
        self.act(|machine| machine.hold(held));
    }

    /// Returns the text that the one on screen was based on before the conflict.
    pub fn began(self) -> Option<String> {
        self.with(|work| work.machine.began().map(str::to_owned)).flatten()
    }

    /// Restores the draft of another window that the user has seen. Returns the values that were refused there.
    pub fn adopt(self, name: &str) -> Option<String> {
        let offer = self.take_offer(name)?;
        self.act(|machine| machine.adopted(&offer.draft));
        if self.sealed.get_untracked() {
            remove(name);
        }
        Some(offer.draft.held)
    }

    /// Discards the draft of another window at the user's request.
    pub fn discard(self, name: &str) {
        if self.take_offer(name).is_some() {
            remove(name);
        }
    }

    fn take_offer(self, name: &str) -> Option<Offer> {
        let offer = self.offers.with_untracked(|offers| offers.iter().find(|offer| offer.name == name).cloned());
        self.offers.update(|offers| offers.retain(|offer| offer.name != name));
        offer
    }

    fn act(self, event: impl FnOnce(&mut SaveState) -> Vec<SaveEffect>) {
        let steps = self.work.try_update_value(|work| work.as_mut().map(|work| event(&mut work.machine)));
        if let Some(Some(steps)) = steps {
            self.run(steps);
        }
    }

    fn run(self, steps: Vec<SaveEffect>) {
        for step in steps {
            match step {
                SaveEffect::Keep => {
                    let kept = self.with(|work| work.slot.keep(&work.machine.draft()));
                    self.sealed.set(kept == Some(true));
                }
                SaveEffect::Forget => {
                    self.with(|work| work.slot.forget());
                }
                SaveEffect::Wait(milliseconds) => self.wait(milliseconds),
                SaveEffect::Send => self.send(),
                SaveEffect::Fetch => self.fetch(),
                SaveEffect::Show => {
                    let show = self.with(|work| (Rc::clone(&work.setup.show), work.machine.shown().to_owned()));
                    if let Some((show, text)) = show {
                        show(&text);
                    }
                }
            }
        }
        if let Some(revision) = self.with(|work| work.machine.revision())
            && self.revision.get_untracked() != revision
        {
            self.revision.set(revision);
        }
        if let Some(mark) = self.with(|work| work.machine.mark().clone())
            && self.mark.with_untracked(|now| *now != mark)
        {
            self.mark.set(mark);
        }
        self.go_on();
    }

    /// Triggers the link that waited for the save, once everything is saved. If that takes too long the draft stays:
    /// other pages open all the same, and a sheet, which would differ from the screen, does not.
    fn go_on(self) {
        if self.is_saving() {
            return;
        }
        let way = self.work.try_update_value(|work| work.as_mut().and_then(|work| work.leaving.take())).flatten();
        let Some(way) = way else { return };
        if self.is_saved() || way.dyn_ref::<HtmlAnchorElement>().is_some_and(|link| !shows_sheet(link)) {
            self.pass(true);
            way.click();
            self.pass(false);
        }
    }

    fn pass(self, passing: bool) {
        self.work.try_update_value(|work| {
            if let Some(work) = work {
                work.passing = passing;
            }
        });
    }

    fn with<T>(self, of: impl FnOnce(&Work) -> T) -> Option<T> {
        self.work.try_with_value(|work| work.as_ref().map(of)).flatten()
    }

    fn wait(self, milliseconds: u32) {
        let ring = move || self.act(SaveState::woke);
        let timer = set_timeout_with_handle(ring, Duration::from_millis(milliseconds.into())).ok();
        self.work.try_update_value(|work| {
            let running = work.as_mut().and_then(|work| std::mem::replace(&mut work.timer, timer));
            if let Some(running) = running {
                running.clear();
            }
        });
    }

    fn send(self) {
        let call = self.with(|work| {
            let (seen, was, text) = work.machine.sending()?;
            Some((work.machine.turn(), (work.setup.save)(seen, was.to_owned(), text.to_owned())))
        });
        let Some(Some((turn, call))) = call else { return };
        self.expect(turn);
        spawn_local(async move {
            match call.await {
                Ok(receipt) => self.act(|machine| machine.acknowledged(turn, receipt)),
                Err(problem) => self.act(|machine| machine.failed(turn, &problem)),
            }
        });
    }

    fn fetch(self) {
        let Some((turn, call)) = self.with(|work| (work.machine.turn(), (work.setup.fetch)())) else { return };
        self.expect(turn);
        spawn_local(async move {
            let answer = call.await;
            self.act(|machine| machine.fetched(turn, answer));
        });
    }

    /// Treats the server as unreachable if a request gets no response.
    fn expect(self, turn: u32) {
        set_timeout(move || self.act(|machine| machine.overdue(turn)), Duration::from_millis(PATIENT.into()));
    }
}

/// True if a link leads to a sheet or to a page that shows one.
fn shows_sheet(link: &HtmlAnchorElement) -> bool {
    let path = link.pathname();
    [".pdf", ".txt", "/handout", "/record-text"].iter().any(|end| path.ends_with(end))
}

/// True if a link leads to another page of Reweave.
fn leads_on(link: &HtmlAnchorElement) -> bool {
    let here = window().location();
    let same_page = link.pathname() == here.pathname().unwrap_or_default() && !link.hash().is_empty();
    link.origin() == here.origin().unwrap_or_default() && !same_page && link.target().is_empty()
}
