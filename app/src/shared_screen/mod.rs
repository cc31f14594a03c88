//! The screen that a couple may see.

pub mod form;
pub mod guard;
pub mod leave_first;
pub mod page;
pub mod switch;
pub mod together;
