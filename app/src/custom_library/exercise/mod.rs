//! Exercises that a counsellor has written.

pub mod form;
pub mod page;
