//! The browsers that are signed in to an account.

pub mod browser;
pub mod form;
pub mod page;
