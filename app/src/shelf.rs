//! The clinical library, wherever this code runs: the built-in one on the server, and in the browser what the server sent.

use domain::library::Library;

#[cfg(feature = "ssr")]
use domain::library::english;

/// The library. An island that asks for it has `data-needs="library"` on an element of its own, so that the browser
/// fetches the library before the island wakes.
///
/// # Panics
///
/// In a browser, when an island without that attribute asks.
#[cfg(feature = "ssr")]
pub fn library() -> &'static Library {
    english()
}

/// The library. An island that asks for it has `data-needs="library"` on an element of its own, so that the browser
/// fetches the library before the island wakes.
///
/// # Panics
///
/// In a browser, when an island without that attribute asks.
#[cfg(not(feature = "ssr"))]
pub fn library() -> &'static Library {
    SHELF.get().unwrap_or_else(|| panic!("an island asks for the library without data-needs=\"library\""))
}

#[cfg(not(feature = "ssr"))]
static SHELF: std::sync::OnceLock<Library> = std::sync::OnceLock::new();

/// Takes in the library that the server sent. The start script calls it before islands wake.
///
/// # Errors
///
/// When it comes from another version of the program; then the page has to be loaded again.
#[cfg(any(feature = "part-plan", feature = "part-situation"))]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn take_library(bytes: &[u8]) -> Result<(), wasm_bindgen::JsError> {
    let library = Library::from_wire(bytes)?;
    // A second page in the same module finds the same library.
    let _ = SHELF.set(library);
    Ok(())
}

/// The library for browsers, and the address it has in this build of the program: the address changes with the
/// content, so that it may be kept for a year.
#[cfg(feature = "ssr")]
pub fn for_browsers() -> (&'static [u8], &'static str) {
    use std::{
        hash::{DefaultHasher, Hash, Hasher},
        sync::LazyLock,
    };
    static WIRE: LazyLock<(Vec<u8>, String)> = LazyLock::new(|| {
        let bytes = english().to_wire().unwrap_or_default();
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        (bytes, format!("{:016x}", hasher.finish()))
    });
    (&WIRE.0, &WIRE.1)
}
