//! The two browsers: their drivers, and how each is started.

use std::{env, path::Path, process::Command};

use anyhow::Context;
use serde_json::{Map, Value, json};

use super::process::{Driver, after, root, start};

/// A browser that the tests can drive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    /// The default of all tests.
    Chromium,
    /// Runs the whole path once more.
    Firefox,
}

impl Browser {
    /// Its driver on a free port.
    pub(super) fn driver(self) -> anyhow::Result<Driver> {
        match self {
            Self::Chromium => chromedriver(),
            Self::Firefox => geckodriver(),
        }
    }

    /// Returns the capabilities for starting it, with a profile of its own and these extra arguments.
    pub(super) fn capabilities(self, profile: &Path, extra: &[&str]) -> anyhow::Result<Map<String, Value>> {
        let wanted = match self {
            Self::Chromium => chromium(profile, extra),
            Self::Firefox => firefox(profile, extra),
        };
        wanted.as_object().cloned().context("not an object")
    }
}

fn chromedriver() -> anyhow::Result<Driver> {
    // It asks for the same port twice, once for each version of IP; when another one took it in between, it gives up.
    let mark = "started successfully on port ";
    let try_once = || start(Command::new("chromedriver").arg("--port=0"), mark);
    let started = (0..4).fold(try_once(), |started, _| started.or_else(|_| try_once()));
    let (process, printed) = started.context(
        "these tests drive Chromium: install it with `apt-get install chromium chromium-driver`, or set \
         REWEAVE_SKIP_BROWSER=1 to leave them out",
    )?;
    let port = after(mark, &printed).trim_end_matches('.').to_owned();
    Ok(Driver { port, session: None, _process: process })
}

/// The driver that `cargo xtask test` names, else the one in `target/tools` or on the machine.
fn geckodriver() -> anyhow::Result<Driver> {
    let own = root().join("target/tools/bin/geckodriver");
    let own = if own.exists() { own.into_os_string() } else { "geckodriver".into() };
    let program = env::var_os("REWEAVE_GECKODRIVER").unwrap_or(own);
    let mark = "Listening on 127.0.0.1:";
    let started = start(Command::new(program).args(["--port", "0", "--log", "info"]), mark);
    let (process, printed) = started.context(
        "this test drives Firefox: `cargo xtask test` installs what it needs; or set REWEAVE_SKIP_BROWSER=1 to leave \
         it out",
    )?;
    Ok(Driver { port: after(mark, &printed), session: None, _process: process })
}

fn chromium(profile: &Path, extra: &[&str]) -> Value {
    let profile = format!("--user-data-dir={}", profile.display());
    let mut arguments = vec![
        "--headless",
        // Chromium refuses to run as root, as machines for continuous integration do, without this.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1440,1000",
        &profile,
    ];
    arguments.extend(extra);
    json!({
        "goog:chromeOptions": { "args": arguments },
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
    })
}

fn firefox(profile: &Path, extra: &[&str]) -> Value {
    let profile = profile.display().to_string();
    let mut arguments = vec!["-headless", "--width=1440", "--height=1000", "-profile", &profile];
    arguments.extend(extra);
    json!({
        "moz:firefoxOptions": {
            "args": arguments,
            // Nothing is fetched from elsewhere while a test runs.
            "prefs": { "app.update.enabled": false, "datareporting.policy.dataSubmissionEnabled": false },
        },
    })
}
