//! The clinical model of Reweave.
//!
//! Everything serves one line of flow:
//!
//! ```text
//! answers --map--> findings + gates --suggest--> plan --for an audience--> handout
//! ```
//!
//! Each arrow is a pure function here: no input or output, no clock, no randomness. The browser, the server and the
//! command line call the same ones, and the same input gives the same output everywhere.

pub mod alone;
pub mod answers;
pub mod case;
pub mod course;
pub mod desk;
pub mod gates;
pub mod handout;
pub mod holds;
pub mod ids;
pub mod letters;
pub mod library;
pub mod map;
pub mod minutes;
pub mod nearest;
pub mod order;
pub mod own;
pub mod phase;
pub mod picture;
pub mod plan;
pub mod programme;
pub mod run_sheet;
pub mod scales;
pub mod session;
pub mod suggest;
pub mod template;
pub mod words;
