//! `reweave audit`: verifies the audit logs.

use std::io::{self, BufRead as _};

use anyhow::{Context as _, bail};
use app::http::clock::Clock;
use clap::{Args, Subcommand};
use store::{BrokenAt, Password, SessionAccess, SignInError, Store};
use zeroize::Zeroizing;

use super::{
    account::DatabaseArguments,
    output::{Out, line, note},
};

/// The subcommands of `reweave audit`.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Verifies that no line of an audit log was changed, added or removed.
    Verify(VerifyArguments),
}

/// Arguments of `reweave audit verify`.
#[derive(Debug, Args)]
pub struct VerifyArguments {
    /// Verifies the log of this account by its key, which the database does not hold; reads the password from standard
    /// input, and a code in the next line if the account has a second factor. Without it, the chains of all accounts are verified, which someone with write access could compute anew.
    #[arg(long)]
    login: Option<String>,
    /// Location of the database.
    #[command(flatten)]
    database: DatabaseArguments,
}

/// Runs the subcommand.
pub(super) fn run(command: AuditCommand) -> anyhow::Result<()> {
    let AuditCommand::Verify(VerifyArguments { login, database }) = command;
    let runtime = tokio::runtime::Runtime::new()?;
    match login {
        Some(login) => runtime.block_on(by_key(&login, database)),
        None => runtime.block_on(all(database)),
    }
}

async fn all(database: DatabaseArguments) -> anyhow::Result<()> {
    let (place, key_file) = database.places();
    let store = Store::open(&place, &key_file).await?;
    let checked = store.check_all_audits().await?;
    store.close().await;
    report(checked.into_iter().map(|(login, found)| {
        let of = if login.is_empty() { "attempts with unknown names".to_owned() } else { login };
        (of, found)
    }))
}

async fn by_key(login: &str, database: DatabaseArguments) -> anyhow::Result<()> {
    let (place, key_file) = database.places();
    let store = Store::open(&place, &key_file).await?;
    note("Type the password of this account, then Enter.");
    let password = Password::from(read_secret("the password could not be read")?.as_str());
    let clock = Clock::of_this_machine();
    let token = match store.sign_in(login, password, clock.stamp()).await {
        Err(SignInError::CodeNeeded(pending)) => {
            note("Type a code of its second factor, then Enter.");
            let code = read_secret("the code could not be read")?;
            store.finish_sign_in(&pending, code.as_str(), clock.stamp()).await?
        }
        done => done?,
    };
    let now = clock.stamp();
    let SessionAccess::Open(records) = store.open_session(&token, now).await? else {
        bail!("the account could not be opened")
    };
    let found = records.check_audit().await?;
    store.sign_out(&token).await?;
    store.close().await;
    report([(login.to_owned(), found)])
}

/// Reads a line from standard input.
fn read_secret(problem: &'static str) -> anyhow::Result<Zeroizing<String>> {
    let mut typed = Zeroizing::new(String::new());
    io::stdin().lock().read_line(&mut typed).context(problem)?;
    let length = typed.trim_end_matches(['\r', '\n']).len();
    typed.truncate(length);
    Ok(typed)
}

fn report(checked: impl IntoIterator<Item = (String, Result<i64, BrokenAt>)>) -> anyhow::Result<()> {
    let mut out = Out::default();
    let mut broken = 0;
    for (of, found) in checked {
        match found {
            Ok(lines) => line!(out, "{of}: {lines} lines, none changed or missing"),
            Err(BrokenAt(number)) => {
                broken += 1;
                line!(out, "{of}: line {number} was changed, added or removed");
            }
        }
    }
    out.send()?;
    if broken > 0 {
        bail!("an audit log was changed; compare it with a backup");
    }
    Ok(())
}
