//! One module a screen.

mod library;
mod not_found;

pub use library::LibraryPage;
pub use not_found::NotFoundPage;
