//! `cargo xtask bench`: how quick Reweave is.

use anyhow::Result;

use crate::{
    build,
    command::{self, cargo},
    paths::Paths,
    steps::step,
    tools,
};

/// Runs the benchmarks of crate `tests`, built for release; then the release build itself with a full shelf, unless `extra`
/// names single benchmarks. `strict` makes a broken budget an error.
///
/// # Errors
/// When something does not build or run, or when a budget is broken and `strict` says that it may not be.
pub fn bench(paths: &Paths, strict: bool, extra: &[String]) -> Result<()> {
    step("Benchmarks", || {
        let mut command = cargo(paths);
        command.args(["bench", "--package", "tests", "--benches", "--"]).args(extra);
        command::run(&mut command)
    })?;
    if extra.is_empty() { desk(paths, strict) } else { Ok(()) }
}

/// The desk with 2,000 couples and 10,000 plans: answers, saves, memory, and what a slow browser needs.
fn desk(paths: &Paths, strict: bool) -> Result<()> {
    tools::test_programs(paths)?;
    build::release(paths)?;
    step("Desk", || {
        let mut command = cargo(paths);
        command.args(["run", "--quiet", "--package", "tests", "--features", "browser", "--bin", "desk-bench", "--"]);
        command.args(strict.then_some("--strict")).env("REWEAVE_BIN", paths.release_binary());
        command::run(&mut command)
    })
}
