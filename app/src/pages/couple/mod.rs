//! The rooms of one couple's work, one module each.

mod known;
mod next;
mod notes;
mod overview;
mod sessions;

pub use known::{Known, viewed};
pub use notes::NotesPage;
pub use overview::OverviewPage;
pub use sessions::SessionsPage;
