//! Who did what, and when.

pub(crate) mod event;
pub(crate) mod log;
