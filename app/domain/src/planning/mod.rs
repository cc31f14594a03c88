//! Planning: suggestions in order of relevance, the planner of one session, and programmes of several sessions.

mod context;
mod due;
pub(crate) mod opening;
pub mod planner;
pub(crate) mod relevance;
mod suggest;

pub use self::{
    context::PlanningContext,
    due::stress_leads,
    suggest::{Suggestion, suggest},
};
pub(crate) use self::{
    due::{REVIEW_FROM, is_due},
    suggest::suggest_with,
};
pub use crate::safety::{Fit, alone_because, demanded, fits, role_of, roles};
