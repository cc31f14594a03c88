//! The content of printed sheets: handouts for clients and run sheets for the counsellor.

pub mod handout;
pub mod letter;
pub mod run_sheet;
