//! Referral letters to another service, for one person. Server only: nothing of them is an island.

pub mod form;
pub mod page;
