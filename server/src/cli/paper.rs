//! What every command that prints takes, and how its file is written.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, ensure};
use clap::ValueEnum;
use domain::words::Language;
use pdf::{Letterhead, Logo, Paper, Print, Reading, Size};
use serde::Deserialize;

/// How a sheet is printed.
#[derive(Debug, clap::Args)]
pub struct PrintArguments {
    /// Where to write the PDF.
    #[arg(short, long)]
    output: PathBuf,
    /// The paper in your printer; a booklet has two small pages on each side, to be folded.
    #[arg(long, value_enum, default_value_t = OnPaper::A4)]
    paper: OnPaper,
    /// Nothing smaller than 18 points.
    #[arg(long)]
    large_print: bool,
    /// Letters that are not mistaken for each other, and more room between lines.
    #[arg(long)]
    easy_reading: bool,
}

/// The language of a sheet.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Tongue {
    /// English.
    #[default]
    En,
    /// German.
    De,
    /// Spanish.
    Es,
}

impl Tongue {
    /// The same for the library.
    pub fn language(self) -> Language {
        match self {
            Self::En => Language::English,
            Self::De => Language::German,
            Self::Es => Language::Spanish,
        }
    }
}

/// The practice above a sheet.
#[derive(Debug, clap::Args)]
pub struct LetterheadArguments {
    /// A TOML file with name, address, registration, footer, every_page, logo (a PNG, JPEG or SVG file beside it) and alt
    /// (what it shows). Sheets that are to give little away carry none.
    #[arg(long)]
    letterhead: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum OnPaper {
    A4,
    Letter,
    A5,
    Booklet,
}

impl PrintArguments {
    /// The same for the typesetter.
    pub fn print(&self) -> Print {
        Print {
            paper: match self.paper {
                OnPaper::A4 => Paper::A4,
                OnPaper::Letter => Paper::Letter,
                OnPaper::A5 => Paper::A5,
                OnPaper::Booklet => Paper::Booklet,
            },
            size: if self.large_print { Size::Large } else { Size::Standard },
            reading: if self.easy_reading { Reading::Easy } else { Reading::Standard },
        }
    }

    /// Writes the file and says so.
    pub fn write(&self, bytes: &[u8]) -> anyhow::Result<()> {
        let path = self.output.display();
        fs::write(&self.output, bytes).with_context(|| format!("{path} could not be written"))?;
        println!("{path} · {} KB", bytes.len().div_ceil(1024));
        Ok(())
    }
}

/// A larger file is no logo.
const LARGEST_LOGO: u64 = 20 << 20;

/// A letterhead as it is written down.
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
    /// The letterhead, where one was asked for.
    pub fn read(&self) -> anyhow::Result<Option<Letterhead>> {
        let Some(path) = &self.letterhead else { return Ok(None) };
        let text =
            fs::read_to_string(path).with_context(|| format!("the letterhead {} could not be read", path.display()))?;
        let written: Written =
            toml::from_str(&text).with_context(|| format!("{} is not a letterhead", path.display()))?;
        ensure!(!written.name.trim().is_empty(), "{}: a letterhead needs a name", path.display());
        let beside = |logo: &PathBuf| path.parent().unwrap_or(Path::new("")).join(logo);
        Ok(Some(Letterhead {
            logo: written.logo.as_ref().map(|logo| read_logo(&beside(logo))).transpose()?,
            alt: written.alt,
            name: written.name.trim().into(),
            address: written.address,
            registration: written.registration,
            footer: written.footer,
            every_page: written.every_page,
        }))
    }
}

fn read_logo(path: &Path) -> anyhow::Result<Logo> {
    let named = || format!("the logo {} could not be read", path.display());
    let length = fs::metadata(path).with_context(named)?.len();
    ensure!(length <= LARGEST_LOGO, "the logo {} is larger than 20 MB; please save it smaller", path.display());
    Logo::read(&fs::read(path).with_context(named)?).with_context(|| path.display().to_string())
}
