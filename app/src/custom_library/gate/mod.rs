//! Safety holds that a counsellor has added.

pub mod form;
pub mod page;
