//! Common arguments of the commands that print sheets, and writing of their files.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use clap::ValueEnum;
use domain::{
    library::Library,
    paper::handout::Verified,
    vocabulary::{Language, did_you_mean},
};
use pdf::{Logo, PaperSize, PrintOptions, PrintableSheet, PrintedLetterhead, ReadingMode, TextSize};
use serde::Deserialize;

use app::http::clock::Clock;

use super::{
    input::{self, Inputs},
    output::{Format, PUBLIC_PDF, Target, WEB_PAGE},
};

/// Print options.
#[derive(Debug, clap::Args)]
pub struct PrintArguments {
    #[command(flatten)]
    target: Target,
    /// The paper in your printer; a booklet has two small pages on each side, to be folded.
    #[arg(long, value_enum, default_value_t = OnPaper::A4)]
    paper: OnPaper,
    /// Large print: 18 points, no hyphenation.
    #[arg(long)]
    large_print: bool,
    /// Easy reading: a typeface with distinct letters, and more space between lines.
    #[arg(long)]
    easy_reading: bool,
}

/// Option for the kind of file.
#[derive(Debug, clap::Args)]
pub struct FileArguments {
    /// The kind of file: a PDF to print, or a web page for a screen, complete in one file.
    #[arg(long = "format", value_enum, default_value_t)]
    kind: FileKind,
    #[command(flatten)]
    filling: FillingArguments,
}

/// Option for the way in which a sheet is filled in.
#[derive(Debug, clap::Args)]
pub struct FillingArguments {
    /// Make every place to write in or to mark a form field, to fill in on a screen. The page looks the same.
    #[arg(long)]
    fillable: bool,
}

impl FillingArguments {
    /// Adds the way of filling in to print options.
    pub fn of(&self, print: PrintOptions) -> PrintOptions {
        PrintOptions { fillable: self.fillable, ..print }
    }
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum FileKind {
    #[default]
    Pdf,
    Html,
}

impl FileArguments {
    /// Makes the file of a sheet for clients, and names its format. `private` is true if it contains personal data.
    ///
    /// # Errors
    /// If it cannot be typeset.
    pub fn make<'a>(
        &self,
        sheet: impl Into<PrintableSheet<'a>>,
        letterhead: Option<&PrintedLetterhead>,
        print: PrintOptions,
        private: bool,
    ) -> anyhow::Result<(Vec<u8>, Format)> {
        let print = self.filling.of(print);
        Ok(match self.kind {
            FileKind::Pdf => (pdf::client_sheet(sheet, letterhead, print)?, Format { private, ..PUBLIC_PDF }),
            FileKind::Html => (pdf::web_page(sheet, letterhead, print).into_bytes(), Format { private, ..WEB_PAGE }),
        })
    }
}

/// The language of a sheet.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// German.
    De,
    /// Spanish.
    Es,
}

impl Lang {
    /// Converts to the library's type.
    pub fn language(self) -> Language {
        match self {
            Self::En => Language::English,
            Self::De => Language::German,
            Self::Es => Language::Spanish,
        }
    }
}

/// Option for the letterhead.
#[derive(Debug, clap::Args)]
pub struct LetterheadArguments {
    /// A TOML file with name, address, registration, footer, every_page, logo (a PNG, JPEG or SVG file, its path as seen from this file) and alt
    /// (its description). Discreet sheets have no letterhead.
    #[arg(long)]
    letterhead: Option<PathBuf>,
}

/// Option for help lines that the counsellor has verified.
#[derive(Debug, clap::Args)]
pub struct VerifiedArguments {
    /// A help line, by its id, that you have called or looked up today; it is printed as checked today. What is printed
    /// only then is named when the country is chosen. May be given more than once.
    #[arg(long = "verified-line", value_name = "ID", requires = "country")]
    lines: Vec<String>,
}

impl VerifiedArguments {
    /// Resolves the ids against the library.
    ///
    /// # Errors
    /// If there is no such line.
    pub fn read(&self, library: &Library) -> anyhow::Result<Verified> {
        for id in &self.lines {
            let known = || library.help_lines().iter().map(|line| line.id.as_str());
            ensure!(known().any(|line| line == id), "“{id}” is not a help line{}", did_you_mean(id, known()));
        }
        let on = Some(Clock::of_this_machine().now().day);
        Ok(Verified { lines: self.lines.iter().cloned().collect(), on })
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum OnPaper {
    A4,
    Letter,
    A5,
    Booklet,
}

impl PrintArguments {
    /// Converts to the typesetter's type.
    pub fn print(&self) -> PrintOptions {
        PrintOptions {
            paper: match self.paper {
                OnPaper::A4 => PaperSize::A4,
                OnPaper::Letter => PaperSize::Letter,
                OnPaper::A5 => PaperSize::A5,
                OnPaper::Booklet => PaperSize::Booklet,
            },
            size: if self.large_print { TextSize::Large } else { TextSize::Standard },
            reading: if self.easy_reading { ReadingMode::Easy } else { ReadingMode::Standard },
            fillable: false,
        }
    }

    /// Writes the file and prints its name.
    pub fn write(&self, inputs: &Inputs, bytes: &[u8], format: Format) -> anyhow::Result<()> {
        self.target.write(inputs, bytes, format)
    }
}

/// A letterhead as written in its TOML file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    #[serde(default)]
    address: String,
    #[serde(default)]
    registration: String,
    #[serde(default)]
    footer: String,
    #[serde(default)]
    every_page: bool,
    #[serde(default)]
    logo: Option<PathBuf>,
    #[serde(default)]
    alt: String,
}

impl LetterheadArguments {
    /// Reads the letterhead, if one was given.
    pub fn read(&self, inputs: &Inputs) -> anyhow::Result<Option<PrintedLetterhead>> {
        let Some(path) = &self.letterhead else { return Ok(None) };
        let text = inputs.text(path, input::LETTERHEAD)?;
        let written: Written =
            toml::from_str(&text).with_context(|| format!("{} is not a letterhead", path.display()))?;
        ensure!(!written.name.trim().is_empty(), "{}: a letterhead needs a name", path.display());
        let beside = |logo: &PathBuf| path.parent().unwrap_or(Path::new("")).join(logo);
        Ok(Some(PrintedLetterhead {
            logo: written.logo.as_ref().map(|logo| read_logo(inputs, &beside(logo))).transpose()?,
            alt: written.alt,
            name: written.name.trim().into(),
            address: written.address,
            registration: written.registration,
            footer: written.footer,
            every_page: written.every_page,
        }))
    }
}

fn read_logo(inputs: &Inputs, path: &Path) -> anyhow::Result<Logo> {
    Logo::read(&inputs.bytes(path, input::LOGO)?).with_context(|| path.display().to_string())
}
