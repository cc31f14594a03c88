//! Databases that stopped between the seventh and the fifteenth schema: those of a release with seven migrations, brought
//! to each schema after it and no further, as by a server that was killed then, or by a build of that day.

use store::DatabaseLocation;

use crate::{
    engines::Desk,
    schema::{POSTGRES as POSTGRES_STEPS, SQLITE as SQLITE_STEPS, postgres, sqlite},
    upgraded_seven::{EMBEDDED, POSTGRES, embedded_copy, opens_and_goes_on, postgres_copy},
};

/// The schema of the fixture.
const FROM: i64 = 7;

/// The steps of either engine after the fixture.
fn steps(all: &sqlx::migrate::Migrator) -> Vec<i64> {
    let steps: Vec<i64> = all.iter().map(|step| step.version).filter(|version| *version > FROM).collect();
    assert!(steps.len() >= 8, "{steps:?}");
    steps
}

/// Asserts that the last step is this one.
async fn is_at(place: &DatabaseLocation, version: i64) {
    let asked = "SELECT max(version) FROM _sqlx_migrations WHERE success";
    let last: i64 = match place {
        DatabaseLocation::Folder(_) => sqlx::query_scalar(asked).fetch_one(&sqlite(place).await).await.unwrap(),
        DatabaseLocation::Postgres(_) => sqlx::query_scalar(asked).fetch_one(&postgres(place).await).await.unwrap(),
    };
    assert_eq!(last, version);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sec_38_an_embedded_database_of_each_schema_opens_with_equal_content_and_goes_on() {
    for version in steps(&SQLITE_STEPS) {
        let (place, folder) = embedded_copy();
        let pool = sqlite(&place).await;
        SQLITE_STEPS.run_to(version, &pool).await.unwrap();
        pool.close().await;
        is_at(&place, version).await;
        opens_and_goes_on(Desk::at(place, folder).await, EMBEDDED).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sec_38_a_postgres_database_of_each_schema_opens_with_equal_content_and_goes_on() {
    for version in steps(&POSTGRES_STEPS) {
        let place = postgres_copy().await;
        let pool = postgres(&place).await;
        POSTGRES_STEPS.run_to(version, &pool).await.unwrap();
        pool.close().await;
        is_at(&place, version).await;
        opens_and_goes_on(Desk::at(place, tempfile::tempdir().unwrap()).await, POSTGRES).await;
    }
}
