//! Where things lie.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// The folders of one checkout.
#[derive(Clone, Debug)]
pub struct Paths {
    /// The folder with the workspace's Cargo.toml.
    pub root: PathBuf,
    /// Where cargo puts what it builds: `target`, or what `CARGO_TARGET_DIR` names.
    pub cargo_target: PathBuf,
}

impl Paths {
    /// The checkout that this tool belongs to.
    ///
    /// # Errors
    /// When the tool was not started by cargo.
    pub fn find() -> Result<Self> {
        let own = env::var_os("CARGO_MANIFEST_DIR").context("start this tool as `cargo xtask`")?;
        let root = Path::new(&own).parent().context("xtask has to lie inside the workspace")?.to_path_buf();
        let cargo_target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir));
        Ok(Self { root, cargo_target })
    }

    /// The style sheets, fonts and other files that the site is put together from.
    pub fn style(&self) -> PathBuf {
        self.root.join("style")
    }

    /// Where tools go that are used here alone.
    pub fn tools(&self) -> PathBuf {
        self.root.join("target/tools")
    }

    /// Where this tool notes what it has already done.
    pub fn notes(&self) -> PathBuf {
        self.root.join("target/xtask")
    }

    /// The binary that `cargo build --release -p server` leaves behind.
    pub fn release_binary(&self) -> PathBuf {
        self.cargo_target.join("release").join(BINARY)
    }

    /// The binary that `cargo build -p server` leaves behind.
    pub fn debug_binary(&self) -> PathBuf {
        self.cargo_target.join("debug").join(BINARY)
    }

    /// `path` as a person would write it: from the root of the checkout where that is possible.
    pub fn show<'a>(&self, path: &'a Path) -> std::path::Display<'a> {
        path.strip_prefix(&self.root).unwrap_or(path).display()
    }
}

#[cfg(windows)]
const BINARY: &str = "reweave.exe";
#[cfg(not(windows))]
const BINARY: &str = "reweave";
