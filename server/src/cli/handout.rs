//! `reweave handout`: a sheet as PDF. Where a gate forbids it, no file is written.

use std::{fs, path::PathBuf};

use anyhow::Context as _;
use clap::ValueEnum;
use domain::{
    handout::{Audience, Discretion, Wanted, make},
    words::Language,
};
use pdf::Paper;

use super::{plan, read};

/// What `reweave handout` takes.
#[derive(Debug, clap::Args)]
pub struct HandoutArguments {
    /// The case file; `-` reads standard input.
    case: PathBuf,
    /// Where to write the PDF.
    #[arg(short, long)]
    output: PathBuf,
    /// Whose sheet.
    #[arg(long = "for", value_enum, default_value_t = For::Both)]
    audience: For,
    /// How much it gives away at a glance.
    #[arg(long, value_enum, default_value_t = Discreet::Standard)]
    discretion: Discreet,
    /// The language of the sheet. Names and numbers of help lines stay as they are.
    #[arg(long, value_enum, default_value_t = Tongue::En)]
    language: Tongue,
    /// The paper in your printer.
    #[arg(long, value_enum, default_value_t = Sheet::A4)]
    paper: Sheet,
    /// Print help lines of this country, for example UK. Only numbers that were checked are printed.
    #[arg(long)]
    country: Option<String>,
    /// Print violence lines too: only after each person was asked alone whether that is safe (R49).
    #[arg(long, requires = "country")]
    violence_lines_are_safe: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum For {
    Both,
    A,
    B,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Discreet {
    Standard,
    Neutral,
    InRoom,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Tongue {
    /// English.
    En,
    /// German.
    De,
    /// Spanish.
    Es,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Sheet {
    A4,
    Letter,
}

pub fn run(arguments: &HandoutArguments) -> anyhow::Result<()> {
    let read = read(&arguments.case)?;
    let plan = plan::make(&read, None)?;
    let wanted = Wanted {
        audience: match arguments.audience {
            For::Both => Audience::Both,
            For::A => Audience::A,
            For::B => Audience::B,
        },
        discretion: match arguments.discretion {
            Discreet::Standard => Discretion::Standard,
            Discreet::Neutral => Discretion::Neutral,
            Discreet::InRoom => Discretion::InRoom,
        },
        country: arguments.country.clone(),
        language: match arguments.language {
            Tongue::En => Language::English,
            Tongue::De => Language::German,
            Tongue::Es => Language::Spanish,
        },
        violence_lines: arguments.violence_lines_are_safe,
    };
    let handout = make(read.library, &read.case.course, &plan, &wanted)?;
    let paper = match arguments.paper {
        Sheet::A4 => Paper::A4,
        Sheet::Letter => Paper::Letter,
    };
    let bytes = pdf::handout(&handout, paper.into())?;
    fs::write(&arguments.output, &bytes)
        .with_context(|| format!("{} could not be written", arguments.output.display()))?;
    println!("{} · {} KB", arguments.output.display(), bytes.len().div_ceil(1024));
    if arguments.country.is_some() && handout.help_lines().is_empty() {
        eprintln!("No help line is on it: none of this country has been checked yet (see help-lines.toml).");
    }
    Ok(())
}
