//! The site: all files that a browser loads in addition to the pages.
//!
//! | in `target/site` | source |
//! |---|---|
//! | `pkg/reweave-PART.js`, `pkg/reweave-PART.wasm` | the browser half of `app`, one part per kind of page |
//! | `pkg/reweave.js` | the scripts of every page, under `app/src/browser/script`, as one module |
//! | `pkg/SCRIPT.js` | the scripts that only some pages load, or only at some moments |
//! | `pkg/reweave.css` | all style sheets under `style/`, as one file |
//! | `fonts/` and others | every other file under `style/`, at the same path |
//! | `*.br`, `*.gz` | the same file, compressed (release only) |
//!
//! Names are the same in every build; pages request them with a version (`?v=…`).

mod compress;
mod files;
mod purpose;
mod styles;
mod wasm;

use std::{
    fs,
    hash::{DefaultHasher, Hasher},
    path::PathBuf,
};

use anyhow::{Context, Result};

pub use self::purpose::Purpose;
use crate::paths::Paths;

/// Base name of scripts, modules and the style sheet.
const NAME: &str = "reweave";

/// The parts of the browser half, each a separate module: a page loads only the part with its islands. Feature `part-…` of
/// crate `app` selects the islands of each.
pub const PARTS: [&str; 2] = ["plan", "situation"];

/// The scripts of pages, and the files that each is made of, in the order in which they run: each may use names of those before
/// it. `reweave` is on every page; a page loads of the others what it needs.
const SCRIPTS: [(&str, &[&str]); 11] = [
    (NAME, &["session", "keys", "screen", "controls", "search", "islands"]),
    ("kept", &["drafts", "values", "fields", "join", "panel", "kept"]),
    ("autosave", &["drafts", "values", "fields", "panel", "interview", "autosave"]),
    ("compare", &["values", "compare"]),
    ("conflict", &["values", "join", "compare", "refuse", "conflict"]),
    ("unsaved", &["drafts", "values", "fields", "unsaved"]),
    ("find", &["find"]),
    ("live", &["live"]),
    ("sends", &["sends"]),
    ("done", &["done"]),
    ("passkeys", &["passkeys"]),
];

/// Assembles the site from the styles and from `modules`, one built module for each of [`PARTS`]. Returns false if it was up
/// to date.
///
/// The folder is replaced as a whole at the end: a running server sees the old site or the new one.
///
/// # Errors
/// When a file cannot be read or written, or when a style sheet does not work as part of one file.
pub fn assemble(paths: &Paths, purpose: Purpose, modules: &[PathBuf]) -> Result<bool> {
    let folder = purpose.folder(paths);
    let sources = files::under(&paths.style())?;
    let scripts = SCRIPTS.iter().map(|(name, files)| Ok((*name, script(paths, files)?))).collect::<Result<Vec<_>>>()?;
    let print = fingerprint(modules, &sources, &scripts)?;
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
    for (name, text) in &scripts {
        files::write(&package.join(format!("{name}.js")), text.as_bytes())?;
    }
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
fn fingerprint(modules: &[PathBuf], sources: &[files::Source], scripts: &[(&str, String)]) -> Result<String> {
    let recipe =
        [include_str!("mod.rs"), include_str!("compress.rs"), include_str!("styles.rs"), include_str!("wasm.rs")];
    let mut hasher = DefaultHasher::new();
    for (name, script) in scripts {
        hasher.write(name.as_bytes());
        hasher.write(script.as_bytes());
    }
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

/// These scripts as one module, without indents and comments: what they say is for whoever reads the source. No script has a
/// text of several lines.
fn script(paths: &Paths, names: &[&str]) -> Result<String> {
    let folder = paths.root.join("app/src/browser/script");
    let mut all = String::new();
    for name in names {
        let path = folder.join(format!("{name}.js"));
        let text = fs::read_to_string(&path).with_context(|| format!("could not read {}", path.display()))?;
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")) {
            all.push_str(line);
            all.push('\n');
        }
    }
    Ok(all)
}
