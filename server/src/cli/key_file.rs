//! `reweave key-file`: another key file when every copy of the first one is lost.

use clap::Subcommand;
use store::Store;

use super::{
    account::DatabaseArguments,
    output::{Out, line},
};

/// The subcommands of `reweave key-file`.
#[derive(Debug, Subcommand)]
pub enum KeyFileCommand {
    /// Makes a new key file. Accounts that need the lost one then open with their recovery keys only. An existing file is
    /// never replaced. Stop the server first.
    New {
        /// Location of the database and of the new key file.
        #[command(flatten)]
        database: DatabaseArguments,
    },
}

/// Runs the subcommand.
pub(super) fn run(command: KeyFileCommand) -> anyhow::Result<()> {
    let KeyFileCommand::New { database } = command;
    let (place, key_file) = database.places();
    tokio::runtime::Runtime::new()?.block_on(Store::replace_key_file(&place, &key_file))?;
    let mut out = Out::default();
    line!(
        out,
        "Made the key file {}. Keep a copy of it, apart from the database and its backups.",
        key_file.path()?.display()
    );
    line!(
        out,
        "Accounts that need the lost file now open with their recovery keys: start the server, and choose “Forgot your \
         password?” on the sign-in page."
    );
    out.send()
}
