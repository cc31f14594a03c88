//! `cargo xtask bench`: runs the benchmarks.

use anyhow::Result;

use crate::{
    build,
    command::{self, cargo, program, test_program},
    paths::Paths,
    steps::step,
    tools,
};

/// The example of crate `pdf` that typesets the reference handout.
const WORKER: &str = "paper-worker";

/// Runs the benchmarks of crate `tests`, built for release; then compares typesetting with other engines, and measures the
/// release build with 2,000 couples. `extra` selects single benchmarks (`paper` is one). `strict` makes an exceeded budget
/// an error.
///
/// # Errors
/// When something does not build or run, or, with `strict`, when a budget is exceeded.
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
    // An exceeded budget of paper does not keep the release build from being measured.
    let paper = paper(paths, strict);
    desk(paths, strict).and(paper)
}

/// Compares the two-page reference handout with typst, ReportLab, Chromium and WeasyPrint, in time and memory.
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

/// Measures the release build with 2,000 couples and 10,000 plans: responses, saves, memory, and a slow browser.
fn desk(paths: &Paths, strict: bool) -> Result<()> {
    tools::test_programs(paths)?;
    build::release(paths)?;
    step("Desk", || measure(paths, strict.then_some("--strict")))
}

/// Checks the budgets that do not depend on the number of couples: the size of what a page loads, the memory of the idle
/// server, the time until islands respond. Needs the release build.
///
/// # Errors
/// When a budget is exceeded, or something cannot be measured.
pub fn budgets(paths: &Paths) -> Result<()> {
    measure(paths, ["--budgets", "--strict"])
}

fn measure<'a>(paths: &Paths, how: impl IntoIterator<Item = &'a str>) -> Result<()> {
    let mut command = program(paths, test_program(paths, "desk-bench")?);
    command.args(how).env("REWEAVE_BIN", paths.release_binary());
    command::run(&mut command)
}
