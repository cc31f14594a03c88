//! The program, the browser and its driver, each started for one test and ended with it.

mod browsers;
mod commands;
mod fetch;
mod hands;
mod process;

use std::{
    cell::Cell,
    env,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

use anyhow::Context;
use axum::http::Method;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

pub use self::{browsers::Browser, fetch::Errand, hands::Credentials};
use self::{
    commands::{Authenticators, DevTools, Log},
    process::{Driver, Ended, PATIENCE, after, root, start},
};

/// Makes Chromium run no scripts.
const WITHOUT_SCRIPTS: &str = "--blink-settings=scriptEnabled=false";

/// True if these tests are to be skipped.
pub fn skipped() -> bool {
    env::var_os("REWEAVE_SKIP_BROWSER").is_some_and(|value| value == "1")
}

/// A served Reweave and a browser in front of it.
pub struct House {
    /// The browser.
    pub page: Client,
    address: String,
    /// The code for the first account; empty if the program found an account.
    set_up_code: String,
    extra: Vec<String>,
    /// True if pages may run scripts.
    scripts: bool,
    /// Clicks, fields filled in and keys pressed so far.
    interactions: Cell<usize>,
    /// True if clicks are taps.
    fingers: Cell<bool>,
    // Ended in this order: the browser's driver before the program, the folders last.
    _driver: Driver,
    program: Option<Ended>,
    _profile: TempDir,
    data: TempDir,
}

impl House {
    /// With scripts, as almost everybody has it.
    pub async fn open() -> anyhow::Result<Self> {
        Self::open_with(&[]).await
    }

    /// The same in another browser.
    pub async fn open_in(browser: Browser) -> anyhow::Result<Self> {
        Self::open_browser(browser, tempfile::tempdir()?, &[], &[]).await
    }

    /// Without scripts, and so without WebAssembly.
    pub async fn open_without_scripts() -> anyhow::Result<Self> {
        Self::open_with(&[WITHOUT_SCRIPTS]).await
    }

    /// With these extra arguments for Chromium.
    pub async fn open_with(arguments: &[&str]) -> anyhow::Result<Self> {
        Self::open_serving(arguments, &[]).await
    }

    /// With these extra arguments for Chromium, and these for `reweave serve`.
    pub async fn open_serving(arguments: &[&str], serve: &[&str]) -> anyhow::Result<Self> {
        Self::open_on(tempfile::tempdir()?, arguments, serve).await
    }

    /// On a folder that holds data already, with these extra arguments for Chromium and for `reweave serve`.
    pub async fn open_on(data: TempDir, arguments: &[&str], serve: &[&str]) -> anyhow::Result<Self> {
        Self::open_browser(Browser::Chromium, data, arguments, serve).await
    }

    async fn open_browser(browser: Browser, data: TempDir, arguments: &[&str], serve: &[&str]) -> anyhow::Result<Self> {
        let extra: Vec<String> = serve.iter().map(|argument| (*argument).to_owned()).collect();
        let (program, printed) = start_program(data.path(), "127.0.0.1:0", &extra)?;
        let mut driver = browser.driver()?;
        let profile = tempfile::tempdir()?;
        let page = ClientBuilder::new(HttpConnector::new())
            .capabilities(browser.capabilities(profile.path(), arguments)?)
            .connect(&format!("http://127.0.0.1:{}", driver.port))
            .await
            .with_context(|| format!("{browser:?} did not start"))?;
        driver.session = page.session_id().await?;
        Ok(Self {
            page,
            address: after("Reweave is at ", &printed),
            set_up_code: after("/welcome?code=", &printed),
            extra,
            scripts: !arguments.contains(&WITHOUT_SCRIPTS),
            interactions: Cell::new(0),
            fingers: Cell::new(false),
            _driver: driver,
            program: Some(program),
            _profile: profile,
            data,
        })
    }

    /// Kills the program as a crash would (SIGKILL); the browser stays.
    pub fn kill_program(&mut self) {
        self.program = None;
    }

    /// Starts the program again, at the same address and on the same data.
    pub fn start_program_again(&mut self) -> anyhow::Result<()> {
        let listen = self.address.trim_start_matches("http://").replace("localhost", "127.0.0.1");
        self.program = Some(start_program(self.data.path(), &listen, &self.extra)?.0);
        Ok(())
    }

    /// The folder of the program's database.
    pub fn data(&self) -> &Path {
        self.data.path()
    }

    /// The number of the program's process; none while it is killed.
    pub fn process(&self) -> Option<u32> {
        self.program.as_ref().map(|program| program.0.id())
    }

    /// Returns the address of the program: `http://127.0.0.1:port`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The same under the name `localhost`: passkeys belong to names, and to no address of digits.
    #[must_use]
    pub fn by_name(mut self) -> Self {
        self.address = self.address.replace("127.0.0.1", "localhost");
        self
    }

    /// Adds an authenticator to the browser; returns its id.
    pub async fn add_authenticator(&self, options: Value) -> anyhow::Result<String> {
        let command = Authenticators { path: String::new(), method: Method::POST, body: Some(options) };
        let id = self.page.issue_cmd(command).await?;
        id.as_str().map(str::to_owned).context("no id of an authenticator")
    }

    /// Sends a command to an authenticator of the browser, such as `GET /credentials`.
    pub async fn authenticator(
        &self,
        id: &str,
        (method, path): (Method, &str),
        body: Option<Value>,
    ) -> anyhow::Result<Value> {
        Ok(self.page.issue_cmd(Authenticators { path: format!("/{id}{path}"), method, body }).await?)
    }

    /// Opens a page and waits until its islands are awake, if it has any.
    pub async fn go(&self, path: &str) -> anyhow::Result<()> {
        self.go_asleep(path).await?;
        self.awake().await
    }

    /// Waits until the islands of the page are awake, if it has any and scripts run.
    pub async fn awake(&self) -> anyhow::Result<()> {
        if !self.scripts {
            return Ok(());
        }
        self.until("return !document.getElementById('wake') || 'awake' in document.documentElement.dataset").await
    }

    /// Opens a page without waiting for islands.
    pub async fn go_asleep(&self, path: &str) -> anyhow::Result<()> {
        Ok(self.page.goto(&format!("{}{path}", self.address)).await?)
    }

    /// The code for the first account, which the program printed at its start; empty if there was an account.
    pub fn set_up_code(&self) -> &str {
        &self.set_up_code
    }

    /// The page that creates the first account, with its code.
    pub fn first_page(&self) -> String {
        format!("/welcome?code={}", self.set_up_code)
    }

    /// Returns the current path of the browser.
    pub async fn path(&self) -> anyhow::Result<String> {
        let mut address = self.page.current_url().await?;
        // A page that reports a change has it in its address, until a script takes it out.
        if let Some(asked) = address.query().map(str::to_owned) {
            let kept: Vec<&str> =
                asked.split('&').filter(|one| !one.starts_with("did=") && !one.starts_with("of=")).collect();
            address.set_query(Some(kept.join("&")).filter(|kept| !kept.is_empty()).as_deref());
        }
        Ok(address.as_str().strip_prefix(&self.address).unwrap_or(address.as_str()).to_owned())
    }

    /// Waits until this script returns true.
    pub async fn until(&self, script: &str) -> anyhow::Result<()> {
        let asked = async {
            while self.page.execute(script, Vec::new()).await? != Value::Bool(true) {
                tokio::task::yield_now().await;
            }
            Ok(())
        };
        tokio::time::timeout(PATIENCE, asked).await.with_context(|| format!("waited in vain for: {script}"))?
    }

    /// Runs a script and returns its value.
    pub async fn value(&self, script: &str) -> anyhow::Result<Value> {
        Ok(self.page.execute(script, Vec::new()).await?)
    }

    /// The text of the first element that `selector` finds; asks again when the page left in between.
    pub async fn text(&self, selector: &str) -> anyhow::Result<String> {
        let read = async || self.page.wait().at_most(PATIENCE).for_element(Locator::Css(selector)).await?.text().await;
        match read().await {
            Err(left) if left.is_stale_element_reference() => Ok(read().await?),
            read => Ok(read?),
        }
    }

    /// Makes the page this wide and high, in CSS pixels; narrower than any window of Chromium, if need be.
    pub async fn resize(&self, width: u32, height: u32) -> anyhow::Result<()> {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", size).await
    }

    /// Makes the page light or dark, as a system setting would, and without motion: otherwise whoever looks at once would
    /// see colours on their way from one to the other.
    pub async fn prefer(&self, scheme: &str) -> anyhow::Result<()> {
        let features = json!({ "features": [
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ] });
        self.devtools("Emulation.setEmulatedMedia", features).await
    }

    /// Makes the browser's processor this many times slower.
    pub async fn slow_down(&self, times: u32) -> anyhow::Result<()> {
        self.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": times })).await
    }

    /// Makes the browser forget every file that it keeps.
    pub async fn empty_cache(&self) -> anyhow::Result<()> {
        self.devtools("Network.clearBrowserCache", json!({})).await
    }

    /// Has the browser run this script at the beginning of each page from now on, before anything of the page.
    pub async fn before_each_page(&self, script: &str) -> anyhow::Result<()> {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await
    }

    async fn devtools(&self, command: &'static str, parameters: Value) -> anyhow::Result<()> {
        self.page.issue_cmd(DevTools { command, parameters }).await.with_context(|| command.to_owned())?;
        Ok(())
    }

    /// Returns the console messages since the last call, from warnings on.
    pub async fn console(&self) -> anyhow::Result<Vec<String>> {
        let entries = self.page.issue_cmd(Log("browser")).await?;
        let entries = entries.as_array().into_iter().flatten();
        let serious = entries.filter(|entry| entry["level"] != "INFO" && entry["level"] != "DEBUG");
        Ok(serious.map(|entry| entry["message"].to_string()).collect())
    }

    /// The addresses of all requests since the last call that left the browser: its own pages (`chrome://`), with which
    /// every window begins, do not.
    pub async fn requests(&self) -> anyhow::Result<Vec<String>> {
        let entries = self.page.issue_cmd(Log("performance")).await?;
        let mut addresses = Vec::new();
        for entry in entries.as_array().into_iter().flatten() {
            let message: Value = serde_json::from_str(entry["message"].as_str().unwrap_or("null"))?;
            let message = &message["message"];
            if message["method"] == "Network.requestWillBeSent" {
                let address = message["params"]["request"]["url"].as_str();
                let leaves = |address: &&str| address.starts_with("http") || address.starts_with("ws");
                addresses.extend(address.filter(leaves).map(str::to_owned));
            }
        }
        Ok(addresses)
    }

    /// True if this address belongs to the program.
    pub fn is_own(&self, address: &str) -> bool {
        address.starts_with(&self.address)
    }

    /// Ends the session; the processes end with the value.
    pub async fn close(self) -> anyhow::Result<()> {
        Ok(self.page.clone().close().await?)
    }
}

/// The program, listening on `listen`, with its database in `data`, and the lines that it printed until it listened.
fn start_program(data: &Path, listen: &str, extra: &[String]) -> anyhow::Result<(Ended, Vec<String>)> {
    let built = ["target/release/reweave", "target/debug/reweave"].map(|path| root().join(path));
    let named = env::var_os("REWEAVE_BIN").map(PathBuf::from);
    let program = named.or_else(|| built.into_iter().find(|path| path.exists()));
    let program = program.context("Reweave is not built; run `cargo xtask build`")?;
    let site = env::var_os("REWEAVE_SITE").map_or_else(|| root().join("target/site"), PathBuf::from);
    let mut command = Command::new(&program);
    command.args(["serve", "--listen", listen, "--data"]).arg(data);
    command.arg("--key-file").arg(data.join("reweave.key")).args(extra);
    command.env("TZ", noon());
    if site.is_dir() {
        command.arg("--site").arg(site);
    }
    start(&mut command, "Reweave is at ").with_context(|| format!("{} did not start", program.display()))
}

/// The time zone in which it is twelve o’clock and some minutes now, on the day that it is in UTC. The shared screen opens by
/// itself while a session takes place, and in the demo one does at 09:30, at 11:00 and at 14:00.
fn noon() -> String {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let hour = now.as_secs() / 3600 % 24;
    // A zone ahead of UTC has a minus in this notation.
    if hour <= 12 { format!("TEST-{}", 12 - hour) } else { format!("TEST+{}", hour - 12) }
}
