//! The pages of Reweave.
//!
//! A page is a document that the server renders; it works with links and forms alone. What must move at once is an
//! island: the browser loads only the code of islands. So whole pages are compiled under `ssr` and never reach the
//! browser.

// Components own their properties, and pages and server functions are asynchronous whatever they do.
#![allow(clippy::needless_pass_by_value, clippy::unused_async, reason = "the framework asks for these shapes")]

pub mod calls;
pub mod fields;
pub mod finder;
pub mod forms;
pub mod islands;
pub mod keeper;
pub mod live;
pub mod packed;
pub mod parts;
pub mod shelf;
pub mod wording;

#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
pub mod paper;
#[cfg(feature = "ssr")]
pub mod programme;
#[cfg(feature = "ssr")]
pub mod reuse;
#[cfg(feature = "ssr")]
pub mod search;
#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "ssr")]
pub mod visitor;

/// What the list of plans is asked for, for the form that changes many of them.
#[cfg(feature = "ssr")]
pub mod plan_filter {
    pub use crate::pages::PlanFilter as Filter;
}

#[cfg(feature = "ssr")]
pub use shell::{App, Assets, document};

/// Wakes the islands of a page. The start script calls it once the browser has the module.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
