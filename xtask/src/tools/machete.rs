//! cargo-machete: finds dependencies that no source file uses.

use std::{ffi::OsStr, process::Command};

use anyhow::Result;

use super::install::CrateTool;
use crate::{command::program, paths::Paths};

/// Searches the sources for names, so it needs no build.
const MACHETE: CrateTool =
    CrateTool { name: "cargo-machete", version: "0.9.2", oldest: (0, 9), takes: "about a minute" };

/// Returns the command that searches this workspace, its program installed if necessary.
///
/// # Errors
/// When cargo cannot install it.
pub fn cargo_machete(paths: &Paths) -> Result<Command> {
    Ok(search(paths, &MACHETE.find(paths)?))
}

fn search(paths: &Paths, machete: &OsStr) -> Command {
    let mut command = program(paths, machete);
    // Where cargo names itself, cargo-machete expects `machete` before its options and would skip the first of them.
    command.env_remove("CARGO");
    // With metadata it knows libraries that have another name than their package.
    command.args(["--with-metadata", "--skip-target-dir"]);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_option_is_taken_for_the_name_of_the_subcommand() {
        let command = search(&Paths::find().unwrap(), OsStr::new("cargo-machete"));
        assert!(command.get_envs().any(|(name, value)| name == "CARGO" && value.is_none()));
        assert!(command.get_args().any(|option| option == "--with-metadata"));
    }

    #[test]
    fn an_old_cargo_machete_is_not_used() {
        assert!(MACHETE.is_recent("0.9.2"));
        assert!(!MACHETE.is_recent("0.7.0"));
    }
}
