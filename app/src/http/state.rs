//! State shared by the request handlers.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use store::{Store, StoreError};

use super::{
    attempts::Attempts,
    pages::{Document, Pages},
    server_config::ServerConfig,
};
use crate::demo::database::DemoStore;

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
    /// Makes the shared state of this server, whose pages are rendered by `document`.
    pub fn new(config: ServerConfig, document: Document) -> Self {
        let pages = Pages::new(&config.version, document);
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
