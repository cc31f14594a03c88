//! Looking around before there is an account: made-up couples in a database of their own, gone when the program ends. No
//! record of the server's own database is in reach of it, and none of it gets there.

use std::sync::Arc;

use store::{Place, Store};
use tokio::sync::OnceCell;

use super::router::Web;
use crate::demo::Demo;

/// The database of made-up couples, once somebody has asked for it.
#[derive(Clone, Debug, Default)]
pub struct LookAround(Arc<OnceCell<Web>>);

impl LookAround {
    /// The same server on made-up couples; made the first time somebody asks.
    ///
    /// # Errors
    ///
    /// When there is no room for a temporary database.
    pub async fn begin(&self, web: &Web) -> anyhow::Result<Web> {
        let made = self.0.get_or_try_init(async || {
            let store = Store::open(&Place::Temporary).await?;
            let demo = Demo::open(&store, &web.clock).await?;
            anyhow::Ok(Web { store, demo: Some(demo), ..web.clone() })
        });
        made.await.cloned()
    }

    /// The same server on made-up couples, where somebody has asked for them.
    pub fn begun(&self) -> Option<Web> {
        self.0.get().cloned()
    }
}
