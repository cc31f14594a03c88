//! Finding the tools that the build and the tests need, and installing those that are missing.

mod axe;
mod debian;
mod deny;
mod postgres;
mod python;
mod rust;

pub use axe::axe_core;
pub use debian::test_programs;
pub use deny::cargo_deny;
pub use postgres::Postgres;
pub use python::python;
pub use rust::{WASM, check_components, wasm_target};
