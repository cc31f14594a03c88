//! The plan of one session: agenda, details, outcomes.

pub mod api;
pub mod fields;
#[cfg(feature = "ssr")]
pub mod form;
#[cfg(any(feature = "ssr", feature = "part-plan"))]
pub mod island;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod plan_file;
