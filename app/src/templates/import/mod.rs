//! Importing a template from a file.

pub mod form;
pub mod page;
