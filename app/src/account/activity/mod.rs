//! The audit log of an account, to read.

pub mod page;
pub mod words;
