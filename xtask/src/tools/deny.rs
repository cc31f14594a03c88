//! cargo-deny: which licences and sources the dependencies may have.

use std::{ffi::OsString, path::PathBuf};

use anyhow::{Context, Result};

use crate::{
    command::{answer, cargo, program, run},
    paths::Paths,
    steps::say,
};

/// deny.toml is written for this version.
const VERSION: &str = "0.20.2";

/// The program to call: the one on the machine when it is recent enough, else one of our own.
///
/// # Errors
/// When cargo cannot install it.
pub fn cargo_deny(paths: &Paths) -> Result<OsString> {
    let own = paths.tools().join("bin/cargo-deny");
    for candidate in [PathBuf::from("cargo-deny"), own.clone()] {
        let version = answer(program(paths, &candidate).arg("--version"));
        if version.is_some_and(|text| is_recent(&text)) {
            return Ok(candidate.into());
        }
    }
    // Not optimised: it reads a few hundred manifests, and building it takes a minute and a half instead of many.
    say(&format!("    Installing cargo-deny {VERSION} (about two minutes, once)"));
    run(cargo(paths)
        .args(["install", "cargo-deny", "--version", VERSION, "--locked", "--debug", "--quiet"])
        .env("CARGO_PROFILE_DEV_DEBUG", "false")
        .arg("--root")
        .arg(paths.tools()))
    .context("cargo-deny could not be installed; is the crates registry within reach?")?;
    Ok(own.into())
}

/// Whether `cargo-deny 0.20.2` and its like can read our deny.toml.
fn is_recent(text: &str) -> bool {
    let number = text.rsplit(' ').next().unwrap_or_default();
    let mut parts = number.split('.').map(|part| part.parse().unwrap_or(0_u32));
    let (major, minor) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    (major, minor) >= (0, 18)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_cargo_deny_is_not_used() {
        assert!(is_recent("cargo-deny 0.20.2"));
        assert!(is_recent("cargo-deny 1.0.0"));
        assert!(!is_recent("cargo-deny 0.14.2"));
        assert!(!is_recent(""));
    }
}
