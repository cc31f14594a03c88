//! The autosave handle of an island: connects the state machine to timers, storage and API calls.

use std::{future::Future, pin::Pin, rc::Rc};

use crate::browser::prelude::*;
use domain::records::Revision;

#[cfg(feature = "hydrate")]
use crate::browser::autosave::SaveState;
use crate::browser::{
    api::Problem,
    autosave::{Draft, DraftPlace, Join, Receipt, SaveStatus, join::side_by_side},
};

type Answer<T> = Pin<Box<dyn Future<Output = Result<T, Problem>>>>;

/// The input of autosave.
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only a browser keeps drafts"))]
pub struct Setup {
    pub(crate) place: DraftPlace,
    pub(crate) revision: Revision,
    pub(crate) text: String,
    pub(crate) save: Rc<dyn Fn(Revision, String, String) -> Answer<Receipt>>,
    pub(crate) fetch: Rc<dyn Fn() -> Answer<(Revision, String)>>,
    pub(crate) join: Join,
    pub(crate) show: Rc<dyn Fn(&str)>,
}

/// An unsaved draft of another window of this browser.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// Its storage key.
    pub name: String,
    /// The draft.
    pub draft: Draft,
}

/// A draft from before the page was loaded, on screen again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The text.
    pub text: String,
    /// Invalid values on screen that are not in the text.
    pub held: String,
}

impl Setup {
    /// Makes the input from the text of the page, and the calls that save and fetch it.
    ///
    /// `save` gets the base revision, the text stored then, and the new text; an island that sends only changes
    /// compares the two.
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
            join: side_by_side,
            show: Rc::new(|_| {}),
        }
    }

    /// Merges the changes of two windows with `join`, and puts the result on screen with `show`.
    #[must_use]
    pub fn joining(self, join: Join, show: impl Fn(&str) + 'static) -> Self {
        Self { join, show: Rc::new(show), ..self }
    }
}

/// Stores and saves one text. A handle: copies share their state. On the server it only says “saved”.
#[derive(Clone, Copy)]
pub struct Autosave {
    pub(crate) mark: RwSignal<SaveStatus>,
    /// The stored revision, as far as this page knows.
    pub(crate) revision: RwSignal<Revision>,
    /// True if the browser's storage takes drafts.
    pub(crate) sealed: RwSignal<bool>,
    /// Unsaved drafts of other windows of this browser.
    pub(crate) offers: RwSignal<Vec<Offer>>,
    /// Bound to one thread: servers drop pages on any thread, so it does not exist there.
    #[cfg(feature = "hydrate")]
    pub(crate) work: StoredValue<Option<Work>, LocalStorage>,
}

#[cfg(feature = "hydrate")]
pub(crate) struct Work {
    pub(crate) machine: SaveState,
    pub(crate) setup: Rc<Setup>,
    pub(crate) slot: Rc<crate::browser::autosave::drafts::DraftSlot>,
    /// The link or button to trigger once everything is saved.
    pub(crate) leaving: Option<web_sys::HtmlElement>,
    /// True while it is triggered.
    pub(crate) passing: bool,
    pub(crate) timer: Option<TimeoutHandle>,
}

impl Autosave {
    /// Makes a handle for a record with this revision, not yet started.
    pub fn new(revision: Revision) -> Self {
        Self {
            mark: RwSignal::new(SaveStatus::Saved(None)),
            revision: RwSignal::new(revision),
            sealed: RwSignal::new(true),
            offers: RwSignal::new(Vec::new()),
            #[cfg(feature = "hydrate")]
            work: StoredValue::new_local(None),
        }
    }

    /// Returns the save status to show.
    pub fn mark(self) -> RwSignal<SaveStatus> {
        self.mark
    }

    /// Returns the stored revision, as far as this page knows.
    pub fn revision(self) -> Revision {
        self.revision.get()
    }

    /// As [`Autosave::revision`], without subscribing.
    pub fn revision_untracked(self) -> Revision {
        self.revision.get_untracked()
    }

    /// True if the browser's storage takes drafts; otherwise the page must stay open until everything is saved.
    pub fn keeps_drafts(self) -> bool {
        self.sealed.get()
    }

    /// Returns the unsaved drafts of other windows of this browser.
    pub fn offers(self) -> RwSignal<Vec<Offer>> {
        self.offers
    }

    /// True if everything on screen is stored.
    pub fn is_saved(self) -> bool {
        self.mark.with_untracked(|mark| matches!(mark, SaveStatus::Saved(_)))
    }
}

#[cfg(not(feature = "hydrate"))]
impl Autosave {
    /// Starts; in a browser, returns the earlier draft to show, if any. Call it in an effect, after hydration.
    pub fn start(self, _setup: Setup) -> Option<Restored> {
        None
    }

    /// Reports a change of the text on screen.
    pub fn put(self, _text: String) {}

    /// Resolves a conflict with the text that the user chose.
    pub fn choose(self, _text: String) {}

    /// Sets the invalid values on screen that must not become part of the text, with the reason.
    pub fn hold(self, _held: Option<(String, String)>) {}
}
