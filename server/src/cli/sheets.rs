//! `reweave run-sheet`, `leaflet` and `form`: sheets other than handouts.

use std::path::PathBuf;

use anyhow::bail;
use clap::ValueEnum;
use domain::{
    assess::Partner,
    library::english,
    paper::{
        handout,
        run_sheet::{self, ToldAlone},
    },
    vocabulary::did_you_mean,
};
use pdf::PrintableSheet;

use super::{
    assessed_case::read,
    input::Inputs,
    output::{PRIVATE_PDF, PUBLIC_PDF, note},
    paper::{FileArguments, FillingArguments, Lang, LetterheadArguments, PrintArguments, VerifiedArguments},
    plan,
};

/// Arguments of `reweave run-sheet`.
#[derive(Debug, clap::Args)]
pub struct RunSheetArguments {
    /// The case file; `-` reads standard input.
    case: PathBuf,
    /// Length of the session, 30 to 120; otherwise the case says, or it is 60.
    #[arg(long)]
    minutes: Option<u16>,
    /// Add a page with what is asked alone and was answered with yes, and the holds and reminders that follow from it.
    /// Without this, nothing of it is on the sheet.
    #[arg(long)]
    told_alone: bool,
    /// Add pages with the full text of holds, steps and reminders.
    #[arg(long)]
    full_text: bool,
    #[command(flatten)]
    print: PrintArguments,
}

/// Arguments of `reweave leaflet`.
#[derive(Debug, clap::Args)]
pub struct LeafletArguments {
    /// The exercise, for example negotiated-time-out.
    item: String,
    /// The case of the couple it is for, so that their safety holds apply; without it the leaflet is for any couple.
    #[arg(long)]
    case: Option<PathBuf>,
    /// Print it in pictures: four panels with a few words each. Some exercises have them.
    #[arg(long, conflicts_with = "letterhead")]
    pictures: bool,
    /// Print the emergency and crisis lines of this country, for example UK.
    #[arg(long)]
    country: Option<String>,
    #[command(flatten)]
    verified: VerifiedArguments,
    /// The language of the leaflet.
    #[arg(long, value_enum, default_value_t)]
    language: Lang,
    #[command(flatten)]
    letterhead: LetterheadArguments,
    #[command(flatten)]
    file: FileArguments,
    #[command(flatten)]
    print: PrintArguments,
}

/// Arguments of `reweave form`.
#[derive(Debug, clap::Args)]
pub struct FormArguments {
    /// The form for what this partner is asked alone, instead of the one for both.
    #[arg(long, value_enum)]
    alone: Option<Alone>,
    #[command(flatten)]
    filling: FillingArguments,
    #[command(flatten)]
    print: PrintArguments,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Alone {
    A,
    B,
}

pub fn run_sheet(arguments: &RunSheetArguments) -> anyhow::Result<()> {
    let inputs = Inputs::default();
    let read = read(&inputs, &arguments.case)?;
    read.lead_aside();
    let plan = plan::make(&read, arguments.minutes)?;
    let course = &read.case.course;
    let told = arguments.told_alone.then(|| vec![ToldAlone::of_answers(read.library, &course.answers)]);
    let mut sheet = run_sheet::from_plan(read.library, course, &plan, read.case.start, told);
    sheet.full_text = arguments.full_text;
    arguments.print.write(&inputs, &pdf::run_sheet(&sheet, arguments.print.print())?, PRIVATE_PDF)
}

pub fn leaflet(arguments: &LeafletArguments) -> anyhow::Result<()> {
    let library = english();
    let Some(item) = arguments.item.parse().ok().and_then(|id| library.item(&id)) else {
        let near = did_you_mean(&arguments.item, library.items().iter().map(|item| item.id.as_str()));
        bail!("“{}” is not an exercise{near}", arguments.item);
    };
    let inputs = Inputs::default();
    let couple = arguments.case.as_deref().map(|case| read(&inputs, case)).transpose()?;
    let course = couple.as_ref().map(|read| &read.case.course);
    let leaflet = handout::leaflet(library, course, item, arguments.language.language())?;
    let verified = arguments.verified.read(library)?;
    let (leaflet, report) = leaflet.with_lines(library, item, arguments.country.as_deref(), &verified)?;
    let letterhead = arguments.letterhead.read(&inputs)?;
    if arguments.pictures && !leaflet.has_pictures() {
        let with: Vec<&str> =
            library.items().iter().filter(|item| item.has_pictures()).map(|item| item.id.as_str()).collect();
        bail!("“{}” has no picture sheet; these have one: {}", item.title, with.join(", "));
    }
    let sheet = if arguments.pictures { PrintableSheet::Pictures(&leaflet) } else { PrintableSheet::Leaflet(&leaflet) };
    let print = arguments.print.print();
    let (bytes, format) = arguments.file.make(sheet, letterhead.as_ref(), print, couple.is_some())?;
    arguments.print.write(&inputs, &bytes, format)?;
    report.in_words().iter().for_each(|text| note(text));
    Ok(())
}

pub fn form(arguments: &FormArguments) -> anyhow::Result<()> {
    let print = arguments.filling.of(arguments.print.print());
    let partner = arguments.alone.map(|alone| match alone {
        Alone::A => Partner::A,
        Alone::B => Partner::B,
    });
    let bytes = match partner {
        Some(partner) => pdf::interview_form(english(), partner, print)?,
        None => pdf::form(english(), print)?,
    };
    arguments.print.write(&Inputs::default(), &bytes, PUBLIC_PDF)
}
