//! A copy of the checkout that patches are applied to.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use super::patch::Patch;
use crate::{
    command::{answer, program},
    paths::Paths,
};

/// The copy is inside the checkout, so cargo reads this folder of the checkout anyway. A second one would repeat its flags,
/// and everything would be compiled again.
const INHERITED: &str = ".cargo/";

/// A copy of the checkout in `target/mutations/tree`.
pub struct Tree {
    /// The copy as a checkout.
    pub paths: Paths,
    original: PathBuf,
}

impl Tree {
    /// Makes the copy equal to the working tree, without ignored files. Equal files are not written, so that cargo compiles
    /// only what changed.
    ///
    /// # Errors
    /// When git does not list the files, or when one of them cannot be copied.
    pub fn copy(paths: &Paths, cargo_target: PathBuf) -> Result<Self> {
        let root = paths.root.join("target/mutations/tree");
        let mut list = program(paths, "git");
        list.args(["ls-files", "--cached", "--others", "--exclude-standard"]);
        let list = answer(&mut list).context("git does not list the files; is git installed?")?;
        let files: BTreeSet<PathBuf> =
            list.lines().filter(|path| !path.starts_with(INHERITED)).map(PathBuf::from).collect();
        for file in files.iter().filter(|file| paths.root.join(file).is_file()) {
            let content =
                fs::read(paths.root.join(file)).with_context(|| format!("could not read {}", file.display()))?;
            write(&root.join(file), &content)?;
        }
        remove_others(&root, &root, &|file| files.contains(file) && paths.root.join(file).is_file())?;
        Ok(Self { paths: Paths { root, cargo_target }, original: paths.root.clone() })
    }

    /// Applies a patch to the copy, on top of those that are applied already.
    ///
    /// # Errors
    /// When it does not apply; nothing is changed then.
    pub fn apply(&self, patch: &Patch) -> Result<()> {
        for (path, text) in patch.applied(&self.paths.root)? {
            write(&self.paths.root.join(path), text.as_bytes())?;
        }
        Ok(())
    }

    /// Restores the files that a patch changes.
    ///
    /// # Errors
    /// When one of them cannot be copied.
    pub fn restore(&self, patch: &Patch) -> Result<()> {
        for path in patch.paths() {
            let content = fs::read(self.original.join(path)).with_context(|| format!("could not read {path}"))?;
            write(&self.paths.root.join(path), &content)?;
        }
        Ok(())
    }
}

/// Writes a file unless it has this content.
fn write(path: &Path, content: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|present| present == content) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).with_context(|| format!("could not create {}", folder.display()))?;
    fs::write(path, content).with_context(|| format!("could not write {}", path.display()))
}

/// Removes the files below a folder that are not to be kept. Build output, in `target` of the copy, stays.
fn remove_others(root: &Path, folder: &Path, is_kept: &impl Fn(&Path) -> bool) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("could not read {}", folder.display()))? {
        let path = entry?.path();
        let Ok(name) = path.strip_prefix(root) else { continue };
        if path.is_dir() {
            if name != Path::new("target") {
                remove_others(root, &path, is_kept)?;
            }
        } else if !is_kept(name) {
            fs::remove_file(&path).with_context(|| format!("could not remove {}", path.display()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_files_keep_their_time_and_others_are_removed() {
        let root = std::env::temp_dir().join(format!("reweave-mutations-{}", std::process::id()));
        let (kept, other) = (root.join("a/kept"), root.join("a/other"));
        write(&kept, b"one").unwrap();
        write(&other, b"two").unwrap();
        let written = || fs::metadata(&kept).unwrap().modified().unwrap();
        let before = written();
        write(&kept, b"one").unwrap();
        assert_eq!(written(), before);
        write(&root.join("target/debug/built"), b"").unwrap();
        remove_others(&root, &root, &|file| file == Path::new("a/kept")).unwrap();
        assert!(kept.is_file() && !other.exists() && root.join("target/debug/built").is_file());
        write(&kept, b"changed").unwrap();
        assert_eq!(fs::read(&kept).unwrap(), b"changed");
        fs::remove_dir_all(root).unwrap();
    }
}
