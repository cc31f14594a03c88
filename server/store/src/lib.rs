//! The embedded database: a SQLite file in the platform's data folder, opened so that what is committed is on disk.
//!
//! It keeps nothing about people yet; accounts and sealed records come to stand on it.

mod accounts;
mod records;

pub use self::{
    accounts::{Account, Password, RecoveryKey, SessionToken, SignInError, Visit, Welcome},
    records::{CoupleId, Deed, PlanHead, PlanId, Records, SavedPlan, Stored},
};

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use domain::desk::Revision;
use etcetera::app_strategy::{AppStrategy as _, AppStrategyArgs, choose_native_strategy};
use sqlx::{
    SqlitePool,
    migrate::MigrateError,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use uuid::Uuid;

/// The name of the database file.
const FILE: &str = "reweave.db";

/// Connections at most: readers beside the one writer that SQLite allows.
const CONNECTIONS: u32 = 4;

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
    /// The file was made by a newer version, or a migration was changed after it had run.
    #[error("the database {} does not fit this version of Reweave; open it with the version that wrote it last", .file.display())]
    Migration {
        /// The database.
        file: PathBuf,
        /// Why.
        source: MigrateError,
    },
    /// The database does not answer.
    #[error("the database does not answer")]
    Database(#[from] sqlx::Error),
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

/// An open database.
#[derive(Clone, Debug)]
pub struct Store {
    pool: SqlitePool,
    file: PathBuf,
}

impl Store {
    /// Opens the database in `folder`, or in the platform's data folder; makes both where they are missing, and brings
    /// the schema up to date.
    ///
    /// # Errors
    ///
    /// When the folder cannot be used, the file is not a database of this version, or it does not answer.
    pub async fn open(folder: Option<&Path>) -> Result<Self, StoreError> {
        let folder = folder.map_or_else(platform_folder, |folder| Ok(folder.to_owned()))?;
        make_private(&folder).map_err(|source| StoreError::Folder { folder: folder.clone(), source })?;
        let file = folder.join(FILE);
        let options = SqliteConnectOptions::new()
            .filename(&file)
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            // With NORMAL a commit may be lost when the power goes; "saved" must mean saved.
            .synchronous(SqliteSynchronous::Full);
        let pool = SqlitePoolOptions::new().max_connections(CONNECTIONS).connect_with(options).await?;
        let migrated = sqlx::migrate!("../../migrations/sqlite").run(&pool).await;
        migrated.map_err(|source| StoreError::Migration { file: file.clone(), source })?;
        let store = Self { pool, file };
        store.remember_install().await?;
        Ok(store)
    }

    /// The database file.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Which installation this is: written once, when the database was first opened.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn install(&self) -> Result<Uuid, StoreError> {
        let id: String = sqlx::query_scalar("SELECT id FROM install WHERE only = 1").fetch_one(&self.pool).await?;
        Uuid::parse_str(&id).map_err(|error| StoreError::Database(sqlx::Error::Decode(error.into())))
    }

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    ///
    /// When it gives none.
    pub async fn ready(&self) -> Result<(), StoreError> {
        self.install().await.map(|_| ())
    }

    /// Finishes what is under way and closes every connection.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    async fn remember_install(&self) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO install (only, id) VALUES (1, $1) ON CONFLICT (only) DO NOTHING")
            .bind(Uuid::now_v7().to_string())
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}

fn platform_folder() -> Result<PathBuf, StoreError> {
    let name = || "Reweave".to_owned();
    let app = AppStrategyArgs { top_level_domain: "org".into(), author: name(), app_name: name() };
    choose_native_strategy(app).map(|folders| folders.data_dir()).map_err(|_| StoreError::NoFolder)
}

/// Makes the folder for this user alone, where the system knows such a thing.
fn make_private(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_install_is_remembered_when_it_is_opened_again() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("new/data");
        let first = Store::open(Some(&place)).await.unwrap();
        let id = first.install().await.unwrap();
        first.close().await;
        let again = Store::open(Some(&place)).await.unwrap();
        assert_eq!(again.install().await.unwrap(), id);
        assert_eq!(again.file(), place.join(FILE));
    }

    #[tokio::test]
    async fn it_is_opened_so_that_a_commit_is_on_disk() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(Some(folder.path())).await.unwrap();
        let mode: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&store.pool).await.unwrap();
        let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous").fetch_one(&store.pool).await.unwrap();
        let keys: i64 = sqlx::query_scalar("PRAGMA foreign_keys").fetch_one(&store.pool).await.unwrap();
        assert_eq!((mode.as_str(), synchronous, keys), ("wal", 2, 1));
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn its_folder_is_for_this_user_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("data");
        Store::open(Some(&place)).await.unwrap();
        assert_eq!(fs::metadata(place).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[tokio::test]
    async fn a_closed_database_is_not_ready_and_a_strange_file_says_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(Some(folder.path())).await.unwrap();
        assert!(store.ready().await.is_ok());
        store.close().await;
        assert!(store.ready().await.is_err());

        let blocked = folder.path().join("a-file");
        fs::write(&blocked, "not a folder").unwrap();
        let refused = Store::open(Some(&blocked.join("data"))).await.unwrap_err();
        assert!(refused.to_string().contains("--data"), "{refused}");
    }
}
