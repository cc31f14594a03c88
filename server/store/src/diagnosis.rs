//! Diagnosis of an installation for its operator. It changes nothing.

use sqlx::{
    postgres::PgPoolOptions,
    sqlite::{SqliteConnectOptions, SqlitePoolOptions},
};

use crate::{
    DatabaseLocation, KeyFile, KeyFileError, KeySource, StoreError,
    database::{
        folders::data_folder,
        pool::{Pool, with_pool},
        postgres,
        sqlite::{self, FILE},
    },
    key_file::is_open_to_others,
};

/// State of an installation.
#[derive(Debug)]
pub struct Diagnosis {
    /// Location of the database, without the password in its address.
    pub database: String,
    /// Number of accounts; none if there is no database yet.
    pub accounts: Option<i64>,
    /// Advice about the permissions of the database folder.
    pub advice: Option<String>,
    /// Path of the key file, or the command.
    pub source: KeySource,
    /// State of the key file.
    pub key: KeyFileState,
    /// Other users of the machine can read the key file.
    pub key_file_is_open: bool,
    /// Number of accounts whose password opens them without the key file, until their next sign-in.
    pub of_earlier_versions: i64,
    /// Number of accounts that only their recovery keys open, because their key file was lost.
    pub need_recovery_keys: i64,
}

/// State of a key file.
#[derive(Debug)]
pub enum KeyFileState {
    /// It belongs to the database.
    Ready,
    /// It is missing, and no account needs it; the next start makes one.
    NotMade,
    /// It is missing or unusable.
    Problem(KeyFileError),
}

/// The accounts of a database by the key file that they are sealed with.
#[derive(Default)]
struct Accounts {
    bound: Vec<u8>,
    all: i64,
    without: i64,
    by_others: i64,
}

/// Looks at a database and its key file.
///
/// # Errors
///
/// [`StoreError::Database`] if the database does not respond.
pub async fn diagnose(location: &DatabaseLocation, key_file: &KeyFile) -> Result<Diagnosis, StoreError> {
    let source = key_file.source()?;
    let (database, advice, pool) = match location {
        DatabaseLocation::Postgres(address) => {
            let pool = PgPoolOptions::new().max_connections(1).connect_with(postgres::options(address)?).await?;
            ("PostgreSQL".to_owned(), None, Some(Pool::Postgres(pool)))
        }
        DatabaseLocation::Folder(folder) => {
            let folder = data_folder(folder.as_ref())?;
            let file = folder.join(FILE);
            let pool = if file.is_file() {
                let options = SqliteConnectOptions::new().filename(&file);
                Some(Pool::Sqlite(SqlitePoolOptions::new().max_connections(1).connect_with(options).await?))
            } else {
                None
            };
            (file.display().to_string(), sqlite::advice(&folder), pool)
        }
    };
    let accounts = match &pool {
        Some(pool) => {
            let counted = count(pool).await;
            with_pool!(pool, p => p.close().await);
            Some(counted?)
        }
        None => None,
    };
    let is_new = accounts.is_none();
    let found = accounts.unwrap_or_default();
    Ok(Diagnosis {
        database,
        accounts: (!is_new).then_some(found.all),
        advice,
        key: state(&source, &found).await,
        key_file_is_open: matches!(&source, KeySource::File(file) if is_open_to_others(file)),
        source,
        of_earlier_versions: found.without,
        need_recovery_keys: found.by_others,
    })
}

async fn state(source: &KeySource, accounts: &Accounts) -> KeyFileState {
    let is_needed = !accounts.bound.is_empty() && accounts.all > accounts.without;
    match (source.peek().await, source) {
        (Ok(Some(key)), _) if key.id() == accounts.bound || !is_needed => KeyFileState::Ready,
        (Ok(None), KeySource::File(file)) if is_needed => KeyFileState::Problem(KeyFileError::Missing(file.clone())),
        (Ok(None), KeySource::File(_)) => KeyFileState::NotMade,
        (Ok(_), _) => KeyFileState::Problem(source.foreign()),
        (Err(error), _) => KeyFileState::Problem(error.with_advice(is_needed)),
    }
}

/// Counts accounts. A database of an earlier version is not migrated: all its accounts are without a key file.
async fn count(pool: &Pool) -> Result<Accounts, StoreError> {
    let of_all = "SELECT count(*) FROM account WHERE login <> ''";
    let of_key = "SELECT count(*) FROM account WHERE login <> '' AND key_id = $1";
    let all: i64 = with_pool!(pool, p => sqlx::query_scalar(of_all).fetch_one(p).await?);
    let columns = match pool {
        Pool::Sqlite(_) => "SELECT count(*) FROM pragma_table_info('account') WHERE name = 'key_id'",
        Pool::Postgres(_) => {
            "SELECT count(*) FROM information_schema.columns WHERE table_name = 'account' AND column_name = 'key_id'"
        }
    };
    let columns: i64 = with_pool!(pool, p => sqlx::query_scalar(columns).fetch_one(p).await?);
    if columns == 0 {
        return Ok(Accounts { all, without: all, ..Accounts::default() });
    }
    let bound: Vec<u8> = with_pool!(pool, p => sqlx::query_scalar("SELECT key_id FROM install").fetch_one(p).await?);
    let of = async |key: &[u8]| -> Result<i64, StoreError> {
        Ok(with_pool!(pool, p => sqlx::query_scalar(of_key).bind(key.to_vec()).fetch_one(p).await?))
    };
    let without = of(&[]).await?;
    let ours = if bound.is_empty() { 0 } else { of(&bound).await? };
    Ok(Accounts { bound, all, without, by_others: all - without - ours })
}
