//! The clinical library, wherever this code runs: the built-in one on the server, and in the browser what the server sent.

use std::sync::Arc;

use domain::library::Library;

use crate::finder::Card;

#[cfg(feature = "ssr")]
use {
    domain::library::{english, english_shared},
    leptos::prelude::use_context,
};

/// A hold on the library of whoever asks.
#[cfg(feature = "ssr")]
pub struct Shelf(Arc<Library>);

/// A hold on the library of whoever asks.
#[cfg(not(feature = "ssr"))]
pub struct Shelf(&'static Library);

impl std::ops::Deref for Shelf {
    type Target = Library;

    #[cfg(feature = "ssr")]
    fn deref(&self) -> &Library {
        &self.0
    }

    #[cfg(not(feature = "ssr"))]
    fn deref(&self) -> &Library {
        self.0
    }
}

/// The library of whoever asks: the one that the server has put into the context, or else the built-in one. An island that
/// asks for it has `data-part` on an element of its own, so that the browser fetches the library before the island wakes.
#[cfg(feature = "ssr")]
pub fn library() -> Shelf {
    Shelf(use_context::<Arc<Library>>().unwrap_or_else(english_shared))
}

/// The library. An island that asks for it has `data-part` on an element of its own, so that the browser
/// fetches the library before the island wakes.
///
/// # Panics
///
/// In a browser, when an island without that attribute asks.
#[cfg(not(feature = "ssr"))]
pub fn library() -> Shelf {
    Shelf(SHELF.get().unwrap_or_else(|| panic!("an island asks for the library without data-part")))
}

#[cfg(not(feature = "ssr"))]
static SHELF: std::sync::OnceLock<Library> = std::sync::OnceLock::new();

/// Takes in what the server sent of the library for plans. The start script calls it before islands wake.
///
/// # Errors
///
/// When it comes from another version of the program; then the page has to be loaded again.
#[cfg(feature = "part-plan")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn take_plan(bytes: &[u8]) -> Result<(), wasm_bindgen::JsError> {
    take(Library::read_for_plans(bytes)?)
}

/// Takes in what the server sent of the library for maps. The start script calls it before islands wake.
///
/// # Errors
///
/// When it comes from another version of the program; then the page has to be loaded again.
#[cfg(feature = "part-situation")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn take_situation(bytes: &[u8]) -> Result<(), wasm_bindgen::JsError> {
    take(Library::read_for_maps(bytes)?)
}

#[cfg(any(feature = "part-plan", feature = "part-situation"))]
#[expect(clippy::unnecessary_wraps, reason = "its callers can fail")]
fn take(library: Library) -> Result<(), wasm_bindgen::JsError> {
    // A second page in the same module finds the same library.
    let _ = SHELF.set(library);
    Ok(())
}

/// The cards of the exercises that may be taken into a plan. Looking through their full texts takes milliseconds.
#[cfg(feature = "ssr")]
pub fn cards() -> Arc<[Card]> {
    static BUILT_IN: std::sync::LazyLock<Arc<[Card]>> = std::sync::LazyLock::new(|| cards_of(english()));
    let library = library();
    if Arc::ptr_eq(&library.0, &english_shared()) { Arc::clone(&BUILT_IN) } else { cards_of(&library) }
}

/// The cards of the exercises that may be taken into a plan. Looking through their full texts takes milliseconds.
#[cfg(not(feature = "ssr"))]
pub fn cards() -> Arc<[Card]> {
    static ALL: std::sync::OnceLock<Arc<[Card]>> = std::sync::OnceLock::new();
    Arc::clone(ALL.get_or_init(|| cards_of(&library())))
}

fn cards_of(library: &Library) -> Arc<[Card]> {
    library.items().iter().filter(|item| !item.put_away).map(Card::of).collect()
}

/// Where the browser of whoever asks finds the library; `*` stands for the part that a page needs. The built-in one may be
/// kept there for as long as it likes; what a counsellor has added is kept nowhere.
#[cfg(feature = "ssr")]
pub fn address() -> String {
    if Arc::ptr_eq(&library().0, &english_shared()) {
        format!("/library/*.bin?v={}", for_browsers().version)
    } else {
        "/own-library/*.bin".into()
    }
}

/// The library for browsers.
#[cfg(feature = "ssr")]
pub struct ForBrowsers {
    /// What plans need, for `/library/plan.bin`.
    pub plan: Vec<u8>,
    /// What maps need, for `/library/situation.bin`.
    pub situation: Vec<u8>,
    /// Changes with the content: addresses with this version may be kept for a year.
    pub version: String,
}

/// The library for browsers, as this build of the program has it.
#[cfg(feature = "ssr")]
pub fn for_browsers() -> &'static ForBrowsers {
    use std::{
        hash::{DefaultHasher, Hash, Hasher},
        sync::LazyLock,
    };
    static ALL: LazyLock<ForBrowsers> = LazyLock::new(|| {
        let plan = english().for_plans().unwrap_or_default();
        let situation = english().for_maps().unwrap_or_default();
        let mut hasher = DefaultHasher::new();
        (&plan, &situation).hash(&mut hasher);
        ForBrowsers { plan, situation, version: format!("{:016x}", hasher.finish()) }
    });
    &ALL
}
