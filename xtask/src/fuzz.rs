//! `cargo xtask fuzz`: feeds invented input to the readers of untrusted input, and tells how much was tried.

use std::{
    fmt::Write as _,
    fs::{self, File},
    path::Path,
    process::Command,
};

use anyhow::{Context, Result, bail, ensure};
use clap::Args;

use crate::{
    command::{answer, program},
    paths::Paths,
    steps::{say, step},
};

/// The targets, in the checkout.
const FOLDER: &str = "fuzz";

/// Limits of one input: memory in megabytes, and seconds.
const LIMITS: [&str; 2] = ["-rss_limit_mb=1024", "-timeout=10"];

/// Options of `cargo xtask fuzz`.
#[derive(Args)]
pub struct Options {
    /// Target to run; all by default
    target: Option<String>,
    /// Seconds for each target
    #[arg(long, default_value_t = 600)]
    seconds: u32,
}

/// Runs one target or all, and prints how much each tried. New inputs and output are in `target/fuzz`.
///
/// # Errors
/// When nightly Rust or cargo-fuzz is missing, when there is no such target, or when a target finds a fault; the others run
/// all the same.
pub fn fuzz(paths: &Paths, options: &Options) -> Result<()> {
    let manifest =
        fs::read_to_string(paths.root.join(FOLDER).join("Cargo.toml")).context("could not read the targets")?;
    let targets = select(targets(&manifest), options.target.as_deref())?;
    is_ready(paths)?;
    let (mut rows, mut failed) = (Vec::new(), Vec::new());
    for target in &targets {
        match step(target.name, || run(paths, target, options.seconds)) {
            Ok(stats) => rows.push((target.name, stats)),
            Err(problem) => failed.push(format!("{}: {problem:#}", target.name)),
        }
    }
    say(&format!("\n{}", table(&rows)));
    ensure!(
        failed.is_empty(),
        "{} of {} targets found a fault:\n  {}",
        failed.len(),
        targets.len(),
        failed.join("\n  ")
    );
    Ok(())
}

/// Proves that nightly Rust and cargo-fuzz are there. They are not installed by themselves: nothing else needs them.
fn is_ready(paths: &Paths) -> Result<()> {
    if answer(nightly(paths).args(["rustc", "--version"])).is_none() {
        bail!("nightly Rust is missing; install it with `rustup toolchain install nightly --profile minimal`");
    }
    if answer(nightly(paths).args(["cargo", "fuzz", "--version"])).is_none() {
        bail!("cargo-fuzz is missing; install it with `cargo install cargo-fuzz --locked`");
    }
    Ok(())
}

/// A command of the nightly toolchain. `cargo +nightly` would not do: this tool was started by the cargo of another one.
fn nightly(paths: &Paths) -> Command {
    let mut command = program(paths, "rustup");
    command.args(["run", "nightly"]);
    command
}

/// Runs one target to its end.
fn run(paths: &Paths, target: &Target<'_>, seconds: u32) -> Result<Stats> {
    let folder = paths.root.join("target/fuzz");
    let fresh = folder.join(target.name);
    fs::create_dir_all(&fresh).with_context(|| format!("could not create {}", fresh.display()))?;
    let log = folder.join(format!("{}.log", target.name));
    let mut command = nightly(paths);
    command.args(["cargo", "fuzz", "run", "--fuzz-dir", FOLDER, "--sanitizer", "none"]);
    if !target.needs_app {
        command.arg("--no-default-features");
    }
    // What is new goes into the first folder; the kept inputs stay as they are.
    command.arg(target.name).arg(&fresh).arg(Path::new(FOLDER).join("corpus").join(target.name));
    command.arg("--").arg(format!("-max_total_time={seconds}")).args(LIMITS).arg("-print_final_stats=1");
    let output = File::create(&log).with_context(|| format!("could not create {}", log.display()))?;
    command.stdout(output.try_clone()?).stderr(output).env("RUSTFLAGS", "--cfg erase_components");
    let status = command.status().context("could not start rustup; is it installed?")?;
    let text = String::from_utf8_lossy(&fs::read(&log).unwrap_or_default()).into_owned();
    let shown = paths.show(&log);
    ensure!(status.success(), "{}; the output is in {shown}", fault(&text));
    Stats::read(&text).with_context(|| format!("{shown} does not tell how much was tried"))
}

/// A fuzz target.
#[derive(Debug, PartialEq, Eq)]
struct Target<'a> {
    name: &'a str,
    /// True if it needs the whole app, which takes long to build.
    needs_app: bool,
}

/// Reads the targets from their manifest.
fn targets(manifest: &str) -> Vec<Target<'_>> {
    let target = |table| {
        let value = |key: &str| str::lines(table).find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
        let name = value("name")?.trim_matches('"');
        Some(Target { name, needs_app: value("required-features").is_some() })
    };
    let tables = manifest.split("[[bin]]\n").skip(1).map(|rest| rest.split("\n[").next().unwrap_or(rest));
    tables.filter_map(target).collect()
}

/// Selects a target by its name; all without one.
fn select<'a>(all: Vec<Target<'a>>, name: Option<&str>) -> Result<Vec<Target<'a>>> {
    let Some(name) = name else { return Ok(all) };
    let names: Vec<&str> = all.iter().map(|target| target.name).collect();
    ensure!(names.contains(&name), "there is no target {name}; there are {}", names.join(", "));
    Ok(all.into_iter().filter(|target| target.name == name).collect())
}

/// How much a target tried.
#[derive(Debug, Default, PartialEq, Eq)]
struct Stats {
    executions: u64,
    each_second: u64,
    coverage: u64,
    features: u64,
    new: u64,
    peak_memory: u64,
}

impl Stats {
    /// Reads the output of libFuzzer.
    fn read(output: &str) -> Option<Self> {
        let number = |text: &str| text.split_whitespace().next()?.parse().ok();
        let last = |word: &str| output.lines().rev().find_map(|line| number(line.split_once(word)?.1));
        Some(Self {
            executions: last("stat::number_of_executed_units:")?,
            each_second: last("stat::average_exec_per_sec:")?,
            coverage: last(" cov: ")?,
            features: last(" ft: ")?,
            new: last("stat::new_units_added:")?,
            peak_memory: last("stat::peak_rss_mb:")?,
        })
    }
}

/// The fault that a target found: its message, and where its input is.
fn fault(output: &str) -> String {
    let mut lines = output.lines().skip_while(|line| !line.contains("panicked at")).skip(1);
    let libfuzzer = || output.lines().find_map(|line| Some(line.split_once("ERROR: libFuzzer: ")?.1));
    let compiler = || output.lines().find(|line| line.starts_with("error"));
    let message = lines.next().or_else(libfuzzer).or_else(compiler).unwrap_or("it failed without a message");
    match output.lines().find_map(|line| Some(line.split_once("Test unit written to ")?.1)) {
        Some(input) => format!("{message}; its input is {input}"),
        None => message.to_owned(),
    }
}

/// Writes the table in Markdown, with a row for each target.
fn table(rows: &[(&str, Stats)]) -> String {
    let mut text = String::from(
        "| target | executions | each second | coverage | features | new inputs | peak memory |\n|---|---|---|---|---|---|---|\n",
    );
    for (name, stats) in rows {
        let Stats { executions, each_second, coverage, features, new, peak_memory } = stats;
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "| {name} | {executions} | {each_second} | {coverage} | {features} | {new} | {peak_memory} MB |"
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTPUT: &str = "#2\tINITED cov: 10 ft: 12 corp: 1/1b exec/s: 0 rss: 60Mb\n\
                          #9\tNEW    cov: 21 ft: 34 corp: 2/8b lim: 4 exec/s: 0 rss: 61Mb L: 7/7\n\
                          Done 90 runs in 1 second(s)\nstat::number_of_executed_units: 90\n\
                          stat::average_exec_per_sec:     45\nstat::new_units_added:          2\n\
                          stat::slowest_unit_time_sec:    0\nstat::peak_rss_mb:              77\n";

    #[test]
    fn the_last_coverage_counts() {
        let read = Stats { executions: 90, each_second: 45, coverage: 21, features: 34, new: 2, peak_memory: 77 };
        assert_eq!(Stats::read(OUTPUT).as_ref(), Some(&read));
        assert!(table(&[("logo", read)]).ends_with("| logo | 90 | 45 | 21 | 34 | 2 | 77 MB |\n"));
        assert_eq!(Stats::read("error: could not compile"), None);
    }

    #[test]
    fn a_fault_is_told_with_its_input() {
        let output = "thread panicked at readers.rs:97:5:\nan invented value opens\nstack backtrace:\n\
                      ==1== ERROR: libFuzzer: deadly signal\nx; Test unit written to fuzz/artifacts/logo/crash-1\n";
        assert_eq!(fault(output), "an invented value opens; its input is fuzz/artifacts/logo/crash-1");
        assert_eq!(fault("==1== ERROR: libFuzzer: out-of-memory (used: 1025Mb)\n"), "out-of-memory (used: 1025Mb)");
        assert_eq!(fault("error: no such command"), "error: no such command");
        assert_eq!(fault(""), "it failed without a message");
    }

    #[test]
    fn every_target_of_the_checkout_is_run() {
        let folder = Paths::find().unwrap().root.join(FOLDER);
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        let mut names: Vec<String> = targets(&manifest).iter().map(|target| target.name.to_owned()).collect();
        names.sort();
        let file = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().path();
        let stem = |path: std::path::PathBuf| path.file_stem().unwrap().to_string_lossy().into_owned();
        let mut files: Vec<String> =
            fs::read_dir(folder.join("targets")).unwrap().map(|entry| stem(file(entry))).collect();
        files.sort();
        assert_eq!(names, files);
        let readme = fs::read_to_string(folder.join("README.md")).unwrap();
        for name in names {
            assert!(folder.join("corpus").join(&name).is_dir(), "{name} has no corpus");
            assert!(readme.contains(&format!("| `{name}` |")), "the README does not tell what {name} reads");
        }
    }

    #[test]
    fn a_target_that_needs_the_app_is_built_with_it() {
        let manifest = "[features]\na = []\n\n[[bin]]\nname = \"archive\"\nrequired-features = [\"requests\"]\n\n\
                        [[bin]]\nname = \"logo\"\npath = \"targets/logo.rs\"\n\n[package.metadata]\nname = \"x\"\n";
        let all = || targets(manifest);
        let (archive, logo) = (Target { name: "archive", needs_app: true }, Target { name: "logo", needs_app: false });
        assert_eq!(all(), [archive, logo]);
        assert_eq!(select(all(), Some("logo")).unwrap(), all()[1..]);
        let unknown = select(all(), Some("logos")).unwrap_err().to_string();
        assert_eq!(unknown, "there is no target logos; there are archive, logo");
    }
}
