//! Python environments under target/tools, one per list of requirements.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{
    command::{program, run},
    paths::Paths,
    steps::say,
};

/// Returns a Python with the packages of a list of requirements, and installs them if the list has changed. Every package is
/// pinned with the hashes of its files, so that no other can replace it. `name` is the name of the folder.
///
/// # Errors
/// When Python or its module venv is missing, or a package cannot be downloaded.
pub fn python(paths: &Paths, name: &str, requirements: &Path) -> Result<PathBuf> {
    let folder = paths.tools().join(name);
    let python = folder.join("bin/python");
    let note = folder.join("requirements.txt");
    let wanted =
        fs::read_to_string(requirements).with_context(|| format!("could not read {}", paths.show(requirements)))?;
    if fs::read_to_string(&note).is_ok_and(|there| there == wanted) && python.is_file() {
        return Ok(python);
    }
    say(&format!("    Installing the {name} from {}", paths.show(requirements)));
    run(program(paths, "python3").args(["-m", "venv", "--clear"]).arg(&folder))
        .context("install Python 3.11 or later with its module venv (on Debian: `apt-get install python3-venv`)")?;
    run(program(paths, &python)
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r"])
        .arg(requirements))
    .context("could not download the packages; check the connection to PyPI")?;
    fs::write(&note, wanted).with_context(|| format!("could not write {}", paths.show(&note)))?;
    Ok(python)
}
