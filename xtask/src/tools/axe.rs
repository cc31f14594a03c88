//! axe-core: the accessibility checks that the browser tests run on each page.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result};

use crate::{
    command::{program, run},
    paths::Paths,
    steps::say,
};

/// Pinned, because versions report different findings.
const VERSION: &str = "4.14.1";

/// Returns the script to inject into a page, and installs it from npm if it is missing.
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
        say(&format!("    Installing axe-core {VERSION}"));
        fs::create_dir_all(paths.tools()).context("could not create the folder target/tools")?;
        run(program(paths, "npm")
            .args(["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"])
            .args(["--loglevel", "error", "--prefix"])
            .arg(paths.tools())
            .arg(format!("axe-core@{VERSION}")))
        .context("the accessibility tests need axe-core from npm; install Node with npm and try again")?;
    }
    Ok(script)
}
