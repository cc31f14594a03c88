//! What must move at once. Compiled for the server, which renders it, and for the browser, which wakes it.

mod finder;

pub use finder::Finder;
