//! Working on a session plan.

mod accept;
mod check;
mod handout;
mod properties;
mod run_sheet;
mod support;
mod templates;
mod versions;
