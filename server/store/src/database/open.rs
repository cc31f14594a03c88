//! Opening a database.

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, Mutex},
    time::Duration,
};

use tempfile::TempDir;
use tokio::sync::{OnceCell, Semaphore};
use uuid::Uuid;

use crate::{
    KeyFile, KeySource, StoreError,
    account::{
        passwords::{KdfCost, PasswordCost},
        session_limits::SessionLimits,
    },
    database::{
        folders::data_folder,
        pool::{Pool, with_pool},
        postgres,
        sqlite::{self, SqliteDatabase, SqliteOptions, checkpoint, checkpoint_periodically, while_open},
    },
    key_file::{self, ServerKey},
    seal::random,
};

/// Maximum number of connections: readers and the single writer of SQLite.
const CONNECTIONS: u32 = 4;

/// Maximum time that a writer waits for another one.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// Number of passwords that may wait for hashing. At about 250 ms each, the last one waits about four seconds; further
/// ones are refused at once.
const HASHING_QUEUE: usize = 16;

/// Location of the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatabaseLocation {
    /// Embedded, in this folder or in the platform's data folder.
    Folder(Option<PathBuf>),
    /// PostgreSQL at this address (`postgres://user:password@host/database`).
    Postgres(String),
}

/// Options for opening a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct StoreOptions {
    /// Lifetime of sessions.
    pub limits: SessionLimits,
    /// Maximum size of an embedded database in pages of 4 KiB. Further writes fail with [`StoreError::Full`], as on a
    /// full disk; tests use this.
    pub pages: Option<u32>,
    /// Cost of hashing passwords.
    pub cost: PasswordCost,
}

/// An open database with its key file.
#[derive(Clone, Debug)]
pub struct Store(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    pool: Pool,
    name: String,
    advice: Option<String>,
    /// Line of revisions for new saves: 0 in a database created by this process.
    line: u32,
    limits: SessionLimits,
    server_key: ServerKey,
    cost: PasswordCost,
    measured: OnceCell<KdfCost>,
    hashing: Arc<Semaphore>,
    hashing_queue: Arc<Semaphore>,
    /// Number of tasks that are sealing the records of an account again.
    resealing: Mutex<HashMap<Uuid, usize>>,
    // Last, so that connections close before the folder is deleted.
    _folder: Option<TempDir>,
}

impl Store {
    /// Opens the database, creates it if missing, and migrates its schema. Safe to call from several processes at once.
    /// Without a key file, one is made if no account depends on another.
    ///
    /// # Errors
    ///
    /// [`StoreError::Folder`] if the folder is unusable, [`StoreError::Migration`] if the database belongs to another
    /// version, [`StoreError::Database`] if it does not respond, [`StoreError::KeyFile`] if the key file is missing or
    /// belongs to another database.
    pub async fn open(location: &DatabaseLocation, key_file: &KeyFile) -> Result<Self, StoreError> {
        Self::open_with(location, key_file, StoreOptions::default()).await
    }

    /// Opens the database with these options.
    ///
    /// # Errors
    ///
    /// As for [`Store::open`].
    pub async fn open_with(
        location: &DatabaseLocation,
        key_file: &KeyFile,
        options: StoreOptions,
    ) -> Result<Self, StoreError> {
        let connected = connect(location, options.pages).await?;
        Self::begin(connected, &key_file.source()?, options, None).await
    }

    /// Opens a new embedded database with a key file of its own, in a folder that is deleted on close.
    ///
    /// # Errors
    ///
    /// [`StoreError::Folder`] if there is no space for it.
    pub async fn open_temporary() -> Result<Self, StoreError> {
        let folder =
            tempfile::tempdir().map_err(|source| StoreError::Folder { folder: std::env::temp_dir(), source })?;
        let location = DatabaseLocation::Folder(Some(folder.path().join("data")));
        let connected =
            Connected { name: "a temporary database".into(), file: None, ..connect(&location, None).await? };
        let key_file = KeySource::File(folder.path().join("reweave.key"));
        // Nothing in it outlives the program.
        let options = StoreOptions { cost: PasswordCost::Fast, ..StoreOptions::default() };
        Self::begin(connected, &key_file, options, Some(folder)).await
    }

    async fn begin(
        connected: Connected,
        key_file: &KeySource,
        options: StoreOptions,
        folder: Option<TempDir>,
    ) -> Result<Self, StoreError> {
        let Connected { pool, name, file, advice } = connected;
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let at_once = cores.saturating_sub(1).max(1);
        let hashing = Arc::new(Semaphore::new(at_once));
        let hashing_queue = Arc::new(Semaphore::new(at_once + HASHING_QUEUE));
        let line = if remember_install(&pool).await? { 0 } else { u32::from_be_bytes(random()?) >> 1 };
        let server_key = match key_file::obtain(&pool, key_file).await {
            Ok(key) => key,
            Err(error) => {
                with_pool!(&pool, p => p.close().await);
                return Err(error);
            }
        };
        let (limits, cost, measured) = (options.limits, options.cost, OnceCell::new());
        let inner = Inner {
            pool,
            name,
            advice,
            line,
            limits,
            server_key,
            cost,
            measured,
            hashing,
            hashing_queue,
            resealing: Mutex::default(),
            _folder: folder,
        };
        let store = Self(Arc::new(inner));
        if let Some(file) = file {
            let pool = |inner: &Inner| match &inner.pool {
                Pool::Sqlite(pool) => Some(pool.clone()),
                Pool::Postgres(_) => None,
            };
            checkpoint_periodically(&file, while_open(Arc::downgrade(&store.0), pool));
        }
        Ok(store)
    }

    /// Makes a new key file for a database whose key file is lost, or takes the key that the command prints now, and closes
    /// the database again. Accounts that depend on the lost one then open with their recovery keys only. An existing file
    /// is never replaced.
    ///
    /// # Errors
    ///
    /// [`StoreError::KeyFile`] if the file exists or cannot be written, or the command gives no other key; otherwise as for
    /// [`Store::open`].
    pub async fn replace_key_file(location: &DatabaseLocation, key_file: &KeyFile) -> Result<(), StoreError> {
        let pool = connect(location, None).await?.pool;
        remember_install(&pool).await?;
        let replaced = key_file::replace(&pool, &key_file.source()?).await;
        with_pool!(&pool, p => p.close().await);
        replaced
    }

    /// Measures how costly password hashing can be on this machine. Without it, the first sign-in measures.
    ///
    /// # Errors
    ///
    /// [`StoreError::Damaged`] if hashing fails, for example because there is not enough memory.
    pub async fn measure(&self) -> Result<(), StoreError> {
        self.cost().await.map(|_| ())
    }

    /// Returns the cost of new password hashes.
    pub(crate) async fn cost(&self) -> Result<KdfCost, StoreError> {
        let wanted = self.0.cost;
        let measured = self.0.measured.get_or_try_init(async || {
            tokio::task::spawn_blocking(move || wanted.parameters()).await.map_err(StoreError::damaged)?
        });
        measured.await.copied()
    }

    /// Returns advice for the operator, for example about file permissions; none if all is well.
    pub fn advice(&self) -> Option<&str> {
        self.0.advice.as_deref()
    }

    /// Returns the location for display to the operator. Omits PostgreSQL addresses, which contain passwords.
    pub fn location(&self) -> &str {
        &self.0.name
    }

    /// Returns the id of this installation, created when the database was first opened.
    ///
    /// # Errors
    ///
    /// Fails if the database does not respond.
    pub async fn install(&self) -> Result<Uuid, StoreError> {
        let asked = "SELECT id FROM install";
        let id: String = with_pool!(self.pool(), p => sqlx::query_scalar(asked).fetch_one(p).await?);
        Uuid::parse_str(&id).map_err(StoreError::damaged)
    }

    /// Checks that the database responds.
    ///
    /// # Errors
    ///
    /// Fails if the database does not respond.
    pub async fn ready(&self) -> Result<(), StoreError> {
        self.install().await.map(|_| ())
    }

    /// Completes pending work and closes all connections.
    pub async fn close(&self) {
        self.checkpoint().await;
        with_pool!(self.pool(), p => p.close().await);
    }

    pub(crate) fn pool(&self) -> &Pool {
        &self.0.pool
    }

    /// Returns the secret of the key file.
    pub(crate) fn server_key(&self) -> &ServerKey {
        &self.0.server_key
    }

    pub(crate) fn limits(&self) -> SessionLimits {
        self.0.limits
    }

    /// Returns the semaphore for password hashing: at most (cores - 1) hashes at once.
    pub(crate) fn hashing(&self) -> Arc<Semaphore> {
        Arc::clone(&self.0.hashing)
    }

    /// Returns the semaphore for running and waiting password hashes: at most [`HASHING_QUEUE`] may wait.
    pub(crate) fn hashing_queue(&self) -> Arc<Semaphore> {
        Arc::clone(&self.0.hashing_queue)
    }

    /// Returns the numbers of tasks that are sealing the records of an account again.
    pub(crate) fn resealing(&self) -> &Mutex<HashMap<Uuid, usize>> {
        &self.0.resealing
    }

    pub(crate) fn line(&self) -> u32 {
        self.0.line
    }

    /// Writes the log of an embedded database into its main file, as far as no reader prevents it.
    pub(crate) async fn checkpoint(&self) {
        if let Pool::Sqlite(pool) = self.pool() {
            checkpoint(pool).await;
        }
    }
}

/// Creates the installation id if there is none, and tells if it was created.
async fn remember_install(pool: &Pool) -> Result<bool, StoreError> {
    let statement = "INSERT INTO install (\"only\", id) VALUES (1, $1) ON CONFLICT (\"only\") DO NOTHING";
    let id = Uuid::now_v7().to_string();
    let named = with_pool!(pool, p => sqlx::query(statement).bind(id).execute(p).await?.rows_affected());
    Ok(named == 1)
}

/// A database that is connected and migrated.
struct Connected {
    pool: Pool,
    name: String,
    file: Option<PathBuf>,
    advice: Option<String>,
}

async fn connect(location: &DatabaseLocation, pages: Option<u32>) -> Result<Connected, StoreError> {
    match location {
        DatabaseLocation::Postgres(address) => {
            let pool = Pool::Postgres(postgres::open(address, 2 * CONNECTIONS, BUSY_TIMEOUT).await?);
            Ok(Connected { pool, name: "PostgreSQL".into(), file: None, advice: None })
        }
        DatabaseLocation::Folder(folder) => {
            let options = SqliteOptions { connections: CONNECTIONS, busy_timeout: BUSY_TIMEOUT, pages };
            let SqliteDatabase { pool, file, advice } = sqlite::open(&data_folder(folder.as_ref())?, &options).await?;
            let name = file.display().to_string();
            Ok(Connected { pool: Pool::Sqlite(pool), name, file: Some(file), advice })
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use std::fs;

    use super::*;

    /// Opens the database in this folder, with a key file beside it.
    async fn open(folder: &Path) -> Result<Store, StoreError> {
        let key_file = KeyFile::At(folder.join("reweave.key"));
        Store::open(&DatabaseLocation::Folder(Some(folder.to_owned())), &key_file).await
    }

    #[tokio::test]
    async fn the_installation_id_persists() {
        let folder = tempfile::tempdir().unwrap();
        let location = folder.path().join("new/data");
        let first = open(&location).await.unwrap();
        let id = first.install().await.unwrap();
        first.close().await;
        assert_eq!(open(&location).await.unwrap().install().await.unwrap(), id);
    }

    #[tokio::test]
    async fn commits_are_on_disk() {
        let folder = tempfile::tempdir().unwrap();
        let store = open(folder.path()).await.unwrap();
        let Pool::Sqlite(pool) = store.pool() else { panic!("embedded") };
        let mode: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(pool).await.unwrap();
        let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous").fetch_one(pool).await.unwrap();
        let keys: i64 = sqlx::query_scalar("PRAGMA foreign_keys").fetch_one(pool).await.unwrap();
        assert_eq!((mode.as_str(), synchronous, keys), ("wal", 2, 1));
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn the_folder_is_private() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let location = folder.path().join("data");
        open(&location).await.unwrap();
        assert_eq!(fs::metadata(location).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[tokio::test]
    async fn a_closed_database_is_not_ready_and_a_blocked_folder_is_reported() {
        let folder = tempfile::tempdir().unwrap();
        let store = open(folder.path()).await.unwrap();
        assert!(store.ready().await.is_ok());
        store.close().await;
        assert!(store.ready().await.is_err());

        let blocked = folder.path().join("a-file");
        fs::write(&blocked, "not a folder").unwrap();
        let refused = open(&blocked.join("data")).await.unwrap_err();
        assert!(refused.to_string().contains("--data"), "{refused}");
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 8)]
    async fn concurrent_opens_of_a_new_database_succeed() {
        let folder = tempfile::tempdir().unwrap();
        let location = folder.path().to_owned();
        let opening: Vec<_> = (0..8)
            .map(|_| {
                let location = location.clone();
                tokio::spawn(async move { open(&location).await.unwrap().install().await.unwrap() })
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
    async fn a_temporary_database_deletes_its_files() {
        let store = Store::open_temporary().await.unwrap();
        let Pool::Sqlite(pool) = store.pool() else { panic!("embedded") };
        let file: String = sqlx::query_scalar("SELECT file FROM pragma_database_list").fetch_one(pool).await.unwrap();
        let folder = Path::new(&file).parent().unwrap().parent().unwrap().to_owned();
        assert!(folder.is_dir());
        store.close().await;
        drop(store);
        assert!(!folder.exists());
    }
}
