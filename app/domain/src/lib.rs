//! The clinical model of Reweave.
//!
//! The data flow:
//!
//! ```text
//! answers --assess--> findings + gates --plan--> session plan --for an audience--> handout
//! ```
//! Each arrow is a pure function here: no input or output, no clock, no randomness. The browser, the server and the
//! command line call the same ones, and the same input gives the same output everywhere.
//!
//! The folders follow the flow, and each imports only from those before it: [`vocabulary`], [`library`], [`assess`],
//! [`safety`], [`planning`], the [`records`] that are saved, [`plan`], [`programme`], [`versions`], [`paper`]; then the
//! [`case_file`] that the command line reads.

pub mod assess;
pub mod case_file;
pub mod library;
pub mod paper;
pub mod plan;
pub mod planning;
pub mod programme;
pub mod records;
pub mod safety;
pub mod versions;
pub mod vocabulary;
