//! The treatment outline of a couple.

pub mod form;
pub mod forms;
pub mod page;
pub mod saved;
pub mod step;
