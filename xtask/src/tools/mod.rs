//! Finds the tools that the build and the tests need, and installs missing ones.

mod axe;
mod debian;
mod deny;
mod gecko;
mod install;
mod machete;
mod postgres;
mod python;
mod rust;

pub use axe::axe_core;
pub use debian::test_programs;
pub use deny::cargo_deny;
pub use gecko::geckodriver;
pub use machete::cargo_machete;
pub use postgres::Postgres;
pub use python::python;
pub use rust::{WASM, check_components, wasm_target};
