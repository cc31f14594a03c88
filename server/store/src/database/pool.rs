//! Connection pool and transactions for both engines.

use sqlx::{PgPool, Postgres, Sqlite, SqlitePool, Transaction};

use crate::StoreError;

/// A connection pool of either engine.
#[derive(Clone, Debug)]
pub(crate) enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// A write transaction; rolled back unless committed.
pub(crate) enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Pool {
    /// Begins a write transaction.
    pub(crate) async fn write(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            // SQLite has a single writer. Take the write lock at once, so that values read in the transaction cannot be
            // stale.
            Self::Sqlite(pool) => Tx::Sqlite(pool.begin_with("BEGIN IMMEDIATE").await?),
            // In a task of its own, which a request that is dropped does not stop: dropped between BEGIN and its answer, sqlx
            // returns the connection to the pool inside a transaction, and what it writes next is never committed.
            Self::Postgres(pool) => {
                let pool = pool.clone();
                Tx::Postgres(tokio::spawn(async move { pool.begin().await }).await.map_err(StoreError::damaged)??)
            }
        })
    }
}

impl Tx {
    /// Commits. On return, the changes are on disk.
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }

    /// Commits if `made` is some, and rolls back otherwise.
    pub(crate) async fn finish<T>(self, made: Option<T>) -> Result<Option<T>, StoreError> {
        if made.is_some() {
            self.commit().await?;
        } else {
            self.rollback().await?;
        }
        Ok(made)
    }

    /// Rolls back.
    pub(crate) async fn rollback(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(tx) => tx.rollback().await?,
            Self::Postgres(tx) => tx.rollback().await?,
        }
        Ok(())
    }
}

/// Runs the same expression on either engine: `with_pool!(pool, p => query(…).execute(p).await)`.
macro_rules! with_pool {
    ($pool:expr, $p:ident => $body:expr) => {
        match $pool {
            $crate::database::pool::Pool::Sqlite($p) => $body,
            $crate::database::pool::Pool::Postgres($p) => $body,
        }
    };
}

/// Runs the same expression in a transaction, one statement at a time: `with_tx!(tx, t => query(…).execute(t).await)`.
macro_rules! with_tx {
    ($tx:expr, $t:ident => $body:expr) => {
        match $tx {
            $crate::database::pool::Tx::Sqlite(tx) => {
                let $t = &mut **tx;
                $body
            }
            $crate::database::pool::Tx::Postgres(tx) => {
                let $t = &mut **tx;
                $body
            }
        }
    };
}

pub(crate) use {with_pool, with_tx};
