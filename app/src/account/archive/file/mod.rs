//! A whole account in one file: a ZIP with JSON for Reweave and Markdown for people.

mod markdown;
mod unpack;

use std::io::{Cursor, Write};

use domain::{library::Library, vocabulary::Day};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use store::Archive;
use zip::{ZipWriter, write::SimpleFileOptions};

pub use crate::account::archive::file::unpack::{BadArchive, LARGEST, TURN, read, unpack};

const JSON: &str = "account.json";
const MARKDOWN: &str = "account.md";
const READ_ME: &str = "README.txt";

/// The JSON: its type, the hash of its content, and the account.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File<V = Box<RawValue>> {
    reweave: String,
    content: String,
    account: Archive<V>,
}

/// Packs the archive into a file. It is not encrypted.
///
/// # Errors
/// If a record of it cannot be read or written.
pub fn pack(archive: Archive, library: &Library, day: Day) -> anyhow::Result<Vec<u8>> {
    let markdown = markdown::account(&archive, library, day)?;
    let file = File { reweave: "account".into(), content: archive.content_hash()?, account: archive };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Without a time of its own, so that the same account gives the same file.
    let options = SimpleFileOptions::default().unix_permissions(0o600);
    zip.start_file(JSON, options)?;
    serde_json::to_writer_pretty(std::io::BufWriter::new(&mut zip), &file)?;
    for (name, text) in [(MARKDOWN, &*markdown), (READ_ME, ABOUT)] {
        zip.start_file(name, options)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

const ABOUT: &str = "This is all the data of one Reweave account.\n\n\
    account.md is for you to read. account.json is for Reweave: Settings, “Export or import all data”, “Import”, in an \
    empty account.\n\n\
    Nothing in here is encrypted. Anyone who has this file can read everything about every couple: keep it with your most \
    confidential papers, and delete it when it is no longer needed.\n";
