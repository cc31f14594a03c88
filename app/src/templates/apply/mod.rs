//! Applying a template to a couple.

pub mod form;
pub mod options;
pub mod page;
