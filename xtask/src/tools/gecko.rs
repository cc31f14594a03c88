//! geckodriver: drives Firefox in the browser tests.

use std::ffi::OsString;

use anyhow::Result;

use super::install::CrateTool;
use crate::paths::Paths;

/// Supports every current Firefox ESR. Debian has no package of it.
const GECKODRIVER: CrateTool =
    CrateTool { name: "geckodriver", version: "0.37.1", oldest: (0, 36), takes: "about three minutes" };

/// Returns the program, installed if necessary.
///
/// # Errors
/// When cargo cannot install it.
pub fn geckodriver(paths: &Paths) -> Result<OsString> {
    GECKODRIVER.find(paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_geckodriver_is_not_used() {
        assert!(GECKODRIVER.is_recent("geckodriver 0.37.1 (abc 2026-09-01)\n\nThe source code of this program"));
        assert!(GECKODRIVER.is_recent("geckodriver 1.0.0"));
        assert!(!GECKODRIVER.is_recent("geckodriver 0.33.0"));
        assert!(!GECKODRIVER.is_recent(""));
    }
}
