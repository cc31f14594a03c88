//! The list of session plans, and booking a new one.

pub mod book_form;
pub mod book_page;
pub mod calendar;
pub mod delete;
pub mod filter;
pub mod form;
pub mod list;
pub mod new_plan;
pub mod page;
pub mod rows;

use store::{PlanHead, PlanId, Stored};

/// Returns the number of the next session of a couple with these plans, from 1.
pub fn next_number(plans: &[Stored<PlanId, PlanHead>]) -> u16 {
    plans.iter().map(|plan| plan.value.number).max().unwrap_or(0).saturating_add(1)
}
