//! Builds the test binaries of a tree and runs single tests of them.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};

use super::patch::NamedTest;
use crate::{
    command::{EVERYTHING, cargo},
    paths::Paths,
};

/// Number of tests that run at once. Most of them wait for a database.
const WORKERS: usize = 4;

/// The longest that one test may take: a test that waits for something that a patch took away would never end.
const LONGEST: Duration = Duration::from_mins(20);

/// Crates with unit tests.
const CRATES: [&str; 5] = ["app", "domain", "pdf", "server", "store"];

/// Variables of the environment that tests need.
pub type Environment = Vec<(&'static str, std::ffi::OsString)>;

/// Result of one test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It passed.
    Passed,
    /// It failed; contains the first line of its message.
    Failed(String),
}

/// The test binaries of one build.
pub struct Binaries {
    /// Executables and folders of their packages, by the name in [`NamedTest::binary`]. Two crates may have tests of one name.
    built: BTreeMap<String, Vec<(PathBuf, PathBuf)>>,
    environment: Environment,
    logs: PathBuf,
}

impl Binaries {
    /// Builds the test binaries of these tests.
    ///
    /// # Errors
    /// When they do not compile, or when one of them does not exist.
    pub fn build(paths: &Paths, tests: &BTreeSet<&NamedTest>, environment: &Environment) -> Result<Self> {
        let names: BTreeSet<&str> = tests.iter().map(|test| test.binary.as_str()).collect();
        let mut command = cargo(paths);
        command.args(["test", "--no-run", "--quiet", "--message-format", "json-render-diagnostics"]).args(EVERYTHING);
        // Crates are left out, and not named, because the tests depend on all of them: their features stay the same.
        let crates: BTreeSet<&str> = names.iter().filter_map(|name| name.strip_prefix("lib:")).collect();
        if !crates.is_empty() {
            command.arg("--lib");
            if names.len() == crates.len() {
                let others = CRATES.iter().filter(|name| !crates.contains(*name));
                others.for_each(|name| _ = command.args(["--exclude", name]));
            }
        }
        names.iter().filter(|name| !name.starts_with("lib:")).for_each(|name| _ = command.args(["--test", name]));
        let output = command.stderr(Stdio::inherit()).output().context("could not start cargo")?;
        ensure!(output.status.success(), "it does not compile");
        let mut built: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for (name, place) in String::from_utf8_lossy(&output.stdout).lines().filter_map(executable) {
            built.entry(name).or_default().push(place);
        }
        if let Some(missing) = names.iter().find(|name| !built.contains_key(**name)) {
            bail!("there is no test binary {missing}");
        }
        let logs = paths.root.with_file_name("logs");
        fs::create_dir_all(&logs).with_context(|| format!("could not create {}", logs.display()))?;
        Ok(Self { built, environment: environment.clone(), logs })
    }

    /// Runs tests, each in a process of its own, several at once; returns their results in this order.
    ///
    /// # Errors
    /// When there is no test of a name, or when one cannot be started.
    pub fn run(&self, tests: &[&NamedTest]) -> Result<Vec<Outcome>> {
        let (next, done) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
        thread::scope(|scope| {
            for worker in 0..WORKERS {
                let (next, done) = (&next, &done);
                scope.spawn(move || {
                    while let Some(test) = tests.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let outcome = self.run_one(test, &self.logs.join(format!("{worker}.log")));
                        done.lock().unwrap_or_else(PoisonError::into_inner).insert(*test, outcome);
                    }
                });
            }
        });
        let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        tests.iter().map(|test| done.remove(test).context("a test did not run")?).collect()
    }

    fn run_one(&self, test: &NamedTest, log: &Path) -> Result<Outcome> {
        let mut found = None;
        for (program, folder) in self.built.get(&test.binary).into_iter().flatten() {
            let list = Command::new(program).arg("--list").current_dir(folder).output()?;
            let names = full_names(&String::from_utf8_lossy(&list.stdout), &test.name);
            found = found.or_else(|| (!names.is_empty()).then_some((program, folder, names)));
        }
        let (program, folder, full) = found.with_context(|| format!("there is no test {test}"))?;
        let mut command = Command::new(program);
        command.args(["--exact", "--include-ignored", "--test-threads", "1"]).args(&full).current_dir(folder);
        command.env("CARGO_MANIFEST_DIR", folder).envs(self.environment.iter().map(|(key, value)| (key, value)));
        let file = File::create(log).with_context(|| format!("could not create {}", log.display()))?;
        command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);
        match within(&mut command, LONGEST)? {
            Some(status) if status.success() => Ok(Outcome::Passed),
            Some(_) => Ok(Outcome::Failed(first_line(&fs::read_to_string(log).unwrap_or_default()))),
            None => Ok(Outcome::Failed(format!("no end within {} minutes", LONGEST.as_secs() / 60))),
        }
    }
}

/// Reads the name, executable and package folder of a test binary from a message of cargo.
fn executable(message: &str) -> Option<(String, (PathBuf, PathBuf))> {
    let message: serde_json::Value = serde_json::from_str(message).ok()?;
    let program = PathBuf::from(message["executable"].as_str()?);
    let folder = Path::new(message["manifest_path"].as_str()?).parent()?.to_path_buf();
    let target = &message["target"];
    let name = target["name"].as_str()?;
    match target["kind"][0].as_str()? {
        "test" => Some((name.to_owned(), (program, folder))),
        "lib" | "cdylib" | "rlib" => Some((format!("lib:{name}"), (program, folder))),
        _ => None,
    }
}

/// Finds the names with modules of a test function in the output of `--list`.
fn full_names(list: &str, name: &str) -> Vec<String> {
    let names = list.lines().filter_map(|line| line.strip_suffix(": test"));
    names.filter(|full| full.rsplit("::").next() == Some(name)).map(str::to_owned).collect()
}

/// Runs a command to its end; returns none if it was stopped because it took too long.
fn within(command: &mut Command, longest: Duration) -> Result<Option<ExitStatus>> {
    let mut child = command.spawn().context("could not start a test")?;
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if begun.elapsed() > longest {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(50));
    }
}

/// Returns the first line of the first panic or error in the output of a failed test.
fn first_line(output: &str) -> String {
    let mut lines = output.lines().map(str::trim).skip_while(|line| !line.contains("panicked at"));
    let error = || output.lines().map(str::trim).find(|line| line.starts_with("Error: "));
    lines.nth(1).or_else(error).unwrap_or("no message").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_is_found_in_whatever_module_it_is() {
        let list = "edge::sec_20_a: test\nsec_20_a: test\nedge::sec_20_ab: test\nbench: benchmark\n\n3 tests\n";
        assert_eq!(full_names(list, "sec_20_a"), ["edge::sec_20_a", "sec_20_a"]);
        assert!(full_names(list, "a").is_empty());
    }

    #[test]
    fn the_message_of_a_failure_is_its_first_line() {
        let output = "running 1 test\n\nthread 'a' (1) panicked at tests/a.rs:3:5:\nassertion failed: no\nnote: run\n";
        assert_eq!(first_line(output), "assertion failed: no");
        assert_eq!(first_line("running\nError: gone\n"), "Error: gone");
        assert_eq!(first_line(""), "no message");
    }

    #[test]
    fn what_never_ends_is_stopped() {
        let mut sleep = Command::new("sleep");
        assert_eq!(within(sleep.arg("60"), Duration::from_millis(100)).unwrap(), None);
        assert!(within(&mut Command::new("true"), Duration::from_mins(1)).unwrap().is_some_and(|s| s.success()));
    }

    #[test]
    fn test_binaries_are_named_by_their_kind() {
        let message = |kind: &str| {
            format!(
                r#"{{"executable":"/t/x","manifest_path":"/r/server/Cargo.toml","target":{{"name":"server","kind":["{kind}"]}}}}"#
            )
        };
        let name = |kind: &str| executable(&message(kind)).map(|(name, _)| name);
        assert_eq!(name("test").as_deref(), Some("server"));
        assert_eq!(name("lib").as_deref(), Some("lib:server"));
        assert_eq!(name("bin"), None);
        assert_eq!(executable(r#"{"reason":"build-finished"}"#), None);
    }
}
