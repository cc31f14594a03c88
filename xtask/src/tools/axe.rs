//! axe-core: the accessibility checks that the browser tests put into each page.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result};

use crate::{
    command::{program, run},
    paths::Paths,
    steps::say,
};

/// One version for everybody: another one finds other things.
const VERSION: &str = "4.14.1";

/// The script to put into a page; fetched from npm when it is not there yet.
///
/// # Errors
/// When npm is missing or cannot fetch it.
pub fn axe_core(paths: &Paths) -> Result<PathBuf> {
    let folder = paths.tools().join("node_modules/axe-core");
    let script = folder.join("axe.min.js");
    let wanted = format!("\"version\": \"{VERSION}\"");
    let is_there = fs::read_to_string(folder.join("package.json")).is_ok_and(|package| package.contains(&wanted))
        && script.is_file();
    if !is_there {
        say(&format!("    Fetching axe-core {VERSION}"));
        fs::create_dir_all(paths.tools()).context("could not make the folder target/tools")?;
        run(program(paths, "npm")
            .args(["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"])
            .args(["--loglevel", "error", "--prefix"])
            .arg(paths.tools())
            .arg(format!("axe-core@{VERSION}")))
        .context("the accessibility tests need axe-core from npm; install Node with npm and try again")?;
    }
    Ok(script)
}
