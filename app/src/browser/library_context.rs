//! The clinical library in every environment: the built-in or account's one on the server, the transferred tables in
//! the browser.

use std::sync::Arc;

use domain::library::Library;

use crate::library::finder::Card;

#[cfg(feature = "ssr")]
use domain::library::{english, english_shared};
#[cfg(feature = "ssr")]
use leptos::prelude::use_context;

/// A reference to the visitor's library.
#[cfg(feature = "ssr")]
pub struct LibraryRef(Arc<Library>);

/// A reference to the visitor's library.
#[cfg(not(feature = "ssr"))]
pub struct LibraryRef(&'static Library);

impl std::ops::Deref for LibraryRef {
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

/// Returns the visitor's library: the one in the context, else the built-in one. An island that uses it needs
/// `data-part` on its element, so that the browser fetches the library before hydration.
#[cfg(feature = "ssr")]
pub fn library() -> LibraryRef {
    LibraryRef(use_context::<Arc<Library>>().unwrap_or_else(english_shared))
}

/// Returns the library. An island that uses it needs `data-part` on its element, so that the browser fetches the
/// library before hydration.
///
/// # Panics
/// In a browser, if an island without that attribute uses it.
#[cfg(not(feature = "ssr"))]
pub fn library() -> LibraryRef {
    LibraryRef(SHELF.get().unwrap_or_else(|| panic!("an island asks for the library without data-part")))
}

#[cfg(not(feature = "ssr"))]
static SHELF: std::sync::OnceLock<Library> = std::sync::OnceLock::new();

/// Loads the library tables for plans. The start script calls it before hydration.
///
/// # Errors
/// If they come from another version of the program; the page must then be reloaded.
#[cfg(feature = "part-plan")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn take_plan(bytes: &[u8]) -> Result<(), wasm_bindgen::JsError> {
    take(Library::read_for_plans(bytes)?)
}

/// Loads the library tables for maps. The start script calls it before hydration.
///
/// # Errors
/// If they come from another version of the program; the page must then be reloaded.
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

/// Returns the cards of the exercises that may be added to a plan. Searching their full texts takes milliseconds.
#[cfg(feature = "ssr")]
pub fn cards() -> Arc<[Card]> {
    static BUILT_IN: std::sync::LazyLock<Arc<[Card]>> = std::sync::LazyLock::new(|| cards_of(english()));
    let library = library();
    if Arc::ptr_eq(&library.0, &english_shared()) { Arc::clone(&BUILT_IN) } else { cards_of(&library) }
}

/// Returns the cards of the exercises that may be added to a plan. Searching their full texts takes milliseconds.
#[cfg(not(feature = "ssr"))]
pub fn cards() -> Arc<[Card]> {
    static ALL: std::sync::OnceLock<Arc<[Card]>> = std::sync::OnceLock::new();
    Arc::clone(ALL.get_or_init(|| cards_of(&library())))
}

fn cards_of(library: &Library) -> Arc<[Card]> {
    library.items().iter().filter(|item| !item.put_away).map(Card::of).collect()
}

/// Returns the address of the visitor's library; `*` stands for the part that a page needs. The built-in one may be
/// cached; one with a counsellor's additions is not.
#[cfg(feature = "ssr")]
pub fn address() -> String {
    if Arc::ptr_eq(&library().0, &english_shared()) {
        format!("/library/*.bin?v={}", for_browsers().version)
    } else {
        "/own-library/*.bin".into()
    }
}

/// The library tables for browsers.
#[cfg(feature = "ssr")]
pub struct ForBrowsers {
    /// The tables for plans, at `/library/plan.bin`.
    pub plan: Vec<u8>,
    /// The tables for maps, at `/library/situation.bin`.
    pub situation: Vec<u8>,
    /// Changes with the content: addresses with this version may be cached for a year.
    pub version: String,
}

/// Returns the library tables of this build.
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
