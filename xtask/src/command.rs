//! Running other programs.

use std::{
    env,
    ffi::OsStr,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

use crate::paths::Paths;

/// A call of cargo in the workspace.
pub fn cargo(paths: &Paths) -> Command {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = program(paths, cargo);
    command.stdin(Stdio::null());
    command
}

/// A call of `name`, started in the root of the checkout.
pub fn program(paths: &Paths, name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(&paths.root);
    // Cargo describes this very tool in its environment. Handed on, that would look like a change to some build
    // scripts, and they would run again.
    for (key, _) in env::vars_os() {
        let name = key.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&key);
        }
    }
    command
}

/// Runs `command` to its end, its output going to the terminal.
///
/// # Errors
/// When it cannot be started or does not succeed; the text names the command.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("could not start `{}`; is it installed?", line(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", line(command));
    }
    Ok(())
}

/// Runs `command` quietly and returns what it wrote, or `None` when it is missing or did not succeed.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// Whether a program of this name can be found.
pub fn is_installed(name: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(name).is_file())
}

/// The command as one would type it.
fn line(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program());
    std::iter::once(name).chain(command.get_args()).map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_command_is_named_as_one_would_type_it() {
        let mut command = Command::new("/usr/bin/env");
        command.args(["false", "--often"]);
        assert_eq!(line(&command), "env false --often");
    }

    #[test]
    fn a_program_that_nobody_has_is_not_installed() {
        assert!(!is_installed("a-program-that-nobody-has"));
    }
}
