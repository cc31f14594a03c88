//! Other partners of a couple that is open by agreement: who they are, and what they were asked (R75).

pub mod card;
pub mod fields;
pub mod form;
pub mod page;
