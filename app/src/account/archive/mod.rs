//! Export and import of a whole account.

pub mod file;
pub mod form;
pub mod page;
