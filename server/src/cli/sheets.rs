//! `reweave run-sheet`, `leaflet` and `form`: sheets beside handouts.

use std::path::PathBuf;

use anyhow::bail;
use clap::ValueEnum;
use domain::{course::Partner, handout, library::english, nearest::did_you_mean, run_sheet};

use super::{
    paper::{LetterheadArguments, PrintArguments, Tongue},
    plan, read,
};

/// What `reweave run-sheet` takes.
#[derive(Debug, clap::Args)]
pub struct RunSheetArguments {
    /// The case file; `-` reads standard input.
    case: PathBuf,
    /// Length of the session, 30 to 120; otherwise the case says, or it is 60.
    #[arg(long)]
    minutes: Option<u16>,
    #[command(flatten)]
    print: PrintArguments,
}

/// What `reweave leaflet` takes.
#[derive(Debug, clap::Args)]
pub struct LeafletArguments {
    /// The exercise, for example negotiated-time-out.
    item: String,
    /// The couple it is for: then their open gates hold. Without one the leaflet is for the shelf.
    #[arg(long)]
    case: Option<PathBuf>,
    /// The language of the leaflet.
    #[arg(long, value_enum, default_value_t)]
    language: Tongue,
    #[command(flatten)]
    letterhead: LetterheadArguments,
    #[command(flatten)]
    print: PrintArguments,
}

/// What `reweave form` takes.
#[derive(Debug, clap::Args)]
pub struct FormArguments {
    /// The form for what this partner is asked alone, instead of the one for both.
    #[arg(long, value_enum)]
    alone: Option<Alone>,
    #[command(flatten)]
    print: PrintArguments,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Alone {
    A,
    B,
}

pub fn run_sheet(arguments: &RunSheetArguments) -> anyhow::Result<()> {
    let read = read(&arguments.case)?;
    let plan = plan::make(&read, arguments.minutes)?;
    let sheet = run_sheet::from_plan(read.library, &read.case.course, &plan, read.case.start);
    arguments.print.write(&pdf::run_sheet(&sheet, arguments.print.print())?)
}

pub fn leaflet(arguments: &LeafletArguments) -> anyhow::Result<()> {
    let library = english();
    let Some(item) = arguments.item.parse().ok().and_then(|id| library.item(&id)) else {
        let near = did_you_mean(&arguments.item, library.items().iter().map(|item| item.id.as_str()));
        bail!("“{}” is not an exercise{near}", arguments.item);
    };
    let couple = arguments.case.as_deref().map(read).transpose()?;
    let course = couple.as_ref().map(|read| &read.case.course);
    let leaflet = handout::leaflet(library, course, item, arguments.language.language())?;
    let letterhead = arguments.letterhead.read()?;
    arguments.print.write(&pdf::client_sheet(&leaflet, letterhead.as_ref(), arguments.print.print())?)
}

pub fn form(arguments: &FormArguments) -> anyhow::Result<()> {
    let print = arguments.print.print();
    let partner = arguments.alone.map(|alone| match alone {
        Alone::A => Partner::A,
        Alone::B => Partner::B,
    });
    let bytes = match partner {
        Some(partner) => pdf::interview_form(english(), partner, print)?,
        None => pdf::form(english(), print)?,
    };
    arguments.print.write(&bytes)
}
