//! The treatment outline of a couple.

mod conditions;
pub mod form;
pub mod forms;
pub mod page;
pub mod saved;
pub mod step;
