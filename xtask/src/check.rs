//! `cargo xtask test`: every check that a change must pass. Continuous integration runs the same.

use std::{
    ffi::{OsStr, OsString},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{
    bench, build,
    command::{self, EVERYTHING, answer, cargo, is_installed, program},
    paper,
    paths::Paths,
    steps::Steps,
    toolchain::same_rust_version,
    tools::{self, Postgres},
};

/// The tests of the release build, which run last and separately.
const RELEASE_TESTS: [&str; 2] = ["browser", "speed"];

/// Installs what is missing and runs every check, also after one has failed.
///
/// # Errors
/// When a check failed; the error lists all that did.
pub fn check(paths: &Paths) -> Result<()> {
    let mut steps = Steps::new();
    steps.run("System programs", || tools::test_programs(paths));
    steps.run("Rust toolchain", || {
        tools::check_components(paths)?;
        tools::wasm_target(paths)
    });
    let mut axe = PathBuf::new();
    steps.run("axe-core", || tools::axe_core(paths).map(|script| axe = script));
    let mut gecko = OsString::new();
    steps.run("geckodriver", || tools::geckodriver(paths).map(|driver| gecko = driver));

    steps.run("Formatting", || cargo_with(paths, &["fmt", "--all", "--check"]));
    steps.run("Minimum Rust version", || same_rust_version(paths));
    steps.run("Licences and sources", || licences(paths));
    steps.run("Unused dependencies", || unused_dependencies(paths));
    steps.run("Clippy", || clippy(paths, &["--workspace", "--all-targets", "--features", "tests/browser"]));
    steps.run("Clippy for the browser", || {
        let packages = ["--package", "app", "--package", "domain", "--lib"];
        let features =
            ["--no-default-features", "--features", "app/part-plan,app/part-situation", "--target", tools::WASM];
        clippy(paths, &[&packages[..], &features[..]].concat())
    });
    steps.run("Documentation", || documentation(paths));
    steps.run("Tests", || tests(paths));
    steps.run("Sheet checkers", || paper::checkers(paths));
    steps.run("Tests of the build tool", || cargo_with(paths, &["test", "--quiet", "--package", "xtask"]));
    steps.run("Examples in the documentation", || command::run(cargo(paths).arg("test").args(EVERYTHING).arg("--doc")));

    if steps.run("Release build", || build::release(paths)) {
        steps.run("Library", || command::run(program(paths, paths.release_binary()).args(["library", "check"])));
        steps.run("Speed", || release_test(paths, "speed", &axe, &gecko));
        steps.run("Budgets", || bench::budgets(paths));
        steps.run("Browser tests", || release_test(paths, "browser", &axe, &gecko));
    } else {
        steps.missed("Library", "there is no release build");
        steps.missed("Speed", "there is no release build");
        steps.missed("Budgets", "there is no release build");
        steps.missed("Browser tests", "there is no release build");
    }
    steps.close("All checks passed.")
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
    // Started directly, not through cargo, it takes no `deny` before `check`.
    command::run(program(paths, deny).args(["--log-level", "error", "check", "licenses", "bans", "sources"]))
        .context("deny.toml lists what is allowed; state the reason there when you add to it")
}

/// Finds dependencies that no source file uses.
fn unused_dependencies(paths: &Paths) -> Result<()> {
    command::run(&mut tools::cargo_machete(paths)?)
        .context("remove the dependencies listed above from the Cargo.toml of their crate")
}

/// Builds the documentation and refuses broken links.
fn documentation(paths: &Paths) -> Result<()> {
    let mut command = cargo(paths);
    command.arg("doc").args(EVERYTHING).arg("--no-deps").env("RUSTDOCFLAGS", "-Dwarnings");
    command::run(&mut command)
}

/// Runs all tests except those of the release build and of this crate, with nextest if it is installed. The contract of the
/// store is tested on a PostgreSQL server that runs only during the tests.
fn tests(paths: &Paths) -> Result<()> {
    let runner: &[&str] = if is_installed("cargo-nextest") {
        &["nextest", "run", "--no-fail-fast", "--status-level", "fail"]
    } else {
        &["test", "--no-fail-fast"]
    };
    let mut command = cargo(paths);
    command.args(runner).args(EVERYTHING).arg("--lib");
    for name in test_targets(paths)?.iter().filter(|name| !RELEASE_TESTS.contains(&name.as_str())) {
        command.args(["--test", name]);
    }
    let postgres = Postgres::start()?;
    command.env("REWEAVE_TEST_POSTGRES", postgres.address());
    command::run(&mut command)
}

fn release_test(paths: &Paths, name: &str, axe: &Path, gecko: &OsStr) -> Result<()> {
    let mut command = cargo(paths);
    command
        .args(["test", "--no-fail-fast"])
        .args(EVERYTHING)
        .args(["--test", name])
        .env("REWEAVE_BIN", paths.release_binary())
        .env("REWEAVE_AXE", axe)
        .env("REWEAVE_GECKODRIVER", gecko);
    command::run(&mut command)
}

/// The names of all test binaries of the workspace.
fn test_targets(paths: &Paths) -> Result<Vec<String>> {
    let text = answer(cargo(paths).args(["metadata", "--no-deps", "--format-version", "1"]))
        .context("cargo cannot read the workspace; run `cargo metadata` for the reason")?;
    let workspace: serde_json::Value =
        serde_json::from_str(&text).context("the output of `cargo metadata` is not valid JSON")?;
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
