//! Weights, minutes and shares that a counsellor has adjusted.

pub mod form;
pub mod page;
