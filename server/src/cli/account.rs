//! `reweave account`: adds, lists and disables accounts. The options that say where records are.

use std::{path::PathBuf, time::Duration};

use anyhow::bail;
use clap::{Args, Subcommand};
use domain::records::Stamp;
use store::{DatabaseLocation, KeyCommand, KeyFile, Store, StoreError};

use super::output::{Out, line};
use app::http::clock::Clock;

/// Validity of an invitation, in days.
const VALID_DAYS: u32 = 7;

/// The subcommands of `reweave account`.
#[derive(Debug, Subcommand)]
pub enum AccountCommand {
    /// Makes an invitation: a code with which one more person creates an account in the browser. The server may be running.
    Add {
        /// Location of the database.
        #[command(flatten)]
        database: DatabaseArguments,
    },
    /// Lists the accounts: name, day of creation, last use of an open session, and if the second factor is on.
    List {
        /// Location of the database.
        #[command(flatten)]
        database: DatabaseArguments,
    },
    /// Disables an account: its sessions end, and nobody can sign in to it or recover it. Its records stay.
    Disable {
        /// The name that the person signs in with.
        login: String,
        /// Location of the database.
        #[command(flatten)]
        database: DatabaseArguments,
    },
    /// Enables a disabled account again.
    Enable {
        /// The name that the person signs in with.
        login: String,
        /// Location of the database.
        #[command(flatten)]
        database: DatabaseArguments,
    },
}

/// Options that locate the database.
#[derive(Debug, Args)]
pub struct DatabaseArguments {
    /// The folder for the embedded database; otherwise the platform's data folder.
    #[arg(long)]
    data: Option<PathBuf>,
    /// A PostgreSQL database instead of the embedded one: postgres://user:password@host/database
    #[arg(long, env = "REWEAVE_DATABASE_URL", hide_env_values = true, conflicts_with = "data")]
    database_url: Option<String>,
    /// The key file, without which no password opens an account; otherwise `reweave.key` in the platform's configuration
    /// folder. Keep it apart from the database and from backups.
    #[arg(long, env = "REWEAVE_KEY_FILE")]
    key_file: Option<PathBuf>,
    /// A command that prints the text of the key file, such as one that asks a keyring, instead of a file. It is started
    /// without a shell; quotation marks keep words together.
    #[arg(
        long,
        value_name = "COMMAND",
        env = "REWEAVE_KEY_COMMAND",
        hide_env_values = true,
        conflicts_with = "key_file"
    )]
    key_command: Option<KeyCommand>,
}

impl DatabaseArguments {
    /// Returns the location of the database, and the key file or the command for it.
    pub fn places(self) -> (DatabaseLocation, KeyFile) {
        let database = self.database_url.map_or(DatabaseLocation::Folder(self.data), DatabaseLocation::Postgres);
        let file = || self.key_file.map_or(KeyFile::Platform, KeyFile::At);
        (database, self.key_command.map_or_else(file, KeyFile::Command))
    }
}

/// Runs the subcommand.
pub(super) fn run(command: AccountCommand) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Runtime::new()?;
    match command {
        AccountCommand::Add { database } => runtime.block_on(add(database)),
        AccountCommand::List { database } => runtime.block_on(list(database)),
        AccountCommand::Disable { login, database } => runtime.block_on(set_disabled(&login, true, database)),
        AccountCommand::Enable { login, database } => runtime.block_on(set_disabled(&login, false, database)),
    }
}

async fn list(database: DatabaseArguments) -> anyhow::Result<()> {
    let (place, key_file) = database.places();
    let store = Store::open(&place, &key_file).await?;
    let accounts = store.accounts().await?;
    store.close().await;
    let mut out = Out::default();
    if accounts.is_empty() {
        line!(out, "There is no account.");
    }
    for account in accounts {
        let seen = account.seen.map_or_else(|| "no open session".to_owned(), |seen| format!("last used {}", day(seen)));
        let state = if account.disabled { "disabled" } else { seen.as_str() };
        let second_factor = if account.has_second_factor { "second factor" } else { "no second factor" };
        line!(out, "{}: created {}, {state}, {second_factor}", account.login, day(account.created));
    }
    out.send()
}

async fn set_disabled(login: &str, disabled: bool, database: DatabaseArguments) -> anyhow::Result<()> {
    let (place, key_file) = database.places();
    let store = Store::open(&place, &key_file).await?;
    let done = store.set_account_disabled(login, disabled, Clock::of_this_machine().stamp()).await;
    store.close().await;
    match done {
        Err(StoreError::NotFound) => {
            bail!("there is no account named “{login}”; `reweave account list` shows the names")
        }
        done => done?,
    }
    let mut out = Out::default();
    if disabled {
        line!(
            out,
            "Disabled {login}. Its sessions have ended; its records stay, and `reweave account enable` opens it again."
        );
    } else {
        line!(out, "Enabled {login}.");
    }
    out.send()
}

/// The day of a moment in the time zone of this machine.
fn day(at: Stamp) -> String {
    Clock::from_fn(move || at).now().day.to_string()
}

/// Prints an invitation. The password is chosen in the browser, so the operator of the server never learns it.
async fn add(database: DatabaseArguments) -> anyhow::Result<()> {
    let (place, key_file) = database.places();
    let store = Store::open(&place, &key_file).await?;
    let within = Duration::from_hours(24 * u64::from(VALID_DAYS));
    let code = store.invite(within, Clock::of_this_machine().stamp()).await?;
    store.close().await;
    let mut out = Out::default();
    line!(out, "Invitation: {}", code.written());
    line!(
        out,
        "It creates one account within {VALID_DAYS} days: open /join at the address of Reweave, and type it there."
    );
    out.send()
}
