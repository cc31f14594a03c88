//! The pages of Reweave.
//!
//! A page is a document that the server renders; it works with links and forms alone. Interactive parts are islands,
//! the only code that the browser loads: pages are compiled under `ssr` and never reach the browser.

// Components own their properties, and pages and server functions are asynchronous whatever they do.
// The interface of this crate is its addresses; what its items are for, their modules say.
#![allow(missing_docs, reason = "documented where it is not obvious, not for every property of a component")]
#![allow(clippy::needless_pass_by_value, clippy::unused_async, reason = "the framework asks for these shapes")]

#[cfg(feature = "ssr")]
pub mod account;
pub mod browser;
#[cfg(feature = "ssr")]
pub mod couples;
#[cfg(feature = "ssr")]
pub mod custom_library;
#[cfg(feature = "ssr")]
pub mod demo;
#[cfg(feature = "ssr")]
pub mod drafts;
#[cfg(feature = "ssr")]
pub mod gates;
#[cfg(feature = "ssr")]
pub mod handouts;
#[cfg(feature = "ssr")]
pub mod http;
#[cfg(feature = "ssr")]
pub mod interview;
pub mod layout;
#[cfg(feature = "ssr")]
pub mod letters;
pub mod library;
#[cfg(feature = "ssr")]
pub mod notes;
#[cfg(feature = "ssr")]
pub mod other_partners;
pub mod plan_editor;
#[cfg(feature = "ssr")]
pub mod plan_reuse;
#[cfg(feature = "ssr")]
pub mod plans;
#[cfg(feature = "ssr")]
pub mod programme;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod search;
#[cfg(feature = "ssr")]
pub mod session_record;
#[cfg(feature = "ssr")]
pub mod shared_screen;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod situation;
#[cfg(feature = "ssr")]
pub mod templates;
#[cfg(feature = "ssr")]
pub mod today;
#[cfg(feature = "ssr")]
pub mod versions;

#[cfg(feature = "ssr")]
pub use shell::document;
