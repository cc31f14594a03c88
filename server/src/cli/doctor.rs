//! `reweave doctor`: checks where records are, and says what to do.

use anyhow::bail;
use store::{Diagnosis, KeyFileState, KeySource, diagnose};

use super::{
    account::DatabaseArguments,
    output::{Out, line},
};

/// Prints one line for each check; fails if something needs attention.
pub(super) fn run(database: DatabaseArguments) -> anyhow::Result<()> {
    let (place, key_file) = database.places();
    let found = tokio::runtime::Runtime::new()?.block_on(diagnose(&place, &key_file))?;
    let mut out = Out::default();
    let problems = report(&mut out, &found);
    out.send()?;
    if problems > 0 {
        bail!("{}", if problems == 1 { "1 problem".to_owned() } else { format!("{problems} problems") });
    }
    Ok(())
}

/// Returns the number of problems.
fn report(out: &mut Out, found: &Diagnosis) -> usize {
    let mut problems = 0;
    let mut problem = |out: &mut Out, text: String| {
        problems += 1;
        line!(out, "Problem: {text}.");
    };
    let accounts = match found.accounts {
        Some(1) => "1 account".to_owned(),
        Some(count) => format!("{count} accounts"),
        None => "not made yet".to_owned(),
    };
    line!(out, "Database: {} ({accounts}).", found.database);
    if let Some(advice) = &found.advice {
        problem(out, advice.trim_end_matches('.').to_owned());
    }
    let source = match &found.source {
        KeySource::File(file) => format!("Key file: {}", file.display()),
        KeySource::Command(command) => format!("Key command: {command}"),
    };
    match &found.key {
        KeyFileState::Ready => line!(out, "{source}."),
        KeyFileState::NotMade => line!(out, "{source}, which is made at the next start."),
        KeyFileState::Problem(error) => problem(out, error.to_string()),
    }
    if let KeySource::File(file) = &found.source
        && found.key_file_is_open
    {
        let file = file.display();
        problem(out, format!("other users of this machine can read the key file; close it with: chmod 600 {file}"));
    }
    if found.of_earlier_versions > 0 {
        line!(
            out,
            "Not protected by the key file until their next sign-in: {}.",
            accounts_of(found.of_earlier_versions)
        );
    }
    if found.need_recovery_keys > 0 {
        line!(
            out,
            "Opened by their recovery keys only, because their key file was lost: {}.",
            accounts_of(found.need_recovery_keys)
        );
    }
    problems
}

fn accounts_of(count: i64) -> String {
    if count == 1 { "1 account".to_owned() } else { format!("{count} accounts") }
}
