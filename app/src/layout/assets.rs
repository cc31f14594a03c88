//! Addresses of the files of this build.

/// The version of this build, for addresses of its files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// Changes with the script, the module or the style sheet, so that they may be cached for a year.
    pub version: String,
}

impl Assets {
    /// Returns the address of a file of this build.
    pub fn at(&self, path: &str) -> String {
        format!("{path}?v={}", self.version)
    }
}
