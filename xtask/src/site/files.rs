//! Reads and writes whole folders.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// A source file of the site.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path relative to the folder that was read.
    pub place: PathBuf,
    /// Content.
    pub bytes: Vec<u8>,
}

impl Source {
    /// True for a style sheet.
    pub fn is_style(&self) -> bool {
        self.place.extension().is_some_and(|ending| ending == "css")
    }
}

/// Reads all files under `folder`, sorted by path, so that the same files always give the same site. Skips hidden files
/// and Markdown.
///
/// # Errors
/// When a file or folder cannot be read.
pub fn under(folder: &Path) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for path in paths_under(folder)? {
        let bytes = fs::read(&path).with_context(|| format!("could not read {}", path.display()))?;
        let place = path.strip_prefix(folder).unwrap_or(&path).to_path_buf();
        let is_markdown = place.extension().is_some_and(|ending| ending == "md");
        if !is_markdown {
            sources.push(Source { place, bytes });
        }
    }
    Ok(sources)
}

/// Lists all files under `folder`, sorted; none if the folder does not exist.
///
/// # Errors
/// When a folder cannot be read.
pub fn paths_under(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        let entries = match fs::read_dir(&folder) {
            Err(problem) if problem.kind() == io::ErrorKind::NotFound => continue,
            entries => entries.with_context(|| format!("could not read the folder {}", folder.display()))?,
        };
        for entry in entries {
            let path = entry.with_context(|| format!("could not read the folder {}", folder.display()))?.path();
            let is_hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
            if path.is_dir() {
                open.push(path);
            } else if !is_hidden {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Writes a file and creates missing folders above it.
///
/// # Errors
/// When it cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("could not create {}", folder.display()))?;
    }
    fs::write(path, bytes).with_context(|| format!("could not write {}", path.display()))
}

/// Removes a file or a folder if it exists.
///
/// # Errors
/// When it cannot be removed.
pub fn remove(path: &Path) -> Result<()> {
    let gone = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match gone {
        Err(problem) if problem.kind() == io::ErrorKind::NotFound => Ok(()),
        gone => gone.with_context(|| format!("could not remove {}", path.display())),
    }
}

/// Empties `folder`, or creates it.
///
/// # Errors
/// When its content cannot be removed, or it cannot be created.
pub fn empty(folder: &Path) -> Result<()> {
    remove(folder)?;
    fs::create_dir_all(folder).with_context(|| format!("could not create {}", folder.display()))
}

/// Replaces the folder `old` by `fresh`.
///
/// # Errors
/// When `old` cannot be removed or `fresh` cannot be moved.
pub fn replace(old: &Path, fresh: &Path) -> Result<()> {
    remove(old)?;
    fs::rename(fresh, old).with_context(|| format!("could not move {} to {}", fresh.display(), old.display()))
}
