//! A database of its own for each test, and a counsellor in front of it.

use std::{env, path::PathBuf};

use domain::desk::{Couple, SessionPlan, Stamp, Status};
use store::{CoupleId, Limits, Password, Place, Records, SessionToken, Store, Visit};
use tempfile::TempDir;
use uuid::Uuid;

/// The moment at which tests begin.
pub const NOW: Stamp = Stamp(1_800_000_000_000_000);

/// The password of the counsellor in these tests.
pub const PASSWORD: &str = "seven quiet herons by the weir";

/// A store with its place.
pub struct Desk {
    pub store: Store,
    pub place: Place,
    _folder: Option<TempDir>,
}

impl Desk {
    /// A SQLite database in a folder of its own.
    pub async fn embedded() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let place = Place::Folder(Some(folder.path().to_owned()));
        let store = Store::open(&place).await.expect("it opens");
        Self { store, place, _folder: Some(folder) }
    }

    /// A new database in the PostgreSQL that the tests were given.
    pub async fn postgres() -> Self {
        let place = new_database().await;
        let store = Store::open(&place).await.expect("it opens");
        Self { store, place, _folder: None }
    }

    /// The same database once more, as another server would open it.
    pub async fn again(&self) -> Store {
        Store::open(&self.place).await.expect("it opens again")
    }

    /// The same database under other time limits.
    pub async fn with_limits(&self, limits: Limits) -> Store {
        Store::open_with(&self.place, limits).await.expect("it opens again")
    }

    /// The folder of an embedded database.
    pub fn folder(&self) -> Option<PathBuf> {
        match &self.place {
            Place::Folder(folder) => folder.clone(),
            _ => None,
        }
    }

    /// Changes rows behind the store's back.
    pub async fn raw(&self, statement: &'static str) {
        match &self.place {
            Place::Postgres(address) => {
                let pool = sqlx::PgPool::connect(address).await.expect("PostgreSQL answers");
                sqlx::query(statement).execute(&pool).await.expect("the statement runs");
            }
            _ => {
                sqlx::query(statement).execute(&self.sqlite().await).await.expect("the statement runs");
            }
        }
    }

    /// How many rows a table has.
    pub async fn count(&self, table: &str) -> i64 {
        let statement = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
        match &self.place {
            Place::Postgres(address) => {
                let pool = sqlx::PgPool::connect(address).await.expect("PostgreSQL answers");
                sqlx::query_scalar(statement).fetch_one(&pool).await.expect("the table is there")
            }
            _ => sqlx::query_scalar(statement).fetch_one(&self.sqlite().await).await.expect("the table is there"),
        }
    }

    async fn sqlite(&self) -> sqlx::SqlitePool {
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

/// A new database without tables in the PostgreSQL that the tests were given.
pub async fn new_database() -> Place {
    let server = env::var("REWEAVE_TEST_POSTGRES").expect(
        "these tests need PostgreSQL: `cargo xtask test` starts one; or name one in REWEAVE_TEST_POSTGRES, as in \
         postgres://test@127.0.0.1:5432, in which databases may be made",
    );
    let name = format!("reweave_{}", Uuid::now_v7().simple());
    let pool = sqlx::PgPool::connect(&format!("{server}/postgres")).await.expect("PostgreSQL answers");
    let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
    sqlx::query(create).execute(&pool).await.expect("a database is made");
    pool.close().await;
    Place::Postgres(format!("{server}/{name}"))
}

/// The records behind a token that must be open.
pub async fn open(store: &Store, token: &SessionToken, now: Stamp) -> Records {
    match store.visit(token, now).await.expect("the database answers") {
        Visit::Open(records) => records,
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
        minutes: domain::minutes::Minutes(60),
        booked: domain::course::Session::Couple,
        phase: domain::words::Phase::Safety,
        blocks: Vec::new(),
        homework: Vec::new(),
        why: String::new(),
        stop_if: String::new(),
        note: String::new(),
        status: Status::Draft,
    }
}
