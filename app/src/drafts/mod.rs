//! Drafts that a browser keeps, for scripts without their cipher: those of islands, and of earlier versions.

pub mod form;
