//! cargo-deny: checks the licences and sources of the dependencies.

use std::ffi::OsString;

use anyhow::Result;

use super::install::CrateTool;
use crate::paths::Paths;

/// Older versions cannot read deny.toml.
const DENY: CrateTool =
    CrateTool { name: "cargo-deny", version: "0.20.2", oldest: (0, 18), takes: "about two minutes" };

/// Returns the program, installed if necessary.
///
/// # Errors
/// When cargo cannot install it.
pub fn cargo_deny(paths: &Paths) -> Result<OsString> {
    DENY.find(paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_cargo_deny_is_not_used() {
        assert!(DENY.is_recent("cargo-deny 0.20.2"));
        assert!(DENY.is_recent("cargo-deny 1.0.0"));
        assert!(!DENY.is_recent("cargo-deny 0.14.2"));
        assert!(!DENY.is_recent(""));
    }
}
