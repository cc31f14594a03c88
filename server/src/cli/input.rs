//! File input of the commands: regular files of limited size, UTF-8 text with or without a byte order mark, and a
//! record of the files read, so that no output overwrites an input.

use std::{
    cell::RefCell,
    fs::{self, File},
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail, ensure};

/// The path that means standard input.
const STANDARD: &str = "-";

const MARK: &[u8] = b"\xef\xbb\xbf";

/// A kind of input file.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// Its name in a sentence, with its article.
    pub name: &'static str,
    /// Its maximum size in megabytes.
    pub largest: u64,
    /// True if `-` means standard input.
    pub standard_input: bool,
}

/// A case file.
pub const CASE: Kind = Kind { name: "the case", largest: 4, standard_input: true };
/// A template file. The template reader has a lower limit of its own.
pub const TEMPLATE: Kind = Kind { name: "the template", largest: 1, standard_input: true };
/// A letterhead.
pub const LETTERHEAD: Kind = Kind { name: "the letterhead", largest: 1, standard_input: false };
/// The logo of a letterhead.
pub const LOGO: Kind = Kind { name: "the logo", largest: 20, standard_input: false };
/// A file of the library.
pub const CONTENT: Kind = Kind { name: "the file", largest: 4, standard_input: false };

/// The files that a command has read.
#[derive(Debug, Default)]
pub struct Inputs {
    read: RefCell<Vec<PathBuf>>,
    standard_input: RefCell<bool>,
}

impl Inputs {
    /// Reads a text file.
    ///
    /// # Errors
    /// If it cannot be read, is too large, is not a regular file, or is not UTF-8.
    pub fn text(&self, path: &Path, kind: Kind) -> anyhow::Result<String> {
        let bytes = self.bytes(path, kind)?;
        decoded(&bytes).with_context(|| format!("{} {} could not be read", kind.name, path.display()))
    }

    /// Reads the bytes of a file.
    ///
    /// # Errors
    /// If it cannot be read, is too large, or is not a regular file.
    pub fn bytes(&self, path: &Path, kind: Kind) -> anyhow::Result<Vec<u8>> {
        if kind.standard_input && path == Path::new(STANDARD) {
            ensure!(
                !self.standard_input.replace(true),
                "standard input can be read once; give the other file by its path"
            );
            return bounded(io::stdin().lock(), kind).context("standard input could not be read");
        }
        let named = || format!("{} {} could not be read", kind.name, path.display());
        // Asked before it is opened: opening a pipe waits for a writer, and a device may never end.
        ensure!(fs::metadata(path).with_context(named)?.is_file(), "{}: it is no regular file", named());
        let bytes = bounded(File::open(path).with_context(named)?, kind).with_context(named)?;
        self.read.borrow_mut().push(fs::canonicalize(path).with_context(named)?);
        Ok(bytes)
    }

    /// True if this file, by its canonical path, was read.
    pub fn hold(&self, canonical: &Path) -> bool {
        self.read.borrow().iter().any(|read| read == canonical || same_file(read, canonical))
    }
}

/// True if two paths lead to the same file, as hard links do.
#[cfg(unix)]
fn same_file(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let of = |path: &Path| fs::metadata(path).ok().map(|file| (file.dev(), file.ino()));
    of(one).is_some_and(|one| of(other) == Some(one))
}

#[cfg(not(unix))]
fn same_file(_: &Path, _: &Path) -> bool {
    false
}

fn bounded(from: impl io::Read, kind: Kind) -> anyhow::Result<Vec<u8>> {
    let most = kind.largest << 20;
    let mut bytes = Vec::new();
    from.take(most + 1).read_to_end(&mut bytes)?;
    ensure!(bytes.len() as u64 <= most, "it is larger than {} MB; please save it smaller", kind.largest);
    Ok(bytes)
}

/// Decodes UTF-8 text with or without a byte order mark; the error for UTF-16, which some Windows editors write, says
/// so.
fn decoded(bytes: &[u8]) -> anyhow::Result<String> {
    let two_bytes_a_letter = bytes.starts_with(b"\xff\xfe")
        || bytes.starts_with(b"\xfe\xff")
        || (bytes.len() > 3 && bytes.iter().take(64).filter(|byte| **byte == 0).count() * 3 >= bytes.len().min(64));
    if two_bytes_a_letter {
        bail!("it is saved as UTF-16; save it as UTF-8");
    }
    let text = bytes.strip_prefix(MARK).unwrap_or(bytes);
    String::from_utf8(text.to_vec()).map_err(|_| anyhow::anyhow!("it is not UTF-8 text; save it as UTF-8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_comes_with_or_without_a_mark_and_never_as_utf_16() {
        assert_eq!(decoded(b"\xef\xbb\xbf{}").unwrap(), "{}");
        assert_eq!(decoded("Zoë".as_bytes()).unwrap(), "Zoë");
        for utf_16 in [b"\xff\xfe{\0}\0".as_slice(), b"\xfe\xff\0{\0}", b"{\0}\0\n\0"] {
            assert!(decoded(utf_16).unwrap_err().to_string().contains("save it as UTF-8"));
        }
        assert!(decoded(b"Zo\xeb").unwrap_err().to_string().contains("save it as UTF-8"));
    }
}
