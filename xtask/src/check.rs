//! `cargo xtask test`: everything that has to hold before a change goes in. Continuous integration runs the same.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{
    build,
    command::{self, answer, cargo, is_installed, program},
    paper,
    paths::Paths,
    steps::Steps,
    tools::{self, Postgres},
};

/// The tests of the release build: they run last and by themselves.
const RELEASE_TESTS: [&str; 2] = ["browser", "speed"];

/// The feature of crate `tests` that they are behind.
const RELEASE_FEATURE: &str = "tests/browser";

/// All crates but this one. It has large dependencies of its own; tested by itself it uses what `cargo xtask` was started
/// with, and tested together with the others all of that would be built once more.
const ALL_BUT_THIS: [&str; 3] = ["--workspace", "--exclude", "xtask"];

/// Installs what is missing and runs every check; a failure does not keep the others from running.
///
/// # Errors
/// When a check failed; the text lists all that did.
pub fn check(paths: &Paths) -> Result<()> {
    let mut steps = Steps::new();
    steps.run("Programs of the system", || tools::test_programs(paths));
    steps.run("Parts of the Rust toolchain", || {
        tools::check_components(paths)?;
        tools::wasm_target(paths)
    });
    let mut axe = PathBuf::new();
    steps.run("axe-core", || tools::axe_core(paths).map(|script| axe = script));

    steps.run("Formatting", || cargo_with(paths, &["fmt", "--all", "--check"]));
    steps.run("Licences and sources", || licences(paths));
    steps.run("Clippy", || clippy(paths, &["--workspace", "--all-targets", "--features", RELEASE_FEATURE]));
    steps.run("Clippy for the browser", || {
        let packages = ["--package", "app", "--package", "domain", "--lib"];
        let features = [
            "--no-default-features",
            "--features",
            "app/part-pages,app/part-plan,app/part-situation",
            "--target",
            tools::WASM,
        ];
        clippy(paths, &[&packages[..], &features[..]].concat())
    });
    steps.run("Tests", || tests(paths));
    steps.run("Checkers of paper", || paper::checkers(paths));
    steps.run("Tests of the build tool", || cargo_with(paths, &["test", "--quiet", "--package", "xtask"]));
    steps.run("Examples in the documentation", || {
        command::run(cargo(paths).arg("test").args(ALL_BUT_THIS).arg("--doc"))
    });

    if steps.run("Release build", || build::release(paths)) {
        steps.run("Library", || command::run(program(paths, paths.release_binary()).args(["library", "check"])));
        steps.run("Speed", || release_test(paths, "speed", &axe));
        steps.run("Browser tests", || release_test(paths, "browser", &axe));
    } else {
        steps.missed("Library", "there is no release build");
        steps.missed("Speed", "there is no release build");
        steps.missed("Browser tests", "there is no release build");
    }
    steps.close("Everything holds: formatting, licences, lints, tests, paper, library, speed and browser tests.")
}

fn cargo_with(paths: &Paths, args: &[&str]) -> Result<()> {
    command::run(cargo(paths).args(args))
}

fn clippy(paths: &Paths, what: &[&str]) -> Result<()> {
    let args = [&["clippy"], what, &["--", "-D", "warnings"]].concat();
    cargo_with(paths, &args)
}

fn licences(paths: &Paths) -> Result<()> {
    let deny = tools::cargo_deny(paths)?;
    // Called by its own name it wants no `deny` before `check`.
    command::run(program(paths, deny).args(["--log-level", "error", "check", "licenses", "bans", "sources"]))
        .context("see deny.toml for what is allowed, and say there why when you add to it")
}

/// All tests except those of the release build and of this crate; with nextest where it is installed. The contract of
/// the store is tested on a PostgreSQL that runs as long as they do.
fn tests(paths: &Paths) -> Result<()> {
    let runner: &[&str] = if is_installed("cargo-nextest") {
        &["nextest", "run", "--no-fail-fast", "--status-level", "fail"]
    } else {
        &["test", "--no-fail-fast"]
    };
    let mut command = cargo(paths);
    command.args(runner).args(ALL_BUT_THIS).args(["--lib", "--bins"]);
    for name in test_targets(paths)?.iter().filter(|name| !RELEASE_TESTS.contains(&name.as_str())) {
        command.args(["--test", name]);
    }
    let postgres = Postgres::start()?;
    command.env("REWEAVE_TEST_POSTGRES", postgres.address());
    command::run(&mut command)
}

fn release_test(paths: &Paths, name: &str, axe: &Path) -> Result<()> {
    let mut command = cargo(paths);
    command
        .args(["test", "--no-fail-fast"])
        .args(ALL_BUT_THIS)
        .args(["--features", RELEASE_FEATURE, "--test", name])
        .env("REWEAVE_BIN", paths.release_binary())
        .env("REWEAVE_AXE", axe);
    command::run(&mut command)
}

/// The names of all test binaries of the workspace.
fn test_targets(paths: &Paths) -> Result<Vec<String>> {
    let text = answer(cargo(paths).args(["metadata", "--no-deps", "--format-version", "1"]))
        .context("cargo cannot read the workspace; `cargo metadata` says why")?;
    let workspace: serde_json::Value = serde_json::from_str(&text).context("cargo describes the workspace oddly")?;
    let packages = workspace["packages"].as_array().into_iter().flatten();
    let targets = packages.flat_map(|package| package["targets"].as_array().into_iter().flatten());
    let mut names: Vec<String> = targets
        .filter(|target| target["kind"][0] == "test")
        .filter_map(|target| target["name"].as_str().map(str::to_owned))
        .collect();
    names.sort();
    names.dedup();
    Ok(names)
}
