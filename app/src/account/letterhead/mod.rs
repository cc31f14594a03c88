//! The letterhead of a practice.

pub mod form;
pub mod page;
