//! What is written down after a session, and the note that is read before the next one.

pub mod before;
mod concern;
pub mod fields;
pub mod form;
mod form_view;
mod meanwhile;
pub mod note;
pub mod page;
pub mod sections;
pub mod words;
