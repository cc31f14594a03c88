//! Passkeys: adding and removing them, and answering with one.

pub mod ask;
pub mod form;
pub mod page;
pub mod step_field;
