//! What can go wrong with the database.

use std::{io, path::PathBuf};

use domain::desk::Revision;
use sqlx::migrate::MigrateError;

/// Why the database could not be opened or asked. The words are for whoever started the program; the cause follows.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The platform names no folder for data.
    #[error("this system names no folder for data; choose one with --data")]
    NoFolder,
    /// The folder cannot be made or entered.
    #[error("the data folder {} cannot be used; choose another one with --data", .folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The database was made by a newer version, or a migration was changed after it had run.
    #[error("the database {place} does not fit this version of Reweave; open it with the version that wrote it last")]
    Migration {
        /// The database.
        place: String,
        /// Why.
        source: MigrateError,
    },
    /// The database does not answer.
    #[error("the database does not answer")]
    Database(#[source] sqlx::Error),
    /// The disk is full; nothing was written.
    #[error("the disk is full; nothing was saved")]
    Full,
    /// Unknown and foreign ids alike: the caller must not be able to tell them apart.
    #[error("not found")]
    NotFound,
    /// Somebody else saved in between. Nothing was written.
    #[error("changed elsewhere; it is at revision {} now", .latest.0)]
    Stale {
        /// The revision that is stored now.
        latest: Revision,
    },
    /// A sealed value does not open: it was changed, moved, or belongs to another account. Nothing of it is shown.
    #[error("a record is damaged and was not opened")]
    Damaged,
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        // 13 is SQLITE_FULL, 53100 is PostgreSQL's disk_full.
        let full = match &error {
            sqlx::Error::Database(told) => matches!(told.code().as_deref(), Some("13" | "53100")),
            sqlx::Error::Io(told) => told.kind() == io::ErrorKind::StorageFull,
            _ => false,
        };
        // Whoever writes below a couple that is being deleted at the same moment comes too late.
        let orphan = error.as_database_error().is_some_and(sqlx::error::DatabaseError::is_foreign_key_violation);
        match error {
            _ if full => Self::Full,
            _ if orphan => Self::NotFound,
            other => Self::Database(other),
        }
    }
}
