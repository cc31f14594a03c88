//! `reweave backup`: a complete copy of the embedded database, also while a server is running.

use std::path::PathBuf;

use clap::Args;
use store::{DatabaseLocation, copy_database};

use super::output::{Out, line};

/// Arguments of `reweave backup`.
#[derive(Debug, Args)]
pub struct BackupArguments {
    /// The new file for the copy.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// The folder of the embedded database; otherwise the platform's data folder.
    #[arg(long)]
    data: Option<PathBuf>,
    /// A PostgreSQL database, as for `serve`: it has a tool of its own, which is named.
    #[arg(long, env = "REWEAVE_DATABASE_URL", hide_env_values = true, conflicts_with = "data")]
    database_url: Option<String>,
}

/// Makes the copy and prints a summary of its content.
pub(super) async fn run(arguments: &BackupArguments) -> anyhow::Result<()> {
    let place = match &arguments.database_url {
        Some(address) => DatabaseLocation::Postgres(address.clone()),
        None => DatabaseLocation::Folder(arguments.data.clone()),
    };
    let copied = copy_database(&place, &arguments.to).await?;
    let accounts = if copied.accounts == 1 { "1 account".to_owned() } else { format!("{} accounts", copied.accounts) };
    let mut out = Out::default();
    line!(out, "Copied everything to {}: {accounts}, {} KB.", arguments.to.display(), copied.bytes.div_ceil(1024));
    line!(
        out,
        "It opens only together with the key file, which is not in it. Keep a copy of that file somewhere else."
    );
    out.send()
}
