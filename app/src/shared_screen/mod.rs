//! The screen that a couple may see.

pub mod api;
#[cfg(feature = "ssr")]
pub mod form;
#[cfg(feature = "ssr")]
pub mod guard;
#[cfg(any(feature = "ssr", feature = "part-pages"))]
pub mod island;
#[cfg(feature = "ssr")]
pub mod leave_first;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod together;
