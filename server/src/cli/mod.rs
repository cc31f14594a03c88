//! The command line, which is also an interface for scripts. Every command reads, calls the domain, and prints.

#![deny(clippy::print_stdout, clippy::print_stderr, reason = "a closed pipe must not end in a panic: see `output`")]

mod account;
mod assessed_case;
mod audit;
mod backup;
mod doctor;
mod handout;
mod input;
mod key_file;
mod library;
mod map;
mod output;
mod paper;
mod plan;
mod programme;
mod shape;
mod sheets;
mod table;
mod template;

pub use account::{AccountCommand, DatabaseArguments};
pub use audit::AuditCommand;
pub use backup::BackupArguments;
pub use handout::HandoutArguments;
pub use key_file::KeyFileCommand;
pub use library::LibraryCommand;
pub use map::MapArguments;
pub use output::note;
pub use plan::PlanArguments;
pub use programme::ProgrammeArguments;
pub use sheets::{FormArguments, LeafletArguments, RunSheetArguments};
pub use template::TemplateCommand;

/// `reweave backup`.
///
/// # Errors
/// If there is no embedded database, the file exists already or cannot be written, or the copy is incomplete.
pub async fn backup(arguments: &BackupArguments) -> anyhow::Result<()> {
    backup::run(arguments).await
}

/// `reweave map`.
///
/// # Errors
/// If the case cannot be read.
pub fn map(arguments: &MapArguments) -> anyhow::Result<()> {
    map::run(arguments)
}

/// `reweave plan`.
///
/// # Errors
/// If the case cannot be read.
pub fn plan(arguments: &PlanArguments) -> anyhow::Result<()> {
    plan::run(arguments)
}

/// `reweave programme`.
///
/// # Errors
/// If the case cannot be read, or a number is out of range.
pub fn programme(arguments: &ProgrammeArguments) -> anyhow::Result<()> {
    programme::run(arguments)
}

/// `reweave handout`.
///
/// # Errors
/// If the case cannot be read, the sheet is refused, or the file cannot be written.
pub fn handout(arguments: &HandoutArguments) -> anyhow::Result<()> {
    handout::run(arguments)
}

/// `reweave run-sheet`.
///
/// # Errors
/// If the case cannot be read, or the file cannot be written.
pub fn run_sheet(arguments: &RunSheetArguments) -> anyhow::Result<()> {
    sheets::run_sheet(arguments)
}

/// `reweave leaflet`.
///
/// # Errors
/// If there is no such exercise, it may not be printed, or the file cannot be written.
pub fn leaflet(arguments: &LeafletArguments) -> anyhow::Result<()> {
    sheets::leaflet(arguments)
}

/// `reweave form`.
///
/// # Errors
/// If the file cannot be written.
pub fn form(arguments: &FormArguments) -> anyhow::Result<()> {
    sheets::form(arguments)
}

/// `reweave library`.
///
/// # Errors
/// If the library has a problem or no such entry.
pub fn library(command: &LibraryCommand) -> anyhow::Result<()> {
    library::run(command)
}

/// `reweave account`.
///
/// # Errors
/// If the database cannot be opened or written.
pub fn account(command: AccountCommand) -> anyhow::Result<()> {
    account::run(command)
}

/// `reweave audit`.
///
/// # Errors
/// If the database cannot be opened, the password is wrong, or a log was changed.
pub fn audit(command: AuditCommand) -> anyhow::Result<()> {
    audit::run(command)
}

/// `reweave key-file`.
///
/// # Errors
/// If there is a key file already, it cannot be written, or the key command gives no other key.
pub fn key_file(command: KeyFileCommand) -> anyhow::Result<()> {
    key_file::run(command)
}

/// `reweave doctor`.
///
/// # Errors
/// If something needs attention; the report says what.
pub fn doctor(database: DatabaseArguments) -> anyhow::Result<()> {
    doctor::run(database)
}

/// `reweave template`.
///
/// # Errors
/// If a file cannot be read or written, or a choice is refused because a gate holds it.
pub fn template(command: &TemplateCommand) -> anyhow::Result<()> {
    template::run(command)
}
