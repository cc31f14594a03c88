//! The individual interview of one partner.

mod asked_for;
mod conditions;
pub mod due;
pub mod fields;
pub mod form;
pub mod needs;
pub mod page;
