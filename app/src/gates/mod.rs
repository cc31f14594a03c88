//! Safety holds of a couple: the list, one of them, lifting, and answers entered by mistake.

pub mod form;
mod form_view;
pub mod gate;
pub mod mistake;
pub mod opened;
pub mod page;
