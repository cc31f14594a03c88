//! Output of the commands: standard output, and files written atomically.

use std::{
    fmt::{self, Write as _},
    fs::{self, File, OpenOptions},
    io::{self, IsTerminal as _, Write as _},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail, ensure};

use super::input::Inputs;

/// The path that means standard output.
const STANDARD: &str = "-";

/// Buffered output of a command, sent in one write.
#[derive(Debug, Default)]
pub struct Out(String);

impl Out {
    /// Adds a line; called by `line!`.
    pub fn line(&mut self, words: fmt::Arguments<'_>) {
        // A text takes everything; the trait knows failures only because of other targets.
        let _ = self.0.write_fmt(words);
        self.0.push('\n');
    }

    /// Adds a heading between tables, bold on a terminal.
    pub fn heading(&mut self, text: &str) {
        if io::stdout().is_terminal() {
            self.line(format_args!("\n\u{1b}[1m{text}\u{1b}[0m"));
        } else {
            self.line(format_args!("\n{text}"));
        }
    }

    /// Writes the buffer to standard output.
    ///
    /// # Errors
    /// If it cannot be written, for example because the disk is full. A closed pipe is not an error.
    pub fn send(self) -> anyhow::Result<()> {
        to_standard_output(self.0.as_bytes())
    }
}

/// Adds a line to an [`Out`], like `println!`.
macro_rules! line {
    ($out:expr, $($words:tt)*) => { $out.line(format_args!($($words)*)) };
}
pub(super) use line;

/// Prints a note to standard error, ignoring failure.
pub fn note(text: &str) {
    let _ = writeln!(io::stderr(), "{}", printable(text));
}

/// Returns a text without control characters that affect a terminal or the text direction: errors may quote file
/// content.
pub fn printable(text: &str) -> String {
    let steers = |letter: char| {
        (letter.is_control() && letter != '\n')
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    text.chars().map(|letter| if steers(letter) { '\u{fffd}' } else { letter }).collect()
}

/// Writes bytes to standard output. A closed pipe is not an error.
pub(super) fn to_standard_output(bytes: &[u8]) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(gone) if gone.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.context("standard output could not be written"),
    }
}

/// A kind of output file.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name in a sentence, with its article.
    pub name: &'static str,
    /// The first bytes of such a file.
    pub begins: &'static [u8],
    /// True if it contains personal data: other users of this machine get no access.
    pub private: bool,
}

/// A PDF with personal data.
pub const PRIVATE_PDF: Format = Format { name: "a PDF", begins: b"%PDF", private: true };
/// A PDF without personal data.
pub const PUBLIC_PDF: Format = Format { private: false, ..PRIVATE_PDF };
/// A sheet as a web page, without personal data. Other web pages are files of another kind.
pub const WEB_PAGE: Format = Format { name: "a sheet as a web page", begins: pdf::WEB_PAGE_BEGINS, private: false };
/// A template file.
pub const TEMPLATE: Format = Format { name: "a template", begins: b"{\n  \"reweave\": \"template\"", private: false };

/// The destination of a file.
#[derive(Debug, clap::Args)]
pub struct Target {
    /// The file to write; `-` is standard output.
    #[arg(short, long)]
    output: PathBuf,
    /// Write over an existing file of another kind, too. What was read is never written over.
    #[arg(long)]
    force: bool,
}

impl Target {
    /// Makes the target `output`.
    pub fn new(output: &Path, force: bool) -> Self {
        Self { output: output.to_owned(), force }
    }

    /// Writes the file atomically: completely, or not at all. Prints its name, unless it goes to standard output.
    ///
    /// # Errors
    /// If the target is an input or a file of another kind, or cannot be written.
    pub fn write(&self, inputs: &Inputs, bytes: &[u8], format: Format) -> anyhow::Result<()> {
        if self.output == Path::new(STANDARD) {
            return to_standard_output(bytes);
        }
        let shown = self.output.display();
        let place = self.place(inputs, format)?;
        beside_and_rename(&place, bytes, format).with_context(|| format!("{shown} could not be written"))?;
        let mut out = Out::default();
        line!(out, "{shown} · {} KB", bytes.len().div_ceil(1024));
        out.send()
    }

    /// Resolves the file to write: follows links, and refuses files that must not be overwritten.
    fn place(&self, inputs: &Inputs, format: Format) -> anyhow::Result<PathBuf> {
        let shown = self.output.display();
        let Ok(there) = fs::symlink_metadata(&self.output) else { return Ok(self.output.clone()) };
        let place = fs::canonicalize(&self.output);
        let place = place.with_context(|| format!("{shown} could not be written: it is a link that leads nowhere"))?;
        ensure!(
            !inputs.hold(&place),
            "{shown} was not written: it is a file that was read for it. Choose another name"
        );
        let there = if there.is_symlink() { fs::metadata(&place)? } else { there };
        ensure!(there.is_file(), "{shown} was not written: it is no regular file. For standard output write -o -");
        if !self.force && there.len() > 0 && !begins_with(&place, format.begins) {
            bail!(
                "{shown} was not written: the file there is not {}. Choose another name, or add --force",
                format.name
            );
        }
        Ok(place)
    }
}

fn begins_with(path: &Path, wanted: &[u8]) -> bool {
    use io::Read as _;
    let mut first = Vec::new();
    let most = wanted.len() as u64;
    File::open(path).is_ok_and(|file| file.take(most).read_to_end(&mut first).is_ok()) && first == wanted
}

/// Writes a temporary file in the same folder, flushes it to disk, and renames it: the target always contains all of
/// the old file or all of the new one.
fn beside_and_rename(place: &Path, bytes: &[u8], format: Format) -> io::Result<()> {
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = place.file_name().ok_or(io::ErrorKind::InvalidFilename)?.to_string_lossy().into_owned();
    let beside = folder.join(format!(".{name}.{}.part", std::process::id()));
    let written = write_new(&beside, bytes, format).and_then(|()| fs::rename(&beside, place));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
        return written;
    }
    // The name, too, is to be on disk. Some systems cannot open a folder; the file itself is whole there as well.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

fn write_new(path: &Path, bytes: &[u8], format: Format) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if format.private {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_steers_no_terminal() {
        assert_eq!(printable("a\u{7}b\0c\u{1b}[2Jd\ne\u{202e}f é"), "a\u{fffd}b\u{fffd}c\u{fffd}[2Jd\ne\u{fffd}f é");
    }
}
