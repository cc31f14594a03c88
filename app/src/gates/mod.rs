//! Safety holds of a couple: the list, one of them, lifting, and answers entered by mistake.

pub mod form;
pub mod gate;
pub mod mistake;
pub mod opened;
pub mod page;
