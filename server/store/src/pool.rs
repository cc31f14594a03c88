//! One database, two engines.

use sqlx::{PgPool, SqlitePool};

/// Connections to the engine in use.
#[derive(Clone, Debug)]
pub(crate) enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
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

pub(crate) use on;
