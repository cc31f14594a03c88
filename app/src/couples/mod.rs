//! Couples: the list, and the overview of one of them.

pub mod audit;
pub mod card;
pub mod course;
pub mod delete;
pub mod due;
pub mod edit;
pub mod filter;
pub mod form;
pub mod head;
pub mod measures;
pub mod next_step;
pub mod on_hold;
pub mod overview;
pub mod page;
pub mod sessions;
pub mod since;
