//! The browser's storage. Every open page has its own key, so that no window deletes or replaces another's draft.

use std::cell::RefCell;

use domain::vocabulary::small_sort;
use web_sys::js_sys::Date;

use crate::browser::autosave::{
    Draft, DraftPlace,
    seal::{NONCE, open, seal},
};

/// The session storage key with the id of this tab.
const TAB: &str = "tab";

/// The storage slot of one page's draft.
pub struct DraftSlot {
    place: DraftPlace,
    /// The id of the tab, then the time at which the page was loaded, so that later pages sort last.
    id: RefCell<String>,
}

/// A draft in storage.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundDraft {
    /// Its storage key.
    pub name: String,
    /// True if this tab stored it, before a reload.
    pub own: bool,
    /// The draft.
    pub draft: Draft,
}

impl DraftSlot {
    /// Makes a new slot for a page about this record.
    pub fn new(place: DraftPlace) -> Self {
        let slot = Self { place, id: RefCell::default() };
        slot.renew();
        slot
    }

    /// Continues under a new id, and returns the previous one, to tell the text sent from text typed later.
    pub fn renew(&self) -> String {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a moment of our time")]
        let moment = format!("{:012}", Date::now() as u64);
        self.id.replace(format!("{}-{moment}{}", tab(), random::<3>()))
    }

    /// Returns the id of this page's draft.
    pub fn id(&self) -> String {
        self.id.borrow().clone()
    }

    fn prefix(&self) -> String {
        format!("draft:{}:", self.place.record)
    }

    /// Stores the draft, encrypted. False if the browser stores nothing.
    pub fn keep(&self, draft: &Draft) -> bool {
        let put = || {
            let draft = Draft { about: self.place.about.clone(), ..draft.clone() };
            let name = format!("{}{}", self.prefix(), self.id.borrow());
            storage()?.set_item(&name, &seal(&self.place, nonce()?, &draft)?).ok()
        };
        put().is_some()
    }

    /// Deletes this page's draft from storage.
    pub fn forget(&self) {
        remove(&format!("{}{}", self.prefix(), self.id.borrow()));
    }

    /// Returns the readable drafts of this record, the latest of this tab first. Those of other tabs must not be
    /// deleted before the user has seen them.
    pub fn find(&self) -> Vec<FoundDraft> {
        let (prefix, tab, own) = (self.prefix(), format!("{}-", tab()), self.id());
        let one = |name: String| {
            let id = name.strip_prefix(&prefix).unwrap_or_default();
            let (this_page, this_tab) = (id == own, id.starts_with(&tab));
            let draft = read(&self.place, &name).filter(|_| !this_page)?;
            Some(FoundDraft { own: this_tab, name, draft })
        };
        // Earlier versions kept one for all windows, without an id.
        let shared = format!("draft:{}", self.place.record);
        let mut found: Vec<FoundDraft> = names(&prefix).into_iter().chain([shared]).filter_map(one).collect();
        small_sort::sort(&mut found, |one, other| (one.own, &one.name) > (other.own, &other.name));
        found
    }
}

/// Reads the draft with this key, if it can be decrypted.
fn read(place: &DraftPlace, name: &str) -> Option<Draft> {
    open(place, &storage()?.get_item(name).ok()??)
}

/// Returns all keys in storage with this prefix.
fn names(prefix: &str) -> Vec<String> {
    let Some(storage) = storage() else { return Vec::new() };
    let count = storage.length().unwrap_or_default();
    let all = (0..count).filter_map(|place| storage.key(place).ok().flatten());
    all.filter(|name| name.starts_with(prefix)).collect()
}

/// Deletes a draft that was saved, restored or discarded.
pub fn remove(name: &str) {
    if let Some(storage) = storage() {
        // Where the browser refuses, the draft equals what is stored and says nothing new when it is found.
        let _ = storage.remove_item(name);
    }
}

fn storage() -> Option<web_sys::Storage> {
    crate::browser::prelude::window().local_storage().ok()?
}

/// Returns the id of this tab. A browser without session storage gets a new one after each reload; earlier text is then
/// offered as another window's draft.
fn tab() -> String {
    let storage = crate::browser::prelude::window().session_storage().ok().flatten();
    let known = storage.as_ref().and_then(|storage| storage.get_item(TAB).ok().flatten());
    known.unwrap_or_else(|| {
        let new = random::<6>();
        if let Some(storage) = storage {
            let _ = storage.set_item(TAB, &new);
        }
        new
    })
}

fn nonce() -> Option<[u8; NONCE]> {
    let mut nonce = [0; NONCE];
    crate::browser::prelude::window().crypto().ok()?.get_random_values_with_u8_array(&mut nonce).ok()?;
    Some(nonce)
}

fn random<const BYTES: usize>() -> String {
    let bytes = nonce().unwrap_or([0; NONCE]);
    let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or('0');
    bytes.iter().take(BYTES).flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
