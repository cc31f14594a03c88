//! A database of its own for each test, and a counsellor in front of it.

use std::{
    env,
    path::{Path, PathBuf},
};

use domain::{
    plan::{SessionPlan, Status},
    records::{Couple, Stamp},
};
use store::{
    CoupleId, DatabaseLocation, KeyFile, KeySource, Password, PasswordCost, Records, SessionAccess, SessionLimits,
    SessionToken, Store, StoreError, StoreOptions,
};
use tempfile::TempDir;
use uuid::Uuid;

/// The moment at which tests begin.
pub const NOW: Stamp = Stamp(1_800_000_000_000_000);

/// The password of the counsellor in these tests.
pub const PASSWORD: &str = "seven quiet herons by the weir";

/// A store with its place.
pub struct Desk {
    pub store: Store,
    pub place: DatabaseLocation,
    pub key_file: KeyFile,
    _folder: TempDir,
}

impl Desk {
    /// A SQLite database in a folder of its own.
    pub async fn embedded() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self::at(DatabaseLocation::Folder(Some(folder.path().to_owned())), folder).await
    }

    /// A new database in the PostgreSQL that the tests were given.
    pub async fn postgres() -> Self {
        Self::at(new_database().await, tempfile::tempdir().expect("a folder")).await
    }

    /// The database at this place, with a key file in this folder.
    pub async fn at(place: DatabaseLocation, folder: TempDir) -> Self {
        let key_file = key_file_in(folder.path());
        let store = Store::open_with(&place, &key_file, fast()).await.expect("it opens");
        Self { store, place, key_file, _folder: folder }
    }

    /// The same database once more, as another server would open it.
    pub async fn again(&self) -> Store {
        Store::open_with(&self.place, &self.key_file, fast()).await.expect("it opens again")
    }

    /// The same database under other time limits.
    pub async fn with_limits(&self, limits: SessionLimits) -> Store {
        let options = StoreOptions { limits, ..fast() };
        Store::open_with(&self.place, &self.key_file, options).await.expect("it opens again")
    }

    /// The folder of an embedded database.
    pub fn folder(&self) -> Option<PathBuf> {
        match &self.place {
            DatabaseLocation::Folder(folder) => folder.clone(),
            DatabaseLocation::Postgres(_) => None,
        }
    }

    /// Changes rows behind the store's back.
    pub async fn raw(&self, statement: &'static str) {
        match &self.place {
            DatabaseLocation::Postgres(address) => {
                let pool = sqlx::PgPool::connect(address).await.expect("PostgreSQL answers");
                sqlx::query(statement).execute(&pool).await.expect("the statement runs");
            }
            DatabaseLocation::Folder(_) => {
                sqlx::query(statement).execute(&self.sqlite().await).await.expect("the statement runs");
            }
        }
    }

    /// Returns the number of rows of a table.
    pub async fn count(&self, table: &str) -> i64 {
        let statement = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
        match &self.place {
            DatabaseLocation::Postgres(address) => {
                let pool = sqlx::PgPool::connect(address).await.expect("PostgreSQL answers");
                sqlx::query_scalar(statement).fetch_one(&pool).await.expect("the table is there")
            }
            DatabaseLocation::Folder(_) => {
                sqlx::query_scalar(statement).fetch_one(&self.sqlite().await).await.expect("the table is there")
            }
        }
    }

    /// An embedded database, past the store.
    pub async fn sqlite(&self) -> sqlx::SqlitePool {
        let file = self.folder().expect("embedded").join("reweave.db");
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
        sqlx::SqlitePool::connect_with(options).await.expect("the file opens")
    }

    /// A second account in the same database, signed in.
    pub async fn second_account(&self) -> Records {
        let made = self.store.create_account("colleague", Password::from(PASSWORD), NOW).await;
        open(&self.store, &made.expect("a second account is made").token, NOW).await
    }

    /// The first account, signed in.
    pub async fn first_account(&self) -> (Records, SessionToken) {
        let made = self.store.create_first_account("counsellor", Password::from(PASSWORD), NOW).await;
        let token = made.expect("the first account is made").token;
        (open(&self.store, &token, NOW).await, token)
    }
}

/// Options of most tests: passwords are hashed at a low cost.
pub fn fast() -> StoreOptions {
    StoreOptions { cost: PasswordCost::Fast, ..StoreOptions::default() }
}

/// The key file of a database in this folder.
pub fn key_file_in(folder: &Path) -> KeyFile {
    KeyFile::At(folder.join("reweave.key"))
}

/// The path of a key file.
pub fn path_of(key_file: &KeyFile) -> PathBuf {
    match key_file.source().unwrap() {
        KeySource::File(file) => file,
        KeySource::Command(command) => panic!("{command} is no file"),
    }
}

/// The embedded database in this folder, with the key file beside it.
pub async fn open_in(folder: &Path) -> Result<Store, StoreError> {
    Store::open_with(&DatabaseLocation::Folder(Some(folder.to_owned())), &key_file_in(folder), fast()).await
}

/// A new database without tables in the PostgreSQL that the tests were given. Those of tests that are over are dropped: each
/// takes ten megabytes.
pub async fn new_database() -> DatabaseLocation {
    let server = env::var("REWEAVE_TEST_POSTGRES").expect(
        "these tests need PostgreSQL: `cargo xtask test` starts one; or name one in REWEAVE_TEST_POSTGRES, as in \
         postgres://test@127.0.0.1:5432, in which databases may be made",
    );
    let name = format!("reweave_{}_{}", std::process::id(), Uuid::now_v7().simple());
    let pool = sqlx::PgPool::connect(&format!("{server}/postgres")).await.expect("PostgreSQL answers");
    let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
    sqlx::query(create).execute(&pool).await.expect("a database is made");
    drop_those_of_ended_processes(&pool).await;
    pool.close().await;
    DatabaseLocation::Postgres(format!("{server}/{name}"))
}

/// Drops the databases of test processes that have ended. Only Linux tells which have; elsewhere they stay until the server
/// of the tests is removed.
async fn drop_those_of_ended_processes(pool: &sqlx::PgPool) {
    if !Path::new("/proc/self").exists() {
        return;
    }
    let made = "SELECT datname::text FROM pg_database WHERE datname LIKE 'reweave\\_%\\_%'";
    let made: Vec<String> = sqlx::query_scalar(made).fetch_all(pool).await.expect("databases are listed");
    let ended = |name: &&String| {
        let process = name.split('_').nth(1).unwrap_or_default();
        !Path::new("/proc").join(process).exists()
    };
    for name in made.iter().filter(ended) {
        let drop = sqlx::AssertSqlSafe(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        // Another test may be at it too.
        let _ = sqlx::query(drop).execute(pool).await;
    }
}

/// The records behind a token that must be open.
pub async fn open(store: &Store, token: &SessionToken, now: Stamp) -> Records {
    match store.open_session(token, now).await.expect("the database answers") {
        SessionAccess::Open(records) => records,
        other => panic!("not open: {other:?}"),
    }
}

/// A couple with this name.
pub fn couple(name: &str) -> Couple {
    Couple { name: name.into(), ..Couple::default() }.checked().expect("a couple")
}

/// A new couple with this name, kept.
pub async fn kept_couple(records: &Records, name: &str) -> CoupleId {
    records.create_couple(&couple(name), NOW).await.expect("the couple is kept")
}

/// A plan with this title.
pub fn plan(title: &str) -> SessionPlan {
    SessionPlan {
        number: 1,
        title: title.into(),
        on: Some("2031-02-03".parse().expect("a day")),
        start: Some("09:30".parse().expect("a time")),
        minutes: domain::vocabulary::Minutes(60),
        booked: domain::assess::Session::Couple,
        phase: domain::vocabulary::Phase::Safety,
        blocks: Vec::new(),
        homework: Vec::new(),
        client_words: domain::vocabulary::SmallMap::new(),
        record: None,
        sheet_contents: None,
        why: String::new(),
        why_derived: false,
        stop_if: String::new(),
        note: String::new(),
        status: Status::Draft,
    }
}
