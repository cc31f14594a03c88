//! What forms send: from the names of their fields to edits. The server reads it, and a page that is shown again shows it.

#[cfg(feature = "ssr")]
pub mod mine;
pub mod plan;
#[cfg(feature = "ssr")]
pub mod template;
