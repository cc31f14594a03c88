//! `cargo xtask bench`: how quick Reweave is.

use anyhow::Result;

use crate::{
    command::{self, cargo},
    paths::Paths,
    steps::step,
};

/// Runs the benchmarks of crate `tests`, built for release. `extra` goes to each of them.
///
/// # Errors
/// When one does not build or run.
pub fn bench(paths: &Paths, extra: &[String]) -> Result<()> {
    step("Benchmarks", || {
        let mut command = cargo(paths);
        command.args(["bench", "--package", "tests", "--benches", "--"]).args(extra);
        command::run(&mut command)
    })
}
