//! Migrations to the schema of this version.
//!
//! Migrations are identified by the checksum of their text. Texts are compared with Unix line ends, so that a build
//! from a Windows checkout opens the same databases.

use sqlx::{
    AssertSqlSafe, SqlSafeStr as _,
    migrate::{MigrateError, Migration, Migrator},
};

use crate::database::pool::{Pool, with_pool};

static SQLITE: Migrator = sqlx::migrate!("../../migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("../../migrations/postgres");

/// Brings a database up to date. On PostgreSQL the migrator takes an advisory lock of its own.
pub(crate) async fn run(pool: &Pool) -> Result<(), MigrateError> {
    let (migrator, has_history) = match pool {
        Pool::Sqlite(_) => (&SQLITE, "SELECT count(*) FROM sqlite_schema WHERE name = '_sqlx_migrations'"),
        Pool::Postgres(_) => (&POSTGRES, "SELECT to_regclass('_sqlx_migrations') IS NOT NULL"),
    };
    with_pool!(pool, p => {
        let has_history: bool = sqlx::query_scalar(has_history).fetch_one(p).await?;
        if has_history {
            for (windows, unix) in pairs(migrator) {
                sqlx::query(UPDATE_CHECKSUM)
                    .bind(unix.version)
                    .bind(&windows.checksum[..])
                    .bind(&unix.checksum[..])
                    .execute(p)
                    .await?;
            }
        }
        with_unix_lines(migrator).run(p).await
    })
}

/// Replaces the checksum of a migration that ran with Windows line ends.
const UPDATE_CHECKSUM: &str = "UPDATE _sqlx_migrations SET checksum = $3 WHERE version = $1 AND checksum = $2";

fn with_unix_lines(migrator: &Migrator) -> Migrator {
    Migrator::with_migrations(migrator.iter().map(|step| rewritten(step, unix)).collect())
}

fn pairs(migrator: &Migrator) -> impl Iterator<Item = (Migration, Migration)> {
    migrator.iter().map(|step| (rewritten(step, windows), rewritten(step, unix)))
}

fn rewritten(step: &Migration, lines: fn(&str) -> String) -> Migration {
    let text = AssertSqlSafe(lines(step.sql.as_str())).into_sql_str();
    Migration::new(step.version, step.description.clone(), step.migration_type, text, step.no_tx)
}

fn unix(text: &str) -> String {
    text.replace("\r\n", "\n")
}

fn windows(text: &str) -> String {
    unix(text).replace('\n', "\r\n")
}

#[cfg(test)]
mod tests {
    use sqlx::{SqlitePool, sqlite::SqlitePoolOptions};

    use super::*;

    /// Returns the migrations as in a Windows checkout.
    fn from_windows() -> Migrator {
        Migrator::with_migrations(SQLITE.iter().map(|step| rewritten(step, windows)).collect())
    }

    async fn empty() -> SqlitePool {
        // Each connection to it has a database of its own.
        SqlitePoolOptions::new().max_connections(1).connect("sqlite::memory:").await.unwrap()
    }

    async fn migrate(pool: &SqlitePool) -> Result<(), MigrateError> {
        run(&Pool::Sqlite(pool.clone())).await
    }

    #[tokio::test]
    async fn line_ends_of_the_checkout_do_not_matter() {
        let made_on_unix = empty().await;
        migrate(&made_on_unix).await.unwrap();
        assert!(from_windows().run(&made_on_unix).await.is_err(), "unchanged, the checksums differ");
        with_unix_lines(&from_windows()).run(&made_on_unix).await.unwrap();

        let made_on_windows = empty().await;
        from_windows().run(&made_on_windows).await.unwrap();
        migrate(&made_on_windows).await.unwrap();
    }

    #[test]
    fn this_checkout_has_the_line_ends_of_unix() {
        for step in SQLITE.iter().chain(POSTGRES.iter()) {
            assert!(!step.sql.as_str().contains('\r'), "{} {}", step.version, step.description);
        }
    }
}
