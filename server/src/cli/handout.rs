//! `reweave handout`: a sheet as PDF or as web page. If a gate forbids it, no file is written.

use std::path::PathBuf;

use clap::ValueEnum;
use domain::{
    library::model::Item,
    paper::handout::{
        Audience, Discretion, Handout, Refusal, SheetKind, Wanted, carries_letterhead, help_report, homework_left_off,
        least_discretion, make,
    },
    planning::planner::Plan,
};

use super::{
    assessed_case::{AssessedCase, read},
    input::Inputs,
    output::note,
    paper::{FileArguments, Lang, LetterheadArguments, PrintArguments, VerifiedArguments},
    plan,
};

/// Arguments of `reweave handout`.
#[derive(Debug, clap::Args)]
pub struct HandoutArguments {
    /// The case file; `-` reads standard input.
    case: PathBuf,
    /// Recipient of the sheet.
    #[arg(long = "for", value_enum, default_value_t = For::Both)]
    audience: For,
    /// Discretion of the sheet.
    #[arg(long, value_enum, default_value_t = Discreet::Standard)]
    discretion: Discreet,
    /// The language of the sheet. Names and numbers of help lines stay as they are.
    #[arg(long, value_enum, default_value_t)]
    language: Lang,
    /// Print help lines of this country, for example UK, each with the date of the page that gives it.
    #[arg(long)]
    country: Option<String>,
    /// Print violence help lines: only if each person has said, alone, that it is safe on paper (R49).
    #[arg(long, requires = "country")]
    violence_lines_are_safe: bool,
    #[command(flatten)]
    verified: VerifiedArguments,
    #[command(flatten)]
    letterhead: LetterheadArguments,
    #[command(flatten)]
    file: FileArguments,
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
    let inputs = Inputs::default();
    let read = read(&inputs, &arguments.case)?;
    read.lead_aside();
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
        verified: arguments.verified.read(read.library)?,
    };
    let handout = make(read.library, &read.case.course, &plan, &wanted)?;
    let print = arguments.print.print();
    let letterhead = arguments.letterhead.read(&inputs)?;
    let (bytes, format) = arguments.file.make(&handout, letterhead.as_ref(), print, true)?;
    arguments.print.write(&inputs, &bytes, format)?;
    for text in beside(&read, &plan, &wanted, &handout, letterhead.is_some())? {
        note(&text);
    }
    Ok(())
}

/// Returns notes for the counsellor: parts omitted from the sheet, and the reason for greater discretion than
/// requested.
fn beside(
    read: &AssessedCase,
    plan: &Plan,
    wanted: &Wanted,
    handout: &Handout,
    letterhead: bool,
) -> Result<Vec<String>, Refusal> {
    let course = &read.case.course;
    let mut told = Vec::new();
    if let (_, Some(gate)) = least_discretion(read.library, course)
        && handout.discretion() > wanted.discretion
    {
        let now = if handout.discretion() == Discretion::InRoom { "for the room only" } else { "neutral" };
        told.push(format!("The sheet is {now}: {gate} ({}) asks for it.", read.library.gate(gate).name));
    }
    if letterhead && !carries_letterhead(SheetKind::Handout(handout.discretion())) {
        told.push("No letterhead: it would give away what a discreet sheet is about.".to_owned());
    }
    let on_it = plan.sheets.iter().filter(|sheet| sheet.audience == wanted.audience).flat_map(|sheet| &sheet.items);
    let on_it: Vec<&Item> = on_it.filter_map(|id| read.library.item(id)).collect();
    let with_homework = on_it.iter().copied().filter(|item| plan.homework.iter().any(|task| task.item == item.id));
    told.extend(homework_left_off(read.library, course, wanted, with_homework));
    let report = help_report(read.library, course, wanted, on_it)?;
    told.extend(report.in_words());
    Ok(told)
}
