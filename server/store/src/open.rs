//! Opening the database: where it lies, and that what is committed is on disk.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use etcetera::app_strategy::{AppStrategy as _, AppStrategyArgs, choose_native_strategy};
use sqlx::{
    Connection as _, SqliteConnection,
    migrate::Migrator,
    postgres::PgPoolOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use tempfile::TempDir;
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::{
    StoreError,
    pool::{Pool, on},
    sessions::Limits,
};

static SQLITE: Migrator = sqlx::migrate!("../../migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("../../migrations/postgres");

/// The name of the embedded database's file.
const FILE: &str = "reweave.db";

/// The file that is locked while the embedded database is being opened.
const LOCK: &str = "reweave.lock";

/// Connections at most: readers beside the one writer that SQLite allows.
const CONNECTIONS: u32 = 4;

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where the database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Embedded, in this folder or in the platform's data folder.
    Folder(Option<PathBuf>),
    /// Embedded, in a folder that is removed with the last handle.
    Temporary,
    /// PostgreSQL at this address (`postgres://user:password@host/database`).
    Postgres(String),
}

/// An open database.
#[derive(Clone, Debug)]
pub struct Store(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    pool: Pool,
    name: String,
    limits: Limits,
    hashing: Arc<Semaphore>,
    // Last, so that the connections are closed before the folder goes.
    _folder: Option<TempDir>,
}

impl Store {
    /// Opens the database, makes it where it is missing, and brings the schema up to date. Several processes may do so at
    /// once.
    ///
    /// # Errors
    ///
    /// When the folder cannot be used, the database is not one of this version, or it does not answer.
    pub async fn open(place: &Place) -> Result<Self, StoreError> {
        Self::open_as(place, Limits::default(), None).await
    }

    /// The same with an embedded database that never grows beyond this many pages of 4 KiB. What does not fit is answered
    /// with [`StoreError::Full`], as on a full disk; that is how tests fill one.
    ///
    /// # Errors
    ///
    /// As [`Store::open`].
    pub async fn open_no_larger(place: &Place, pages: u32) -> Result<Self, StoreError> {
        Self::open_as(place, Limits::default(), Some(pages)).await
    }

    /// The same, with other time limits for sessions.
    ///
    /// # Errors
    ///
    /// As [`Store::open`].
    pub async fn open_with(place: &Place, limits: Limits) -> Result<Self, StoreError> {
        Self::open_as(place, limits, None).await
    }

    async fn open_as(place: &Place, limits: Limits, pages: Option<u32>) -> Result<Self, StoreError> {
        let (pool, name, folder) = match place {
            Place::Postgres(address) => (open_postgres(address).await?, "PostgreSQL".to_owned(), None),
            Place::Folder(folder) => {
                let folder = folder.clone().map_or_else(platform_folder, Ok)?;
                let (pool, file) = open_sqlite(&folder, pages).await?;
                (pool, file.display().to_string(), None)
            }
            Place::Temporary => {
                let temporary = tempfile::tempdir()
                    .map_err(|source| StoreError::Folder { folder: std::env::temp_dir(), source })?;
                let (pool, _) = open_sqlite(temporary.path(), pages).await?;
                (pool, "a temporary database".to_owned(), Some(temporary))
            }
        };
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let hashing = Arc::new(Semaphore::new(cores.saturating_sub(1).max(1)));
        let store = Self(Arc::new(Inner { pool, name, limits, hashing, _folder: folder }));
        store.remember_install().await?;
        Ok(store)
    }

    /// Where the database is, for whoever started the program; of a PostgreSQL address nothing is repeated.
    pub fn place(&self) -> &str {
        &self.0.name
    }

    /// Which installation this is: written once, when the database was first opened.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn install(&self) -> Result<Uuid, StoreError> {
        let asked = "SELECT id FROM install";
        let id: String = on!(self.pool(), p => sqlx::query_scalar(asked).fetch_one(p).await?);
        Uuid::parse_str(&id).map_err(|_| StoreError::Damaged)
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
        on!(self.pool(), p => p.close().await);
    }

    pub(crate) fn pool(&self) -> &Pool {
        &self.0.pool
    }

    pub(crate) fn limits(&self) -> Limits {
        self.0.limits
    }

    /// Working passwords is heavy: at most (cores - 1) at once.
    pub(crate) fn hashing(&self) -> Arc<Semaphore> {
        Arc::clone(&self.0.hashing)
    }

    async fn remember_install(&self) -> Result<(), StoreError> {
        let statement = "INSERT INTO install (\"only\", id) VALUES (1, $1) ON CONFLICT (\"only\") DO NOTHING";
        let id = Uuid::now_v7().to_string();
        on!(self.pool(), p => sqlx::query(statement).bind(id).execute(p).await.map(|_| ())?);
        Ok(())
    }
}

async fn open_postgres(address: &str) -> Result<Pool, StoreError> {
    let pool = PgPoolOptions::new().max_connections(2 * CONNECTIONS).acquire_timeout(PATIENCE).connect(address).await?;
    // The migrator takes an advisory lock of its own.
    let migrated = POSTGRES.run(&pool).await;
    migrated.map_err(|source| StoreError::Migration { place: "at --database-url".into(), source })?;
    Ok(Pool::Postgres(pool))
}

async fn open_sqlite(folder: &Path, pages: Option<u32>) -> Result<(Pool, PathBuf), StoreError> {
    let unusable = |source| StoreError::Folder { folder: folder.to_owned(), source };
    make_private(folder).map_err(unusable)?;
    // Two processes that make the same database at once would trip over each other's tables.
    let _lock = lock(folder.join(LOCK)).await.map_err(unusable)?;
    let file = folder.join(FILE);
    let mut options = SqliteConnectOptions::new()
        .filename(&file)
        .create_if_missing(true)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        .journal_mode(SqliteJournalMode::Wal)
        // With NORMAL a commit may be lost when the power goes; "saved" must mean saved.
        .synchronous(SqliteSynchronous::Full)
        // On a Mac, FULL alone leaves what is committed in the disk's own memory.
        .pragma("fullfsync", "ON")
        // What is deleted is overwritten, ciphertext or not.
        .pragma("secure_delete", "ON");
    if let Some(pages) = pages {
        options = options.pragma("max_page_count", pages.to_string());
    }
    let pool = SqlitePoolOptions::new()
        .max_connections(CONNECTIONS)
        .after_release(|connection, _| Box::pin(is_clean(connection)))
        .connect_with(options)
        .await?;
    let migrated = SQLITE.run(&pool).await;
    migrated.map_err(|source| StoreError::Migration { place: file.display().to_string(), source })?;
    Ok((Pool::Sqlite(pool), file))
}

/// Whether a connection that comes back is fit for the next one. On a full disk SQLite ends a transaction by itself; the
/// rollback that follows then fails, and the connection would take itself for being inside of that transaction for good.
async fn is_clean(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    // The answer comes after a rollback that may still be under way.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

/// Waits for the lock on a file that is there for nothing else; it is released when the file is dropped.
async fn lock(file: PathBuf) -> io::Result<fs::File> {
    let locked = tokio::task::spawn_blocking(move || {
        let file = fs::File::options().create(true).write(true).truncate(false).open(file)?;
        file.lock()?;
        Ok(file)
    });
    locked.await.map_err(io::Error::other)?
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

    fn at(folder: &Path) -> Place {
        Place::Folder(Some(folder.to_owned()))
    }

    #[tokio::test]
    async fn an_install_is_remembered_when_it_is_opened_again() {
        let folder = tempfile::tempdir().unwrap();
        let place = at(&folder.path().join("new/data"));
        let first = Store::open(&place).await.unwrap();
        let id = first.install().await.unwrap();
        first.close().await;
        assert_eq!(Store::open(&place).await.unwrap().install().await.unwrap(), id);
    }

    #[tokio::test]
    async fn it_is_opened_so_that_a_commit_is_on_disk() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&at(folder.path())).await.unwrap();
        let Pool::Sqlite(pool) = store.pool() else { panic!("embedded") };
        let mode: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(pool).await.unwrap();
        let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous").fetch_one(pool).await.unwrap();
        let keys: i64 = sqlx::query_scalar("PRAGMA foreign_keys").fetch_one(pool).await.unwrap();
        assert_eq!((mode.as_str(), synchronous, keys), ("wal", 2, 1));
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn its_folder_is_for_this_user_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("data");
        Store::open(&at(&place)).await.unwrap();
        assert_eq!(fs::metadata(place).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[tokio::test]
    async fn a_closed_database_is_not_ready_and_a_strange_file_says_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&at(folder.path())).await.unwrap();
        assert!(store.ready().await.is_ok());
        store.close().await;
        assert!(store.ready().await.is_err());

        let blocked = folder.path().join("a-file");
        fs::write(&blocked, "not a folder").unwrap();
        let refused = Store::open(&at(&blocked.join("data"))).await.unwrap_err();
        assert!(refused.to_string().contains("--data"), "{refused}");
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 8)]
    async fn many_may_open_a_fresh_database_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let place = at(folder.path());
        let opening: Vec<_> = (0..8)
            .map(|_| {
                let place = place.clone();
                tokio::spawn(async move { Store::open(&place).await.unwrap().install().await.unwrap() })
            })
            .collect();
        let mut installs = Vec::new();
        for one in opening {
            installs.push(one.await.unwrap());
        }
        installs.dedup();
        assert_eq!(installs.len(), 1);
    }

    #[tokio::test]
    async fn a_temporary_database_leaves_nothing_behind() {
        let store = Store::open(&Place::Temporary).await.unwrap();
        let Pool::Sqlite(pool) = store.pool() else { panic!("embedded") };
        let file: String = sqlx::query_scalar("SELECT file FROM pragma_database_list").fetch_one(pool).await.unwrap();
        let folder = Path::new(&file).parent().unwrap().to_owned();
        assert!(folder.is_dir());
        store.close().await;
        drop(store);
        assert!(!folder.exists());
    }
}
