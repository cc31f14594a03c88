//! The site: everything that a browser loads besides the pages themselves.
//!
//! | in `target/site` | comes from |
//! |---|---|
//! | `pkg/reweave-PART.js`, `pkg/reweave-PART.wasm` | the browser half of `app`, one part for each kind of page |
//! | `pkg/reweave.css` | all style sheets under `style/`, as one file |
//! | `fonts/` and the like | every other file under `style/`, at the same place |
//! | `*.br`, `*.gz` beside a file | the same file, compressed as well as can be (release only) |
//!
//! Names stay the same from build to build; pages ask for them with a version behind the name (`?v=…`).

mod compress;
mod files;
mod styles;
mod wasm;

use std::{
    fs,
    hash::{DefaultHasher, Hasher},
    path::PathBuf,
};

use anyhow::{Context, Result};

use crate::paths::Paths;

/// The name of script, module and style sheet.
const NAME: &str = "reweave";

/// The parts of the browser half, each a module of its own: a page loads the one with its islands and no other. Feature
/// `part-…` of crate `app` says what is in each.
pub const PARTS: [&str; 3] = ["pages", "plan", "situation"];

/// What a site is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// For people: small, compressed.
    Release,
    /// For whoever works on it: quick to put together, names of functions kept.
    Debug,
}

impl Purpose {
    /// The folder of this site. Debug has its own, so that neither has to be put together again because of the other.
    pub fn folder(self, paths: &Paths) -> PathBuf {
        paths.root.join(match self {
            Self::Release => "target/site",
            Self::Debug => "target/site-debug",
        })
    }

    fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Debug => "debug",
        }
    }
}

/// Puts the site together from `modules`, one for each of [`PARTS`], which cargo has built, and from the styles. Returns whether there was
/// anything to do.
///
/// The folder is replaced as a whole at the very end: whoever serves it sees the old site or the new one.
///
/// # Errors
/// When a file cannot be read or written, or when a style sheet would not work as part of one file.
pub fn assemble(paths: &Paths, purpose: Purpose, modules: &[PathBuf]) -> Result<bool> {
    let folder = purpose.folder(paths);
    let sources = files::under(&paths.style())?;
    let print = fingerprint(modules, &sources)?;
    let note = paths.notes().join(format!("site-{}", purpose.name()));
    if folder.is_dir() && fs::read_to_string(&note).is_ok_and(|noted| noted == print) {
        return Ok(false);
    }

    let fresh = paths.notes().join(format!("site-{}.fresh", purpose.name()));
    files::empty(&fresh)?;
    let package = fresh.join("pkg");
    for (part, module) in PARTS.iter().zip(modules) {
        wasm::bind(module, &package, purpose, &format!("{NAME}-{part}"))?;
    }
    let sheet = styles::join(&sources)?;
    files::write(&package.join(format!("{NAME}.css")), sheet.as_bytes())?;
    for source in sources.iter().filter(|source| !source.is_style()) {
        files::write(&fresh.join(&source.place), &source.bytes)?;
    }
    if purpose == Purpose::Release {
        compress::all(&fresh)?;
    }

    files::remove(&note)?;
    files::replace(&folder, &fresh)?;
    files::write(&note, print.as_bytes())?;
    Ok(true)
}

/// Changes when anything changes that the site is made of, the way of making it included.
fn fingerprint(modules: &[PathBuf], sources: &[files::Source]) -> Result<String> {
    let recipe =
        [include_str!("mod.rs"), include_str!("compress.rs"), include_str!("styles.rs"), include_str!("wasm.rs")];
    let mut hasher = DefaultHasher::new();
    for text in recipe {
        hasher.write(text.as_bytes());
    }
    for module in modules {
        let bytes = fs::read(module).with_context(|| format!("the browser half is missing: {}", module.display()))?;
        hasher.write(&bytes);
    }
    for source in sources {
        hasher.write(source.place.as_os_str().as_encoded_bytes());
        hasher.write_usize(source.bytes.len());
        hasher.write(&source.bytes);
    }
    Ok(format!("{:016x}", hasher.finish()))
}
