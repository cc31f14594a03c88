//! `cargo xtask shots`: a picture of every screen, and of every sheet that the demo prints.

use std::fs;

use anyhow::{Context, Result};

use crate::{
    build,
    command::{self, cargo},
    paths::Paths,
    steps::step,
    tools,
};

/// Builds what is to be seen, walks through it in Chromium, and leaves the pictures in `target/shots`. `extra` names what to
/// picture; without it, everything.
///
/// # Errors
/// When something is missing and cannot be installed, does not build, or when a screen cannot be reached.
pub fn shots(paths: &Paths, extra: &[String]) -> Result<()> {
    tools::test_programs(paths)?;
    build::release(paths)?;
    let folder = paths.root.join("target/shots");
    if extra.is_empty() && folder.exists() {
        // Pictures of screens that are gone would be looked at as if they were not.
        fs::remove_dir_all(&folder).with_context(|| format!("could not remove {}", folder.display()))?;
    }
    step("Pictures", || {
        let mut command = cargo(paths);
        command
            .args(["run", "--quiet", "--package", "tests", "--features", "browser", "--bin", "shots", "--"])
            .args(extra);
        command.env("REWEAVE_BIN", paths.release_binary()).env("REWEAVE_SHOTS", &folder);
        command::run(&mut command)
    })
}
