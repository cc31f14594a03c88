//! The embedded SQLite database: one private file in a folder.
//!
//! SQLite writes to a log beside the file (`reweave.db-wal`) and checkpoints it later. People copy the main file alone,
//! so it must never look like a new installation: it gets its final name only with a complete schema, and each change
//! is checkpointed soon after ([`checkpoint_periodically`]). A file without tables has lost its log and is refused.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Weak,
    time::{Duration, SystemTime},
};

use sqlx::{
    Connection as _, SqliteConnection, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use crate::{
    StoreError,
    database::{migrate, pool::Pool},
};

/// Name of the database file.
pub(crate) const FILE: &str = "reweave.db";

/// Name of a database file under construction.
const UNFINISHED: &str = "reweave.db.new";

/// Number of rows that are read ahead of the reader.
const ROWS_AT_ONCE: usize = 1024;

/// File locked while the database is opened.
const LOCK: &str = "reweave.lock";

/// Suffixes of the files that SQLite keeps beside it.
const SIDECAR_SUFFIXES: [&str; 2] = ["-wal", "-shm"];

/// Application id of Reweave's databases: “RWVE”.
const APPLICATION: i64 = 0x5257_5645;

/// Interval between checks for a changed log.
const CHECKPOINT_INTERVAL: Duration = Duration::from_secs(5);

/// An open embedded database.
pub(crate) struct SqliteDatabase {
    pub(crate) pool: SqlitePool,
    pub(crate) file: PathBuf,
    /// Advice for the operator about the permissions of the folder.
    pub(crate) advice: Option<String>,
}

/// Options of an embedded database: connections, lock timeout, and maximum size in pages of 4 KiB.
pub(crate) struct SqliteOptions {
    pub(crate) connections: u32,
    pub(crate) busy_timeout: Duration,
    pub(crate) pages: Option<u32>,
}

/// Opens the database in this folder; creates both if missing.
pub(crate) async fn open(folder: &Path, options: &SqliteOptions) -> Result<SqliteDatabase, StoreError> {
    let unusable = |source| StoreError::Folder { folder: folder.to_owned(), source };
    make_private(folder).map_err(unusable)?;
    // Two processes must not create the same database at once.
    let _lock = lock(folder.join(LOCK)).await.map_err(unusable)?;
    let file = folder.join(FILE);
    if !file.try_exists().map_err(unusable)? {
        create(&folder.join(UNFINISHED), &file).await?;
    }
    for path in [file.clone()].into_iter().chain(sidecar_files(&file)) {
        keep_private(&path).map_err(unusable)?;
    }
    let pool = SqlitePoolOptions::new()
        .max_connections(options.connections)
        .after_release(|connection, _| Box::pin(is_clean(connection)))
        .connect_with(connect_options(&file, options))
        .await?;
    let checked = prepare(&pool, &file).await;
    if let Err(error) = checked {
        pool.close().await;
        return Err(error);
    }
    checkpoint(&pool).await;
    Ok(SqliteDatabase { pool, file, advice: advice(folder) })
}

fn connect_options(file: &Path, limits: &SqliteOptions) -> SqliteConnectOptions {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .foreign_keys(true)
        .busy_timeout(limits.busy_timeout)
        .journal_mode(SqliteJournalMode::Wal)
        // With NORMAL a commit may be lost in a power failure; "saved" must mean saved.
        .synchronous(SqliteSynchronous::Full)
        // On macOS, FULL alone leaves commits in the cache of the disk.
        .pragma("fullfsync", "ON")
        // Overwrite deleted data, although it is encrypted.
        .pragma("secure_delete", "ON")
        // In KiB, for each connection. The system caches the file as well.
        .pragma("cache_size", "-512")
        // A list of thousands of rows is handed over in a few pieces instead of a hundred.
        .row_buffer_size(ROWS_AT_ONCE);
    match limits.pages {
        Some(pages) => options.pragma("max_page_count", pages.to_string()),
        None => options,
    }
}

/// Creates a database under a temporary name and renames it once complete.
async fn create(unfinished: &Path, file: &Path) -> Result<(), StoreError> {
    let unusable = |source| StoreError::Folder { folder: file.to_owned(), source };
    drop(private_file(unfinished).and_then(|made| made.set_len(0).map(|()| made)).map_err(unusable)?);
    let options = SqliteConnectOptions::new()
        .filename(unfinished)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Delete)
        .synchronous(SqliteSynchronous::Full)
        .pragma("application_id", APPLICATION.to_string());
    let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
    let made = migrated(&pool, file).await;
    pool.close().await;
    made?;
    fs::rename(unfinished, file).map_err(unusable)
}

async fn migrated(pool: &SqlitePool, file: &Path) -> Result<(), StoreError> {
    let place = || file.display().to_string();
    migrate::run(&Pool::Sqlite(pool.clone())).await.map_err(|source| StoreError::Migration { place: place(), source })
}

/// Verifies that the database is complete and ours, and migrates it.
async fn prepare(pool: &SqlitePool, file: &Path) -> Result<(), StoreError> {
    check_ownership(&mut *pool.acquire().await?, file).await?;
    migrated(pool, file).await?;
    // Databases of earlier versions have no application id yet.
    sqlx::query("PRAGMA application_id = 1381455429").execute(pool).await?;
    Ok(())
}

/// Verifies that the database has tables and belongs to Reweave.
pub(crate) async fn check_ownership(connection: &mut SqliteConnection, file: &Path) -> Result<(), StoreError> {
    let tables: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_schema").fetch_one(&mut *connection).await?;
    if tables == 0 {
        return Err(StoreError::LogMissing { file: file.to_owned() });
    }
    let mark: i64 = sqlx::query_scalar("PRAGMA application_id").fetch_one(connection).await?;
    if mark == 0 || mark == APPLICATION { Ok(()) } else { Err(StoreError::Foreign { file: file.to_owned() }) }
}

/// Tells if a returned connection can be reused. On a full disk SQLite ends a transaction by itself; the subsequent
/// rollback fails, and the connection would believe to be inside that transaction for good.
async fn is_clean(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    // Wait for a rollback in progress.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

/// Writes the log into the main file, as far as no reader prevents it. The next checkpoint writes the rest.
pub(crate) async fn checkpoint(pool: &SqlitePool) {
    let _ = sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").execute(pool).await;
}

/// Checkpoints a changed log until `pool` returns none.
pub(crate) fn checkpoint_periodically(file: &Path, pool: impl Fn() -> Option<SqlitePool> + Send + 'static) {
    let log = sidecar_files(file).next();
    tokio::spawn(async move {
        let Some(log) = log else { return };
        let mut folded = None;
        loop {
            tokio::time::sleep(CHECKPOINT_INTERVAL).await;
            let Some(pool) = pool().filter(|pool| !pool.is_closed()) else { return };
            let written = state(&log);
            if written.is_some() && written != folded {
                checkpoint(&pool).await;
                folded = state(&log);
            }
        }
    });
}

/// Returns a closure that yields the pool while its owner is alive.
pub(crate) fn while_open<T: Send + Sync + 'static>(
    held: Weak<T>,
    pool: fn(&T) -> Option<SqlitePool>,
) -> impl Fn() -> Option<SqlitePool> + Send + 'static {
    move || held.upgrade().and_then(|held| pool(&held))
}

/// Returns length and modification time of a log; none if there is no log.
fn state(log: &Path) -> Option<(u64, Option<SystemTime>)> {
    let about = fs::metadata(log).ok().filter(|about| about.len() > 0)?;
    Some((about.len(), about.modified().ok()))
}

/// Returns the paths of the files that SQLite keeps beside this one.
fn sidecar_files(file: &Path) -> impl Iterator<Item = PathBuf> {
    let file = file.as_os_str().to_owned();
    SIDECAR_SUFFIXES.into_iter().map(move |end| {
        let mut path = file.clone();
        path.push(end);
        path.into()
    })
}

/// Waits for the lock on a lock file; released on drop.
async fn lock(file: PathBuf) -> io::Result<fs::File> {
    let locked = tokio::task::spawn_blocking(move || {
        let opened = private_file(&file)?;
        keep_private(&file)?;
        opened.lock()?;
        Ok(opened)
    });
    locked.await.map_err(io::Error::other)?
}

/// Opens or creates a file, readable by this user only on Unix.
fn private_file(file: &Path) -> io::Result<fs::File> {
    let mut options = fs::File::options();
    options.create(true).write(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

/// Creates a folder, accessible by this user only on Unix.
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

/// Removes the permissions of other users from an existing file. SQLite gives its other files the permissions of the
/// database.
#[cfg(unix)]
fn keep_private(file: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    match fs::metadata(file) {
        Ok(about) if about.permissions().mode() & 0o077 != 0 => {
            fs::set_permissions(file, fs::Permissions::from_mode(0o600))
        }
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
fn keep_private(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Returns advice about a folder readable by others. It may be shared on purpose, so its permissions stay.
#[cfg(unix)]
pub(crate) fn advice(folder: &Path) -> Option<String> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(folder).ok()?.permissions().mode();
    (mode & 0o077 != 0).then(|| {
        format!(
            "Other users of this machine can look into the folder {0}. The files of Reweave in it are closed to them; close \
             the folder too with: chmod 700 {0}",
            folder.display()
        )
    })
}

#[cfg(not(unix))]
pub(crate) fn advice(_: &Path) -> Option<String> {
    None
}
