//! The command line: also the contract for scripts. Every command reads, calls the domain, and prints.

mod handout;
mod library;
mod map;
mod paper;
mod plan;
mod programme;
mod shape;
mod sheets;
mod table;
mod template;

use std::{fs, path::Path};

use anyhow::Context as _;
use domain::{
    case::{self, Case},
    library::{Library, english},
    picture::Picture,
};

pub use handout::HandoutArguments;
pub use library::LibraryCommand;
pub use map::MapArguments;
pub use plan::PlanArguments;
pub use programme::ProgrammeArguments;
pub use sheets::{FormArguments, LeafletArguments, RunSheetArguments};
pub use template::TemplateCommand;

/// `reweave map`.
///
/// # Errors
///
/// When the case cannot be read.
pub fn map(arguments: &MapArguments) -> anyhow::Result<()> {
    map::run(arguments)
}

/// `reweave plan`.
///
/// # Errors
///
/// When the case cannot be read.
pub fn plan(arguments: &PlanArguments) -> anyhow::Result<()> {
    plan::run(arguments)
}

/// `reweave programme`.
///
/// # Errors
///
/// When the case cannot be read, or a number is out of range.
pub fn programme(arguments: &ProgrammeArguments) -> anyhow::Result<()> {
    programme::run(arguments)
}

/// `reweave handout`.
///
/// # Errors
///
/// When the case cannot be read, the sheet is refused, or the file cannot be written.
pub fn handout(arguments: &HandoutArguments) -> anyhow::Result<()> {
    handout::run(arguments)
}

/// `reweave run-sheet`.
///
/// # Errors
///
/// When the case cannot be read, or the file cannot be written.
pub fn run_sheet(arguments: &RunSheetArguments) -> anyhow::Result<()> {
    sheets::run_sheet(arguments)
}

/// `reweave leaflet`.
///
/// # Errors
///
/// When there is no such exercise, it may not be printed, or the file cannot be written.
pub fn leaflet(arguments: &LeafletArguments) -> anyhow::Result<()> {
    sheets::leaflet(arguments)
}

/// `reweave form`.
///
/// # Errors
///
/// When the file cannot be written.
pub fn form(arguments: &FormArguments) -> anyhow::Result<()> {
    sheets::form(arguments)
}

/// `reweave library`.
///
/// # Errors
///
/// When the library has a problem, or holds no such entry.
pub fn library(command: &LibraryCommand) -> anyhow::Result<()> {
    library::run(command)
}

/// `reweave template`.
///
/// # Errors
///
/// When a file cannot be read or written, or a choice is refused: what a gate holds never gets in.
pub fn template(command: &TemplateCommand) -> anyhow::Result<()> {
    template::run(command)
}

/// A case and the picture of it.
struct Read {
    library: &'static Library,
    case: Case,
    picture: Picture,
}

/// Reads the case at `path`; `-` is standard input.
fn read(path: &Path) -> anyhow::Result<Read> {
    let library = english();
    let json = if path == Path::new("-") {
        std::io::read_to_string(std::io::stdin()).context("standard input could not be read")?
    } else {
        fs::read_to_string(path).with_context(|| format!("the case {} could not be read", path.display()))?
    };
    let case = case::parse(library, &json).with_context(|| format!("{} is not a valid case", path.display()))?;
    let picture = Picture::of(library, &case.course, case.phase, case.session);
    Ok(Read { library, case, picture })
}
