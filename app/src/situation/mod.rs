//! The situation of a couple: the questions and the map of the findings.

pub mod api;
#[cfg(feature = "ssr")]
mod background;
#[cfg(feature = "ssr")]
pub mod columns;
#[cfg(any(feature = "ssr", feature = "part-situation"))]
mod folded_line;
#[cfg(feature = "ssr")]
pub mod form;
#[cfg(feature = "ssr")]
pub mod history;
#[cfg(any(feature = "ssr", feature = "part-situation"))]
pub mod island;
#[cfg(feature = "ssr")]
mod menu;
#[cfg(feature = "ssr")]
pub mod more;
#[cfg(feature = "ssr")]
mod opening;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod questions;
#[cfg(feature = "ssr")]
mod rows;
#[cfg(any(feature = "ssr", feature = "part-situation"))]
mod wording;
