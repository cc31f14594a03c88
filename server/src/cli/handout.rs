//! `reweave handout`: a sheet as PDF. Where a gate forbids it, no file is written.

use std::path::PathBuf;

use clap::ValueEnum;
use domain::handout::{Audience, Discretion, SheetKind, Wanted, carries_letterhead, make};

use super::{
    paper::{LetterheadArguments, PrintArguments, Tongue},
    plan, read,
};

/// What `reweave handout` takes.
#[derive(Debug, clap::Args)]
pub struct HandoutArguments {
    /// The case file; `-` reads standard input.
    case: PathBuf,
    /// Whose sheet.
    #[arg(long = "for", value_enum, default_value_t = For::Both)]
    audience: For,
    /// How much it gives away at a glance.
    #[arg(long, value_enum, default_value_t = Discreet::Standard)]
    discretion: Discreet,
    /// The language of the sheet. Names and numbers of help lines stay as they are.
    #[arg(long, value_enum, default_value_t)]
    language: Tongue,
    /// Print help lines of this country, for example UK. Only numbers that were checked are printed.
    #[arg(long)]
    country: Option<String>,
    /// Print violence lines too: only after each person was asked alone whether that is safe (R49).
    #[arg(long, requires = "country")]
    violence_lines_are_safe: bool,
    #[command(flatten)]
    letterhead: LetterheadArguments,
    #[command(flatten)]
    print: PrintArguments,
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
        language: arguments.language.language(),
        violence_lines: arguments.violence_lines_are_safe,
    };
    let handout = make(read.library, &read.case.course, &plan, &wanted)?;
    let print = arguments.print.print();
    let letterhead = arguments.letterhead.read()?;
    arguments.print.write(&pdf::client_sheet(&handout, letterhead.as_ref(), print)?)?;
    if letterhead.is_some() && !carries_letterhead(SheetKind::Handout(handout.discretion())) {
        eprintln!("The letterhead was left off: it would give away what a discreet sheet is about.");
    }
    if arguments.country.is_some() && handout.help_lines().is_empty() {
        eprintln!("No help line is on it: none of this country has been checked yet (see help-lines.toml).");
    }
    Ok(())
}
