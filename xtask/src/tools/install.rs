//! Installs programs from crates.io under target/tools.

use std::{ffi::OsString, path::PathBuf};

use anyhow::{Context, Result};

use crate::{
    command::{answer, cargo, program, run},
    paths::Paths,
    steps::say,
};

/// A program from crates.io.
pub(super) struct CrateTool {
    /// Name of the crate and of its binary.
    pub(super) name: &'static str,
    /// The version to install.
    pub(super) version: &'static str,
    /// The oldest minor version that will do: major and minor.
    pub(super) oldest: (u32, u32),
    /// Build time, for the message.
    pub(super) takes: &'static str,
}

impl CrateTool {
    /// Returns the installed program if it is recent enough; otherwise installs one under target/tools.
    ///
    /// # Errors
    /// When cargo cannot install it.
    pub(super) fn find(&self, paths: &Paths) -> Result<OsString> {
        let Self { name, version, takes, .. } = self;
        let own = paths.tools().join("bin").join(name);
        for candidate in [PathBuf::from(name), own.clone()] {
            let found = answer(program(paths, &candidate).arg("--version"));
            if found.is_some_and(|text| self.is_recent(&text)) {
                return Ok(candidate.into());
            }
        }
        // Not optimised: none of these programs has much to do, and optimising takes minutes.
        say(&format!("    Installing {name} {version} ({takes}, once)"));
        run(cargo(paths)
            .args(["install", name, "--version", version, "--locked", "--debug", "--quiet"])
            .env("CARGO_PROFILE_DEV_DEBUG", "false")
            .arg("--root")
            .arg(paths.tools()))
        .with_context(|| format!("could not install {name}; check the connection to the crates registry"))?;
        Ok(own.into())
    }

    /// True for the output of `--version` of a recent program, with or without its name: `cargo-deny 0.20.2`, `0.9.2`.
    pub(super) fn is_recent(&self, text: &str) -> bool {
        let words = text.split_whitespace();
        let number =
            words.map(|word| word.trim_start_matches('v')).find(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        let mut parts = number.unwrap_or_default().split('.').map(|part| part.parse().unwrap_or(0_u32));
        (parts.next().unwrap_or(0), parts.next().unwrap_or(0)) >= self.oldest
    }
}
