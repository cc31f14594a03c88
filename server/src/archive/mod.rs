//! A whole account in one file: a ZIP with everything as JSON, for Reweave, and as Markdown, for people.

mod markdown;

use std::io::{Cursor, Read, Write};

use domain::{desk::Day, library::Library};
use serde::{Deserialize, Serialize};
use store::Archive;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// The largest archive that is taken in, in bytes as it is sent.
pub const LARGEST: usize = 64 * 1024 * 1024;

/// The largest account in it, in bytes of JSON: a small file may unfold to any size.
const LARGEST_ACCOUNT: u64 = 1024 * 1024 * 1024;

const JSON: &str = "account.json";
const MARKDOWN: &str = "account.md";
const READ_ME: &str = "README.txt";

/// What the JSON holds: what it is, the hash of its content, and the account.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    reweave: String,
    content: String,
    account: Archive,
}

/// Why a file is no archive.
#[derive(Debug, thiserror::Error)]
pub enum BadArchive {
    /// It is no ZIP, or has no account in it.
    #[error("This is no archive of Reweave. Choose the file that “Take everything out” has given you.")]
    NoArchive,
    /// Its content is not what it was.
    #[error("This archive was changed or is damaged, so nothing was taken in. Choose another copy of it.")]
    Changed,
    /// It unfolds to too much.
    #[error("This archive is larger than anything Reweave writes, so nothing was taken in.")]
    TooLarge,
}

/// The archive as a file. Whoever has it can read everything in it.
///
/// # Errors
///
/// When a record of it cannot be read or written.
pub fn pack(archive: Archive, library: &Library, day: Day) -> anyhow::Result<Vec<u8>> {
    let markdown = markdown::account(&archive, library, day)?;
    let file = File { reweave: "account".into(), content: archive.content_hash()?, account: archive };
    let json = serde_json::to_vec_pretty(&file)?;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Without a time of its own, so that the same account gives the same file.
    let options = SimpleFileOptions::default().unix_permissions(0o600);
    for (name, text) in [(JSON, json.as_slice()), (MARKDOWN, markdown.as_bytes()), (READ_ME, ABOUT.as_bytes())] {
        zip.start_file(name, options)?;
        zip.write_all(text)?;
    }
    Ok(zip.finish()?.into_inner())
}

const ABOUT: &str = "This is everything that one account of Reweave keeps.\n\n\
    account.md is for you to read. account.json is for Reweave: Settings, “Archive”, “Bring an archive in”, in an account \
    that holds nothing yet.\n\n\
    Nothing in here is sealed. Whoever has this file can read everything about every couple: keep it where you keep what \
    must not be seen, and delete it when it is no longer needed.\n";

/// The account in a file that [`pack`] has written.
///
/// # Errors
///
/// [`BadArchive`], which says what to do.
pub fn unpack(bytes: &[u8]) -> Result<Archive, BadArchive> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| BadArchive::NoArchive)?;
    let entry = zip.by_name(JSON).map_err(|_| BadArchive::NoArchive)?;
    let mut json = Vec::new();
    entry.take(LARGEST_ACCOUNT + 1).read_to_end(&mut json).map_err(|_| BadArchive::Changed)?;
    if json.len() as u64 > LARGEST_ACCOUNT {
        return Err(BadArchive::TooLarge);
    }
    let file: File = serde_json::from_slice(&json).map_err(|_| BadArchive::NoArchive)?;
    let content = file.account.content_hash().map_err(|_| BadArchive::Changed)?;
    if file.reweave != "account" {
        return Err(BadArchive::NoArchive);
    }
    if content == file.content { Ok(file.account) } else { Err(BadArchive::Changed) }
}
