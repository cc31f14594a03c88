//! Sheets of paper as other programs judge them.

use std::fs;

use anyhow::{Context, Result};

use crate::{
    command::{cargo, program, run},
    paths::Paths,
    tools,
};

/// Prints every kind of sheet in every way and language into target/paper, and asks the checkers about each.
///
/// # Errors
/// When a sheet cannot be made, when a checker cannot be installed, or when one of them finds something that
/// tests/paper/accepted.toml does not name.
pub fn checkers(paths: &Paths) -> Result<()> {
    let ours = paths.root.join("tests/paper");
    let python = tools::python(paths, "checkers", &ours.join("requirements.txt"))?;
    let folder = paths.root.join("target/paper");
    // What an older test left there would be checked too.
    if folder.exists() {
        fs::remove_dir_all(&folder).context("could not empty the folder target/paper")?;
    }
    fs::create_dir_all(&folder).context("could not make the folder target/paper")?;
    run(cargo(paths).args(["test", "--quiet", "--package", "pdf", "preview"]).env("REWEAVE_PREVIEW", &folder))?;
    run(program(paths, python).arg(ours.join("check.py")).arg(&folder))
}
