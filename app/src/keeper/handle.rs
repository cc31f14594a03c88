//! The keeper that islands hold: gives the machine timers, storage and calls.

use std::{future::Future, pin::Pin, rc::Rc};

use domain::desk::Revision;
use leptos::prelude::*;

#[cfg(feature = "hydrate")]
use super::Machine;
use super::{DraftPlace, Mark, Receipt};
use crate::calls::Problem;

type Answer<T> = Pin<Box<dyn Future<Output = Result<T, Problem>>>>;

/// What a keeper needs to begin.
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only a browser keeps drafts"))]
pub struct Setup {
    place: DraftPlace,
    revision: Revision,
    text: String,
    save: Rc<dyn Fn(Revision, String, String) -> Answer<Receipt>>,
    fetch: Rc<dyn Fn() -> Answer<(Revision, String)>>,
}

impl Setup {
    /// A text as the page brought it, with the calls that save it and that ask for what is stored.
    ///
    /// `save` gets the revision it goes on from, what was stored then, and the text; an island that sends only changes
    /// finds them by comparing the two.
    pub fn new<S, F>(
        place: DraftPlace,
        revision: Revision,
        text: String,
        save: impl Fn(Revision, String, String) -> S + 'static,
        fetch: impl Fn() -> F + 'static,
    ) -> Self
    where
        S: Future<Output = Result<Receipt, Problem>> + 'static,
        F: Future<Output = Result<(Revision, String), Problem>> + 'static,
    {
        Self {
            place,
            revision,
            text,
            save: Rc::new(move |seen, was, text| Box::pin(save(seen, was, text))),
            fetch: Rc::new(move || Box::pin(fetch())),
        }
    }
}

/// Keeps and saves one text. A handle: copies are the same keeper. On the server it only says “saved”.
#[derive(Clone, Copy)]
pub struct Keeper {
    mark: RwSignal<Mark>,
    /// The revision that is stored, as far as this page knows.
    revision: RwSignal<Revision>,
    /// Whether the browser's storage takes drafts.
    sealed: RwSignal<bool>,
    /// Belongs to one thread. A server drops pages on whichever thread is free, so there it must not exist.
    #[cfg(feature = "hydrate")]
    work: StoredValue<Option<Work>, LocalStorage>,
}

#[cfg(feature = "hydrate")]
struct Work {
    machine: Machine,
    setup: Rc<Setup>,
    timer: Option<leptos::leptos_dom::helpers::TimeoutHandle>,
}

impl Keeper {
    /// A keeper that has not begun, of a record with this revision.
    pub fn new(revision: Revision) -> Self {
        Self {
            mark: RwSignal::new(Mark::Saved(None)),
            revision: RwSignal::new(revision),
            sealed: RwSignal::new(true),
            #[cfg(feature = "hydrate")]
            work: StoredValue::new_local(None),
        }
    }

    /// What is shown about it.
    pub fn mark(self) -> RwSignal<Mark> {
        self.mark
    }

    /// The revision that is stored, as far as this page knows.
    pub fn revision(self) -> Revision {
        self.revision.get()
    }

    /// The same, without following its changes.
    pub fn revision_untracked(self) -> Revision {
        self.revision.get_untracked()
    }

    /// Whether the browser's storage takes drafts; where it does not, the page must stay open until all is saved.
    pub fn keeps_drafts(self) -> bool {
        self.sealed.get()
    }
}

#[cfg(not(feature = "hydrate"))]
impl Keeper {
    /// Begins; in a browser, gives the text of a draft that was found and goes on screen. Call it in an effect, when the
    /// page is awake.
    pub fn start(self, _setup: Setup) -> Option<String> {
        None
    }

    /// The text on screen has changed.
    pub fn put(self, _text: String) {}

    /// Somebody looked at both texts and this is what stays.
    pub fn choose(self, _text: String) {}
}

#[cfg(feature = "hydrate")]
mod awake {
    use std::{rc::Rc, time::Duration};

    use leptos::{
        ev,
        leptos_dom::helpers::{set_timeout_with_handle, window_event_listener},
        task::spawn_local,
    };

    use leptos::prelude::*;

    use super::{Keeper, Setup, Work};
    use crate::keeper::{Machine, Step, storage};

    impl Keeper {
        /// Begins; gives the text of a draft that was found and goes on screen. Call it in an effect, when the page is
        /// awake.
        pub fn start(self, setup: Setup) -> Option<String> {
            let mut machine = Machine::new(setup.revision, setup.text.clone());
            let (steps, restored) =
                storage::find(&setup.place).map_or_else(Default::default, |draft| machine.found(draft));
            let text = restored.then(|| machine.shown().to_owned());
            self.work.set_value(Some(Work { machine, setup: Rc::new(setup), timer: None }));
            self.run(steps);
            window_event_listener(ev::online, move |_| self.act(Machine::woke));
            window_event_listener(ev::pagehide, move |_| self.act(Machine::woke));
            window_event_listener(ev::beforeunload, move |event| {
                let unsaved = self.work.with_value(|work| work.as_ref().is_some_and(|w| w.machine.is_unsaved()));
                if unsaved && !self.sealed.get_untracked() {
                    event.prevent_default();
                }
            });
            text
        }

        /// The text on screen has changed.
        pub fn put(self, text: String) {
            self.act(|machine| machine.typed(text));
        }

        /// Somebody looked at both texts and this is what stays.
        pub fn choose(self, text: String) {
            self.act(|machine| machine.chose(text));
        }

        fn act(self, event: impl FnOnce(&mut Machine) -> Vec<Step>) {
            let steps = self.work.try_update_value(|work| work.as_mut().map(|work| event(&mut work.machine)));
            if let Some(Some(steps)) = steps {
                self.run(steps);
            }
        }

        fn run(self, steps: Vec<Step>) {
            for step in steps {
                match step {
                    Step::Keep => {
                        let kept = self.with(|work| storage::keep(&work.setup.place, &work.machine.draft()));
                        self.sealed.set(kept == Some(true));
                    }
                    Step::Forget => {
                        self.with(|work| storage::forget(&work.setup.place));
                    }
                    Step::Wait(milliseconds) => self.wait(milliseconds),
                    Step::Send => self.send(),
                    Step::Fetch => self.fetch(),
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
        }

        fn with<T>(self, of: impl FnOnce(&Work) -> T) -> Option<T> {
            self.work.try_with_value(|work| work.as_ref().map(of)).flatten()
        }

        fn wait(self, milliseconds: u32) {
            let ring = move || self.act(Machine::woke);
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
                Some((work.setup.save)(seen, was.to_owned(), text.to_owned()))
            });
            let Some(Some(call)) = call else { return };
            spawn_local(async move {
                match call.await {
                    Ok(receipt) => self.act(|machine| machine.acknowledged(receipt)),
                    Err(problem) => self.act(|machine| machine.failed(&problem)),
                }
            });
        }

        fn fetch(self) {
            let Some(call) = self.with(|work| (work.setup.fetch)()) else { return };
            spawn_local(async move {
                let answer = call.await;
                self.act(|machine| machine.fetched(answer));
            });
        }
    }
}
