//! The tables: the same whichever version a database comes from, and the same on both engines.

use std::collections::BTreeMap;

use sqlx::migrate::Migrator;
use store::{DatabaseLocation, Store};

use crate::engines::{Desk, key_file_in, new_database, open_in};

pub static SQLITE: Migrator = sqlx::migrate!("../migrations/sqlite");
pub static POSTGRES: Migrator = sqlx::migrate!("../migrations/postgres");

/// Every object of an embedded database, in the words that made it.
const SQLITE_OBJECTS: &str = "SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_schema \
                              WHERE name NOT LIKE '%sqlx%' ORDER BY 1";

/// Every column, index and constraint in PostgreSQL.
const POSTGRES_OBJECTS: &str = "\
    SELECT 'column ' || table_name || '.' || column_name || ' ' || ordinal_position || ' ' || data_type || ' ' || is_nullable \
        || ' ' || coalesce(column_default, '') FROM information_schema.columns \
        WHERE table_schema = 'public' AND table_name NOT LIKE '%sqlx%' \
    UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT LIKE '%sqlx%' \
    UNION ALL SELECT 'constraint ' || conname || ' ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid) \
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT LIKE '%sqlx%' \
    ORDER BY 1";

const SQLITE_COLUMNS: &str = "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c \
                              WHERE m.type = 'table' AND m.name NOT LIKE '%sqlx%' AND m.name NOT LIKE 'sqlite_%'";

const POSTGRES_COLUMNS: &str = "SELECT table_name::text, column_name::text FROM information_schema.columns \
                                WHERE table_schema = 'public' AND table_name NOT LIKE '%sqlx%'";

/// Connects to an embedded database, and makes it if there is none.
pub async fn sqlite(place: &DatabaseLocation) -> sqlx::SqlitePool {
    let DatabaseLocation::Folder(Some(folder)) = place else { panic!("embedded") };
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(folder.join("reweave.db")).create_if_missing(true);
    sqlx::SqlitePool::connect_with(options).await.unwrap()
}

/// Connects to a PostgreSQL database.
pub async fn postgres(place: &DatabaseLocation) -> sqlx::PgPool {
    let DatabaseLocation::Postgres(address) = place else { panic!("PostgreSQL") };
    sqlx::PgPool::connect(address).await.unwrap()
}

#[tokio::test]
async fn sec_38_embedded_databases_of_every_version_come_to_the_same_schema() {
    let fresh = Desk::embedded().await;
    let expected: Vec<String> =
        sqlx::query_scalar(SQLITE_OBJECTS).fetch_all(&sqlite(&fresh.place).await).await.unwrap();
    assert!(expected.len() > 10);
    for migration in SQLITE.iter() {
        let folder = tempfile::tempdir().unwrap();
        let place = DatabaseLocation::Folder(Some(folder.path().to_owned()));
        let pool = sqlite(&place).await;
        SQLITE.run_to(migration.version, &pool).await.unwrap();
        pool.close().await;
        open_in(folder.path()).await.unwrap().close().await;
        let come_to: Vec<String> = sqlx::query_scalar(SQLITE_OBJECTS).fetch_all(&sqlite(&place).await).await.unwrap();
        assert_eq!(come_to, expected, "from version {}", migration.version);
    }
}

#[tokio::test]
async fn sec_38_postgres_databases_of_every_version_come_to_the_same_schema() {
    let fresh = Desk::postgres().await;
    let expected: Vec<String> =
        sqlx::query_scalar(POSTGRES_OBJECTS).fetch_all(&postgres(&fresh.place).await).await.unwrap();
    assert!(expected.len() > 40);
    for migration in POSTGRES.iter() {
        let place = new_database().await;
        let pool = postgres(&place).await;
        POSTGRES.run_to(migration.version, &pool).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        Store::open(&place, &key_file_in(folder.path())).await.unwrap().close().await;
        let come_to: Vec<String> = sqlx::query_scalar(POSTGRES_OBJECTS).fetch_all(&pool).await.unwrap();
        assert_eq!(come_to, expected, "from version {}", migration.version);
    }
}

#[tokio::test]
async fn sec_38_both_engines_have_the_same_migrations_tables_and_columns() {
    let names = |all: &Migrator| -> Vec<(i64, String)> {
        all.iter().map(|migration| (migration.version, migration.description.to_string())).collect()
    };
    assert_eq!(names(&SQLITE), names(&POSTGRES));

    let sorted = |columns: Vec<(String, String)>| {
        let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (table, column) in columns {
            tables.entry(table).or_default().push(column);
        }
        for columns in tables.values_mut() {
            columns.sort_unstable();
        }
        tables
    };
    let (embedded, server) = (Desk::embedded().await, Desk::postgres().await);
    let ours = sqlx::query_as(SQLITE_COLUMNS).fetch_all(&sqlite(&embedded.place).await).await.unwrap();
    let theirs = sqlx::query_as(POSTGRES_COLUMNS).fetch_all(&postgres(&server.place).await).await.unwrap();
    assert_eq!(sorted(ours), sorted(theirs));
}
