//! Reads an archive: the exported file, the same repacked by another program, or its JSON alone.
//!
//! It is untrusted and may decompress to any size, so it is read in chunks up to a limit, one archive at a time, and
//! never held in memory twice.

use std::{
    fmt::Write as _,
    io::{Cursor, Read, Seek},
};

use axum::body::Bytes;
use serde::Deserialize;
use serde_json::value::RawValue;
use store::Archive;
use tokio::sync::Semaphore;
use zip::{ZipArchive, result::ZipError};

use crate::account::archive::file::{File, JSON};

/// Maximum size of the file, in bytes.
pub const LARGEST: usize = 32 * 1024 * 1024;

/// Maximum size of the account in it, in bytes of JSON.
const LARGEST_ACCOUNT: usize = 128 * 1024 * 1024;

/// Maximum compression ratio. Text of this kind shrinks to a tenth.
const LARGEST_RATIO: usize = 200;

/// Size in bytes that is allowed at any compression ratio: empty couples are much alike.
const ALWAYS: usize = 1024 * 1024;

/// Maximum number of entries of an archive. There are three, and a few more if a program adds its own.
const MOST_ENTRIES: usize = 1000;

/// Bytes by which the memory for an account grows.
const STEP: usize = 8 * 1024 * 1024;

/// Semaphore for reading archives: one at a time per process.
pub static TURN: Semaphore = Semaphore::const_new(1);

/// The reason why a file is not an archive, with advice.
#[derive(Debug, thiserror::Error)]
pub enum BadArchive {
    /// The file is of another kind.
    #[error("This is not a Reweave export. {CHOOSE}")]
    NoArchive,
    /// It starts like a ZIP and cannot be read as one.
    #[error("This ZIP file is damaged or incomplete. {CHOOSE}")]
    NoZip,
    /// It was compressed in an unsupported way.
    #[error("This file is packed as {0}, which cannot be read here. Unpack it, and choose the account.json in it.")]
    OtherPacking(&'static str),
    /// The ZIP is encrypted or otherwise unreadable.
    #[error(
        "The account.json in this ZIP cannot be unpacked here ({0}). Unpack the ZIP, and choose the account.json in it."
    )]
    Closed(String),
    /// The ZIP contains other files.
    #[error("There is no account.json in this ZIP, but {0}. {CHOOSE}")]
    OtherContent(String),
    /// The ZIP contains several accounts.
    #[error("This ZIP file contains more than one account. Unpack it, and choose the account.json that you want.")]
    Several,
    /// The text is in another encoding.
    #[error(
        "This file was saved in another encoding. Save it as UTF-8 without changing anything, and choose it again."
    )]
    OtherEncoding,
    /// It is a template file.
    #[error("This is a template file, not an account. Import it under Templates.")]
    Template,
    /// A newer version wrote it.
    #[error("This export is from a newer version of Reweave (format {0}). Update Reweave here, then import it again.")]
    Newer(u64),
    /// Its hash does not match its content.
    #[error("This export was changed or is damaged, so nothing was imported. Choose another copy of it.")]
    Changed,
    /// It does not match the format, at this position.
    #[error(
        "The account.json is damaged at line {line}, column {column}, so nothing was imported. Choose another copy of it."
    )]
    Shape {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// It decompresses to too much.
    #[error("This export unpacks to more than Reweave reads ({} MB), so nothing was imported.", LARGEST_ACCOUNT / 1024 / 1024)]
    TooLarge,
}

const CHOOSE: &str = "Choose the file that you exported, or the account.json in it.";

/// Extracts the JSON from a file, of an account or of something else.
///
/// # Errors
/// [`BadArchive`], which says what to do.
pub fn unpack(file: Bytes) -> Result<Vec<u8>, BadArchive> {
    if let Some(packing) = packed_as(&file) {
        return Err(BadArchive::OtherPacking(packing));
    }
    if file.starts_with(&[0xff, 0xfe]) || file.starts_with(&[0xfe, 0xff]) {
        return Err(BadArchive::OtherEncoding);
    }
    if text(&file).trim_ascii_start().starts_with(b"{") {
        return Ok(file.into());
    }
    // Entries are counted before they are looked at: each of them takes memory.
    if entries(&file) > MOST_ENTRIES {
        return Err(BadArchive::TooLarge);
    }
    let most = LARGEST_ACCOUNT.min(ALWAYS.max(file.len().saturating_mul(LARGEST_RATIO)));
    let zipped = file.starts_with(b"PK");
    let no_zip = |_| if zipped { BadArchive::NoZip } else { BadArchive::NoArchive };
    let mut zip = ZipArchive::new(Cursor::new(&file)).map_err(no_zip)?;
    let place = account_in(&zip)?;
    let entry = zip.by_index(place).map_err(|error| match error {
        ZipError::UnsupportedArchive(why) => BadArchive::Closed(why.to_owned()),
        _ => BadArchive::NoZip,
    })?;
    // What it says of itself is not believed, but may be enough to refuse it.
    if entry.size() > most as u64 {
        return Err(BadArchive::TooLarge);
    }
    read_up_to(entry, most)
}

/// Returns the name of an unsupported compression format, by the first bytes.
fn packed_as(file: &[u8]) -> Option<&'static str> {
    const PACKINGS: [(&[u8], &str); 6] = [
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"\x1f\x8b", "gzip"),
        (b"BZh", "bzip2"),
        (b"\xfd7zXZ\0", "xz"),
        (b"\x28\xb5\x2f\xfd", "zstd"),
        (b"Rar!", "RAR"),
    ];
    let known = PACKINGS.iter().find(|(begin, _)| file.starts_with(begin)).map(|(_, name)| *name);
    known.or_else(|| (file.get(257..262) == Some(b"ustar")).then_some("tar"))
}

/// Strips a byte order mark.
fn text(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// Counts the entries of a ZIP, or more: each begins with these bytes in its directory.
fn entries(file: &[u8]) -> usize {
    file.windows(4).filter(|four| *four == b"PK\x01\x02").count()
}

/// Finds the account in a ZIP: by its name, in the topmost folder that has it; otherwise the only JSON file. Some
/// programs add metadata files of their own.
fn account_in<R: Read + Seek>(zip: &ZipArchive<R>) -> Result<usize, BadArchive> {
    let names: Vec<(usize, String)> = (0..zip.len())
        .filter_map(|place| Some((place, zip.name_for_index(place)?.ok()?.replace('\\', "/"))))
        .filter(|(_, name)| !name.ends_with('/') && !name.starts_with("__MACOSX/"))
        .filter(|(_, name)| !last(name).starts_with('.'))
        .collect();
    let ours: Vec<_> = names.iter().filter(|(_, name)| last(name) == JSON).collect();
    let depth = |name: &str| name.matches('/').count();
    let least = ours.iter().map(|(_, name)| depth(name)).min();
    let highest: Vec<_> = ours.iter().filter(|(_, name)| Some(depth(name)) == least).collect();
    let any: Vec<_> =
        names.iter().filter(|(_, name)| last(name).rsplit_once('.').is_some_and(|(_, end)| end == "json")).collect();
    match (highest.as_slice(), any.as_slice()) {
        ([(place, _)], _) | ([], [(place, _)]) => Ok(*place),
        ([], []) => Err(BadArchive::OtherContent(some(names.iter().map(|(_, name)| name.as_str())))),
        _ => Err(BadArchive::Several),
    }
}

/// Returns the last part of a path, in lower case.
fn last(name: &str) -> String {
    name.rsplit('/').next().unwrap_or_default().to_ascii_lowercase()
}

/// Lists the first few of these names.
fn some<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> String {
    let (all, mut text) = (names.len(), String::new());
    for (place, name) in names.take(3).enumerate() {
        let name: String = name.chars().filter(|c| !c.is_control()).take(60).collect();
        // Writing into a text cannot fail.
        let _ = write!(text, "{}“{name}”", if place == 0 { "" } else { ", " });
    }
    match all {
        0 => "nothing".into(),
        1..=3 => text,
        more => format!("{text} and {} more", more - 3),
    }
}

/// Reads an entry, unless it exceeds this many bytes. The buffer grows in steps, so that it is never copied into one
/// twice as large.
fn read_up_to(mut entry: impl Read, most: usize) -> Result<Vec<u8>, BadArchive> {
    let mut json = Vec::new();
    let mut piece = vec![0; 64 * 1024];
    loop {
        let length = entry.read(&mut piece).map_err(|_| BadArchive::Changed)?;
        if length == 0 {
            return Ok(json);
        }
        if json.len() + length > most {
            return Err(BadArchive::TooLarge);
        }
        if json.capacity() - json.len() < length {
            json.reserve_exact(STEP.min(most - json.len()).max(length));
        }
        json.extend_from_slice(&piece[..length]);
    }
}

/// The header, which identifies our files, whatever else they contain.
#[derive(Deserialize)]
struct Head {
    reweave: Option<String>,
    account: Option<Version>,
}

#[derive(Deserialize)]
struct Version {
    version: Option<u64>,
}

/// Reads the account from the JSON that [`unpack`] returned. Checks its version first, then its format, and that its
/// content is unchanged.
///
/// # Errors
/// [`BadArchive`], which says what to do.
pub fn read(json: &[u8]) -> Result<Archive<&RawValue>, BadArchive> {
    let json = text(json);
    let head: Head = serde_json::from_slice(json).map_err(|error| shape(&error))?;
    match head.reweave.as_deref() {
        Some("account") => {}
        Some("template") => return Err(BadArchive::Template),
        _ => return Err(BadArchive::NoArchive),
    }
    if let Some(version) =
        head.account.and_then(|account| account.version).filter(|it| *it > u64::from(store::ARCHIVE_VERSION))
    {
        return Err(BadArchive::Newer(version));
    }
    let file: File<&RawValue> = serde_json::from_slice(json).map_err(|error| shape(&error))?;
    let content = file.account.content_hash().map_err(|_| BadArchive::Changed)?;
    if content == file.content { Ok(file.account) } else { Err(BadArchive::Changed) }
}

fn shape(error: &serde_json::Error) -> BadArchive {
    BadArchive::Shape { line: error.line(), column: error.column() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_an_entry_says_of_itself_no_more_than_allowed_is_read() {
        let most = 3 * STEP / 2;
        assert!(matches!(read_up_to(std::io::repeat(b' '), most), Err(BadArchive::TooLarge)));
        let whole = read_up_to(std::io::repeat(b' ').take(most as u64), most).unwrap();
        assert_eq!((whole.len(), whole.capacity()), (most, most), "memory grows by steps, and never beyond the limit");
    }
}
