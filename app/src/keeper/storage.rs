//! The browser's storage.

use super::{
    Draft, DraftPlace,
    seal::{NONCE, open, seal},
};

fn name(place: &DraftPlace) -> String {
    format!("draft:{}", place.record)
}

fn storage() -> Option<web_sys::Storage> {
    leptos::prelude::window().local_storage().ok()?
}

/// Puts the draft into storage, sealed. False where the browser keeps nothing.
pub fn keep(place: &DraftPlace, draft: &Draft) -> bool {
    let put = || {
        let mut nonce = [0; NONCE];
        leptos::prelude::window().crypto().ok()?.get_random_values_with_u8_array(&mut nonce).ok()?;
        storage()?.set_item(&name(place), &seal(place, nonce, draft)?).ok()
    };
    put().is_some()
}

/// Takes the draft out of storage.
pub fn forget(place: &DraftPlace) {
    if let Some(storage) = storage() {
        // Where the browser refuses, the draft equals what is stored and says nothing new when it is found.
        let _ = storage.remove_item(&name(place));
    }
}

/// The draft in storage, if there is one that opens.
pub fn find(place: &DraftPlace) -> Option<Draft> {
    open(place, &storage()?.get_item(&name(place)).ok()??)
}
