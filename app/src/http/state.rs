//! State shared by the request handlers.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use store::{Store, StoreError};

use super::{attempts::Attempts, clock::Clock, hosts::Hosts, pages::Pages};
use crate::demo::{Demo, database::DemoStore};

/// The configuration of a server.
#[derive(Clone, Debug)]
pub struct ServerConfig {
    /// The version of script, module and style sheet.
    pub version: String,
    /// The host names of this server.
    pub hosts: Hosts,
    /// The database.
    pub store: Store,
    /// The clock.
    pub clock: Clock,
    /// Access to the demo account, if this server is a demo.
    pub demo: Option<Demo>,
    /// An account without a second factor opens nothing until it is set up.
    pub require_second_factor: bool,
}

impl ServerConfig {
    /// Makes a configuration with this database and the system clock. `version` is that of script, module and style
    /// sheet.
    pub fn new(version: &str, hosts: Hosts, store: Store) -> Self {
        let (version, clock) = (version.to_owned(), Clock::of_this_machine());
        Self { version, hosts, store, clock, demo: None, require_second_factor: false }
    }
}

/// State shared by the request handlers.
#[derive(Clone, Debug)]
pub struct AppState {
    /// The configuration of the server.
    pub config: ServerConfig,
    /// Its pages.
    pub pages: Pages,
    /// Failed sign-in attempts.
    pub attempts: Attempts,
    /// The check for a first account.
    pub first_run: FirstRun,
    /// The demo database for visitors before there is an account.
    pub demo_store: DemoStore,
}

impl AppState {
    /// Makes the shared state of this server.
    pub fn new(config: ServerConfig) -> Self {
        let pages = Pages::new(&config.version);
        let (attempts, first_run, demo_store) = <(Attempts, FirstRun, DemoStore)>::default();
        Self { config, pages, attempts, first_run, demo_store }
    }
}

/// Caches that an account exists, which never becomes false again.
#[derive(Clone, Debug, Default)]
pub struct FirstRun {
    has_account: Arc<AtomicBool>,
}

impl FirstRun {
    /// True if there is no account yet.
    pub async fn is_fresh(&self, store: &Store) -> Result<bool, StoreError> {
        if self.has_account.load(Ordering::Relaxed) {
            return Ok(false);
        }
        let fresh = store.has_no_accounts().await?;
        self.has_account.store(!fresh, Ordering::Relaxed);
        Ok(fresh)
    }
}
