//! Working on a session plan.

mod accept;
mod check;
mod fit_and_swap;
mod handout;
mod properties;
mod record;
mod remedies;
mod run_sheet;
mod sheet_parts;
mod suggested;
mod support;
mod templates;
mod versions;
mod why;
