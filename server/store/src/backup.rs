//! Backup of an embedded database while a server uses it.

use std::{fs, io, path::Path, time::Duration};

use sqlx::{Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};

use crate::{
    DatabaseLocation, StoreError,
    database::{
        folders::data_folder,
        sqlite::{FILE, check_ownership},
    },
};

/// Summary of a verified copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackupSummary {
    /// Number of accounts.
    pub accounts: i64,
    /// Size in bytes.
    pub bytes: u64,
}

/// Copies an embedded database into one new private file, as a consistent snapshot. A server may use the database
/// meanwhile. Sealed values stay sealed; the copy opens with the same passwords and the same key file,
/// which is not copied.
///
/// # Errors
///
/// If there is no embedded database, the file exists or cannot be written, or the copy fails the integrity check.
pub async fn copy_database(location: &DatabaseLocation, to: &Path) -> Result<BackupSummary, StoreError> {
    let folder = match location {
        DatabaseLocation::Postgres(_) => return Err(StoreError::BackupUnsupported),
        DatabaseLocation::Folder(folder) => data_folder(folder.as_ref())?,
    };
    let from = folder.join(FILE);
    if !from.is_file() {
        return Err(StoreError::NoDatabase(from));
    }
    if to.symlink_metadata().is_ok() {
        return Err(StoreError::BackupExists(to.to_owned()));
    }
    let unwritable = |source| StoreError::Backup { to: to.to_owned(), source };
    let parent = to.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Private, under a temporary name until it is complete, and deleted on failure.
    let unfinished = tempfile::Builder::new().prefix(".reweave-copy-").tempfile_in(parent).map_err(unwritable)?;
    write(&from, unfinished.path()).await?;
    let accounts = check_copy(unfinished.path()).await?;
    let bytes = unfinished.as_file().metadata().map_err(unwritable)?.len();
    fs::File::open(unfinished.path()).and_then(|file| file.sync_all()).map_err(unwritable)?;
    unfinished.persist_noclobber(to).map_err(|error| unwritable(error.error))?;
    Ok(BackupSummary { accounts, bytes })
}

/// Writes a snapshot into an empty file.
async fn write(from: &Path, to: &Path) -> Result<(), StoreError> {
    let options = SqliteConnectOptions::new().filename(from).busy_timeout(Duration::from_secs(30));
    let mut connection = SqliteConnection::connect_with(&options).await?;
    check_ownership(&mut connection, from).await?;
    let to = to.to_str().ok_or_else(|| StoreError::Backup {
        to: to.to_owned(),
        source: io::Error::new(io::ErrorKind::InvalidInput, "the name of the folder is no text"),
    })?;
    sqlx::query("VACUUM INTO $1").bind(to).execute(&mut connection).await?;
    connection.close().await?;
    Ok(())
}

/// Verifies the copy and returns its number of accounts.
async fn check_copy(copy: &Path) -> Result<i64, StoreError> {
    let options = SqliteConnectOptions::new().filename(copy).read_only(true).immutable(true);
    let mut connection = SqliteConnection::connect_with(&options).await?;
    let found: String = sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&mut connection).await?;
    if found != "ok" {
        return Err(StoreError::BackupDamaged(found));
    }
    let accounts = "SELECT count(*) FROM account WHERE login <> ''";
    let accounts = sqlx::query_scalar(accounts).fetch_one(&mut connection).await?;
    connection.close().await?;
    Ok(accounts)
}
