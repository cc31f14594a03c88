//! Finding exercises: what is asked, what is looked at, and what matches. Pure, so that the server and the browser give
//! the same answer.

mod card;
mod choices;
mod filter;
mod query;

pub use card::{Attendance, Card};
pub use choices::choices;
pub use filter::{Found, find, words_match};
pub use query::{Field, MINUTES, Query};
