//! `cargo xtask shots`: takes a picture of every screen, and of every sheet that the demo prints.

use std::fs;

use anyhow::{Context, Result};

use crate::{
    build,
    command::{self, program, test_program},
    paths::Paths,
    steps::step,
    tools,
};

/// Builds the release, opens every screen in Chromium, and saves pictures in `target/shots`. `extra` selects pictures by
/// parts of their names; without it, all are taken.
///
/// # Errors
/// When a program cannot be installed, something does not build, or a screen cannot be opened.
pub fn shots(paths: &Paths, extra: &[String]) -> Result<()> {
    tools::test_programs(paths)?;
    build::release(paths)?;
    let folder = paths.root.join("target/shots");
    if extra.is_empty() && folder.exists() {
        // Pictures of screens that no longer exist would be misleading.
        fs::remove_dir_all(&folder).with_context(|| format!("could not remove {}", folder.display()))?;
    }
    step("Pictures", || {
        let mut command = program(paths, test_program(paths, "shots")?);
        command.args(extra);
        command.env("REWEAVE_BIN", paths.release_binary()).env("REWEAVE_SHOTS", &folder);
        command::run(&mut command)
    })
}
