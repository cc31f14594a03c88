//! The exercise finder: query, card, and match. Pure, so that server and browser agree.

mod attendance;
mod card;
mod choices;
mod filter;
mod query;
mod synonyms;
#[cfg(feature = "ssr")]
mod view;
mod words;

pub use crate::library::finder::attendance::Attendance;
pub use crate::library::finder::card::Card;
pub use crate::library::finder::choices::choices;
pub use crate::library::finder::filter::{Found, find};
pub use crate::library::finder::query::{Field, MINUTES, Query};
#[cfg(feature = "ssr")]
pub use view::library;
