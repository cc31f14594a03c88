//! The clinical library, wherever this code runs: the built-in one on the server, and in the browser what the server sent.

use domain::library::Library;

#[cfg(feature = "ssr")]
use domain::library::english;

/// The library. An island that asks for it has `data-part` on an element of its own, so that the browser
/// fetches the library before the island wakes.
///
/// # Panics
///
/// In a browser, when an island without that attribute asks.
#[cfg(feature = "ssr")]
pub fn library() -> &'static Library {
    english()
}

/// The library. An island that asks for it has `data-part` on an element of its own, so that the browser
/// fetches the library before the island wakes.
///
/// # Panics
///
/// In a browser, when an island without that attribute asks.
#[cfg(not(feature = "ssr"))]
pub fn library() -> &'static Library {
    SHELF.get().unwrap_or_else(|| panic!("an island asks for the library without data-part"))
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
