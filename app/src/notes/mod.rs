//! Private notes about a couple.

pub mod form;
pub mod page;
