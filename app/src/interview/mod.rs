//! The individual interview of one partner.

pub mod api;
#[cfg(feature = "ssr")]
mod asked_for;
#[cfg(feature = "ssr")]
mod conditions;
#[cfg(feature = "ssr")]
pub mod due;
#[cfg(feature = "ssr")]
pub mod fields;
#[cfg(feature = "ssr")]
pub mod form;
#[cfg(feature = "ssr")]
pub mod needs;
#[cfg(feature = "ssr")]
pub mod page;
