//! `reweave key-file`: a key for a keyring, and another key when every copy of the first one is lost.

use clap::Subcommand;
use store::{KeyFile, KeySource, Store};

use super::{
    account::DatabaseArguments,
    output::{Out, line, note, to_standard_output},
};

/// The subcommands of `reweave key-file`.
#[derive(Debug, Subcommand)]
pub enum KeyFileCommand {
    /// Makes a new key file. Accounts that need the lost one then open with their recovery keys only. An existing file is
    /// never replaced. With --key-command, the database takes the key that the command prints now. Stop the server first.
    New {
        /// Location of the database and of the new key file.
        #[command(flatten)]
        database: DatabaseArguments,
    },
    /// Prints the text of a new key file, one line, for a keyring or password manager to keep. Writes no file and changes no
    /// database.
    Generate,
}

/// Runs the subcommand.
pub(super) fn run(command: KeyFileCommand) -> anyhow::Result<()> {
    match command {
        KeyFileCommand::New { database } => replace(database),
        KeyFileCommand::Generate => generate(),
    }
}

fn replace(database: DatabaseArguments) -> anyhow::Result<()> {
    let (place, key_file) = database.places();
    tokio::runtime::Runtime::new()?.block_on(Store::replace_key_file(&place, &key_file))?;
    let mut out = Out::default();
    match key_file.source()? {
        KeySource::File(file) => line!(
            out,
            "Made the key file {}. Keep a copy of it, apart from the database and its backups.",
            file.display()
        ),
        KeySource::Command(command) => line!(
            out,
            "The database now belongs to the key that {command} prints. Keep a copy of it, apart from the database and its \
             backups."
        ),
    }
    line!(
        out,
        "Accounts that need the lost key now open with their recovery keys: start the server, and choose “Forgot your \
         password?” on the sign-in page."
    );
    out.send()
}

fn generate() -> anyhow::Result<()> {
    // Not through the buffer of the other commands, which is not wiped.
    to_standard_output(KeyFile::generate()?.as_bytes())?;
    note(
        "This key is printed once. Store it where --key-command finds it, and keep a copy of it, apart from the database and its \
         backups.",
    );
    Ok(())
}
