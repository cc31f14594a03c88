//! Planning: suggestions in order of relevance, the planner of one session, and programmes of several sessions.

pub mod planner;
pub mod programme;
pub(crate) mod relevance;
mod session;
mod suggest;

pub use self::{
    session::{Fit, alone_because, demanded, fits, role_of, roles},
    suggest::{PlanningContext, Suggestion, stress_leads, suggest},
};
pub(crate) use self::{
    session::{is_couple_work, role_for},
    suggest::{REVIEW_FROM, is_due, suggest_with},
};
