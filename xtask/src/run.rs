//! `cargo xtask run`: from an empty machine to Reweave in the browser.

use anyhow::Result;

use crate::{build, command, paths::Paths, steps::say};

/// Builds what is not built yet, then serves until Ctrl-C. `extra` goes to `reweave serve`.
///
/// # Errors
/// When something does not build, or the server stops by itself.
pub fn run(paths: &Paths, extra: &[String]) -> Result<()> {
    build::release(paths)?;
    let binary = paths.release_binary();
    let shown = paths.show(&binary);
    say(&format!("\n==> {shown} serve {}", extra.join(" ")));
    say("    Ctrl-C stops it.");
    let mut serve = command::program(paths, &binary);
    serve.arg("serve").args(extra);
    hand_over(&mut serve)
}

/// The server takes the place of this process, so that Ctrl-C and the like reach it directly.
#[cfg(unix)]
fn hand_over(serve: &mut std::process::Command) -> Result<()> {
    use std::os::unix::process::CommandExt as _;
    Err(anyhow::Error::new(serve.exec()).context("could not start the server"))
}

#[cfg(not(unix))]
fn hand_over(serve: &mut std::process::Command) -> Result<()> {
    command::run(serve)
}
