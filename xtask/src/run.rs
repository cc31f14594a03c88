//! `cargo xtask run`: builds everything and serves it.

use anyhow::Result;

use crate::{build, command, paths::Paths, steps::say};

/// Builds what is out of date, then serves until Ctrl-C. `extra` is passed to `reweave serve`.
///
/// # Errors
/// When something does not build, or the server exits with an error.
pub fn run(paths: &Paths, extra: &[String]) -> Result<()> {
    build::release(paths)?;
    let binary = paths.release_binary();
    let shown = paths.show(&binary);
    say(&format!("\n==> {shown} serve {}", extra.join(" ")));
    say("    Ctrl-C stops it.");
    let mut serve = command::program(paths, &binary);
    serve.arg("serve").args(extra);
    replace_process(&mut serve)
}

/// Replaces this process by the server, so that it receives signals directly.
#[cfg(unix)]
fn replace_process(serve: &mut std::process::Command) -> Result<()> {
    use std::os::unix::process::CommandExt as _;
    Err(anyhow::Error::new(serve.exec()).context("could not start the server"))
}

#[cfg(not(unix))]
fn replace_process(serve: &mut std::process::Command) -> Result<()> {
    command::run(serve)
}
