//! Programs in Python, each set of them in a folder of its own under target/tools.

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

/// The Python that has what a list of requirements names, installed when the list has changed. Every package in it is pinned
/// and has the hashes of its files, so that nothing else can come in its place. `name` is that of the folder.
///
/// # Errors
/// When Python or its module venv is missing, or a package cannot be fetched.
pub fn python(paths: &Paths, name: &str, requirements: &Path) -> Result<PathBuf> {
    let folder = paths.tools().join(name);
    let python = folder.join("bin/python");
    let note = folder.join("requirements.txt");
    let wanted =
        fs::read_to_string(requirements).with_context(|| format!("{} could not be read", paths.show(requirements)))?;
    if fs::read_to_string(&note).is_ok_and(|there| there == wanted) && python.is_file() {
        return Ok(python);
    }
    say(&format!("    Installing the {name} from {}", paths.show(requirements)));
    run(program(paths, "python3").args(["-m", "venv", "--clear"]).arg(&folder))
        .context("Python 3.11 or later with its module venv is needed (on Debian: `apt-get install python3-venv`)")?;
    run(program(paths, &python)
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r"])
        .arg(requirements))
    .context("the packages could not be fetched; is PyPI within reach?")?;
    fs::write(&note, wanted).with_context(|| format!("{} could not be written", paths.show(&note)))?;
    Ok(python)
}
