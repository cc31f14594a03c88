//! `cargo xtask bench`: how quick Reweave is.

use anyhow::Result;

use crate::{
    build,
    command::{self, cargo, program},
    paths::Paths,
    steps::step,
    tools,
};

/// The example of crate `pdf` that makes the reference handout.
const WORKER: &str = "paper-worker";

/// Runs the benchmarks of crate `tests`, built for release; then paper beside other engines, and the release build itself
/// with a full shelf, unless `extra` names single benchmarks (`paper` is one). `strict` makes a broken budget an error.
///
/// # Errors
/// When something does not build or run, or when a budget is broken and `strict` says that it may not be.
pub fn bench(paths: &Paths, strict: bool, extra: &[String]) -> Result<()> {
    if extra == ["paper"] {
        return paper(paths, strict);
    }
    step("Benchmarks", || {
        let mut command = cargo(paths);
        command.args(["bench", "--package", "tests", "--benches", "--"]).args(extra);
        command::run(&mut command)
    })?;
    if !extra.is_empty() {
        return Ok(());
    }
    // A broken budget of paper does not keep the desk from being measured.
    let paper = paper(paths, strict);
    desk(paths, strict).and(paper)
}

/// The two-page reference handout beside typst, ReportLab, Chromium and WeasyPrint, and what a process needs for it.
fn paper(paths: &Paths, strict: bool) -> Result<()> {
    tools::test_programs(paths)?;
    let ours = paths.root.join("tests/bench/paper");
    let python = tools::python(paths, "peers", &ours.join("requirements.txt"))?;
    command::run(cargo(paths).args(["build", "--quiet", "--release", "--package", "pdf", "--example", WORKER]))?;
    step("Paper", || {
        let mut command = program(paths, python);
        command.arg(ours.join("run.py")).arg(paths.cargo_target.join("release/examples").join(WORKER));
        command.arg(paths.root.join("target/paper-bench")).args(strict.then_some("--strict"));
        command::run(&mut command)
    })
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
