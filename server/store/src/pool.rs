//! One database, two engines.

use sqlx::{PgPool, Postgres, Sqlite, SqlitePool, Transaction};

use crate::StoreError;

/// Connections to the engine in use.
#[derive(Clone, Debug)]
pub(crate) enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// What is written together or not at all. Unless it is committed, nothing of it stays.
pub(crate) enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Pool {
    /// Begins to write.
    pub(crate) async fn write(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            // SQLite has one writer. Waiting for its turn at once, nobody finds out later that what was read is old.
            Self::Sqlite(pool) => Tx::Sqlite(pool.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }
}

impl Tx {
    /// Keeps what was written: when this has returned, it is on disk.
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }

    /// Keeps what was written where there is something to show for it; otherwise nothing.
    pub(crate) async fn finish<T>(self, made: Option<T>) -> Result<Option<T>, StoreError> {
        if made.is_some() {
            self.commit().await?;
        } else {
            self.rollback().await?;
        }
        Ok(made)
    }

    /// Writes nothing, and lets the next one in.
    pub(crate) async fn rollback(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(tx) => tx.rollback().await?,
            Self::Postgres(tx) => tx.rollback().await?,
        }
        Ok(())
    }
}

/// Runs the same words on either engine: `on!(pool, p => query(…).execute(p).await)`.
macro_rules! on {
    ($pool:expr, $p:ident => $body:expr) => {
        match $pool {
            $crate::pool::Pool::Sqlite($p) => $body,
            $crate::pool::Pool::Postgres($p) => $body,
        }
    };
}

/// The same within a transaction, one statement at a time: `within!(tx, t => query(…).execute(t).await)`.
macro_rules! within {
    ($tx:expr, $t:ident => $body:expr) => {
        match $tx {
            $crate::pool::Tx::Sqlite(tx) => {
                let $t = &mut **tx;
                $body
            }
            $crate::pool::Tx::Postgres(tx) => {
                let $t = &mut **tx;
                $body
            }
        }
    };
}

pub(crate) use {on, within};
