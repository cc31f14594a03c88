//! Browser code shared by pages: rendering, autosave, API client.

pub mod api;
pub mod autosave;
pub mod fields;
#[cfg(any(feature = "ssr", feature = "part-pages"))]
pub mod form;
pub mod library_context;
pub mod render;
pub mod wire;
