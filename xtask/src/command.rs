//! Running other programs.

use std::{
    env,
    ffi::OsStr,
    path::PathBuf,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

use crate::paths::Paths;

/// All crates but this one, with the tests of the release build. Every build without optimisation names exactly these: with
/// another choice of crates, cargo would choose other features and compile the same crates again. This crate is tested
/// separately, on the dependencies that were built to start `cargo xtask`.
pub const EVERYTHING: [&str; 5] = ["--workspace", "--exclude", "xtask", "--features", "tests/browser"];

/// A cargo command in the workspace, without input.
pub fn cargo(paths: &Paths) -> Command {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = program(paths, cargo);
    // Another checkout than the one of this tool, a copy for example, has build output of its own.
    command.stdin(Stdio::null()).env("CARGO_TARGET_DIR", &paths.cargo_target);
    command
}

/// A command that starts `name` in the root of the checkout.
pub fn program(paths: &Paths, name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(&paths.root);
    // Cargo describes this tool in the environment. Some build scripts would take these variables for a change and run
    // again.
    for (key, _) in env::vars_os() {
        let name = key.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&key);
        }
    }
    command
}

/// Builds program `name` of crate `tests` and returns its path.
///
/// # Errors
/// When it does not build.
pub fn test_program(paths: &Paths, name: &str) -> Result<PathBuf> {
    // A test among the targets brings the dependencies of tests, as in every other build.
    run(cargo(paths).args(["build", "--quiet"]).args(EVERYTHING).args(["--bin", name, "--test", "speed"]))?;
    Ok(paths.cargo_target.join("debug").join(format!("{name}{}", env::consts::EXE_SUFFIX)))
}

/// Runs `command` to its end and shows its output on the terminal.
///
/// # Errors
/// When it cannot be started or fails; the error names the command.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("could not start `{}`; is it installed?", line(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", line(command));
    }
    Ok(())
}

/// Runs `command` without terminal output and returns its standard output, or `None` if it cannot be started or fails.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// True if a program of this name can be started.
pub fn is_installed(name: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(name).is_file())
}

/// The command line as a user would type it.
fn line(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program());
    std::iter::once(name).chain(command.get_args()).map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_command_is_named_as_it_would_be_typed() {
        let mut command = Command::new("/usr/bin/env");
        command.args(["false", "--often"]);
        assert_eq!(line(&command), "env false --often");
    }

    #[test]
    fn an_unknown_program_is_not_installed() {
        assert!(!is_installed("a-program-that-does-not-exist"));
    }
}
