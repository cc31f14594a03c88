//! A demo before there is an account: invented couples in a separate database that is deleted when the program ends. It
//! has no access to the server's own database, nor the other way round.

use std::sync::Arc;

use store::Store;
use tokio::sync::OnceCell;

use super::Demo;
use crate::http::server_config::ServerConfig;

/// The demo database, created on first request.
#[derive(Clone, Debug, Default)]
pub struct DemoStore(Arc<OnceCell<ServerConfig>>);

impl DemoStore {
    /// Returns the demo server, creating it on the first call.
    ///
    /// # Errors
    /// If there is no space for a temporary database.
    pub async fn begin(&self, config: &ServerConfig) -> anyhow::Result<ServerConfig> {
        let made = self.0.get_or_try_init(async || {
            let store = Store::open_temporary().await?;
            let demo = Demo::open(&store, &config.clock).await?;
            anyhow::Ok(ServerConfig { store, demo: Some(demo), require_second_factor: false, ..config.clone() })
        });
        made.await.cloned()
    }

    /// Returns the demo server, if it was created.
    pub fn begun(&self) -> Option<ServerConfig> {
        self.0.get().cloned()
    }
}
