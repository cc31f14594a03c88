//! Folders of the checkout.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// The folders of a checkout.
#[derive(Clone, Debug)]
pub struct Paths {
    /// The folder with the workspace's Cargo.toml.
    pub root: PathBuf,
    /// Build output of cargo: `target`, or `CARGO_TARGET_DIR`.
    pub cargo_target: PathBuf,
}

impl Paths {
    /// Finds the checkout that this tool belongs to.
    ///
    /// # Errors
    /// When the tool was not started by cargo.
    pub fn find() -> Result<Self> {
        let own = env::var_os("CARGO_MANIFEST_DIR").context("start this tool as `cargo xtask`")?;
        let root = Path::new(&own).parent().context("xtask must be inside the workspace")?.to_path_buf();
        let cargo_target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir));
        Ok(Self { root, cargo_target })
    }

    /// Style sheets, fonts and other files of the site.
    pub fn style(&self) -> PathBuf {
        self.root.join("style")
    }

    /// Tools that are installed for this checkout only.
    pub fn tools(&self) -> PathBuf {
        self.root.join("target/tools")
    }

    /// Records of finished work, so that it is not repeated.
    pub fn notes(&self) -> PathBuf {
        self.root.join("target/xtask")
    }

    /// Output of `cargo build --release -p server`.
    pub fn release_binary(&self) -> PathBuf {
        self.cargo_target.join("release").join(BINARY)
    }

    /// Output of `cargo build -p server`.
    pub fn debug_binary(&self) -> PathBuf {
        self.cargo_target.join("debug").join(BINARY)
    }

    /// `path` for messages: relative to the root of the checkout if it is inside.
    pub fn show<'a>(&self, path: &'a Path) -> std::path::Display<'a> {
        path.strip_prefix(&self.root).unwrap_or(path).display()
    }
}

#[cfg(windows)]
const BINARY: &str = "reweave.exe";
#[cfg(not(windows))]
const BINARY: &str = "reweave";
