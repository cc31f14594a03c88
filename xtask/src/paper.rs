//! Checks printed sheets with independent programs.

use std::fs;

use anyhow::{Context, Result};

use crate::{
    command::{EVERYTHING, cargo, program, run},
    paths::Paths,
    tools,
};

/// Prints every kind of sheet in every format and language into target/paper, and runs the checkers on each.
///
/// # Errors
/// When a sheet cannot be printed, when a checker cannot be installed, or when one of them reports something that
/// tests/paper/accepted.toml does not list.
pub fn checkers(paths: &Paths) -> Result<()> {
    let ours = paths.root.join("tests/paper");
    let python = tools::python(paths, "checkers", &ours.join("requirements.txt"))?;
    let folder = paths.root.join("target/paper");
    // Files of an earlier run would be checked too.
    if folder.exists() {
        fs::remove_dir_all(&folder).context("could not empty the folder target/paper")?;
    }
    fs::create_dir_all(&folder).context("could not create the folder target/paper")?;
    let mut preview = cargo(paths);
    preview.args(["test", "--quiet"]).args(EVERYTHING).args(["--lib", "preview"]).env("REWEAVE_PREVIEW", &folder);
    run(&mut preview)?;
    run(program(paths, python).arg(ours.join("check.py")).arg(&folder))
}
