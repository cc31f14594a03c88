//! Changing all keys of an account.

pub mod form;
pub mod page;
