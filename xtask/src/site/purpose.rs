//! The build profile of a site.

use std::path::PathBuf;

use crate::paths::Paths;

/// Build profile of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Small and compressed.
    Release,
    /// Quick to build, with the names of functions.
    Debug,
}

impl Purpose {
    /// The folder of this site; separate for each profile, so that neither build invalidates the other.
    pub fn folder(self, paths: &Paths) -> PathBuf {
        paths.root.join(match self {
            Self::Release => "target/site",
            Self::Debug => "target/site-debug",
        })
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Debug => "debug",
        }
    }
}
