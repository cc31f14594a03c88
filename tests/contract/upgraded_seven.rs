//! Databases of the release with seven migrations, before there was a key file, on both engines: everything in them is
//! readable, and each account comes under the key file at its next sign-in.
//!
//! `tests/fixtures/reweave-0007.db` and `reweave-0007.sql` (written by `pg_dump --inserts`) were made by that release.

use std::{fs, path::PathBuf};

use domain::{
    assess::Partner,
    library::custom::{Adjusted, OwnExercise, OwnGate},
    records::{Letterhead, Preferences, Revision},
};
use store::{DatabaseLocation, KeyFileState, Password, Records, SessionToken, SignInError, Store, diagnose};
use tempfile::TempDir;

use crate::{
    engines::{Desk, NOW, PASSWORD, new_database, open, path_of},
    waits::{Attempt, at_each_wait, between_waits, finishes_within},
};

/// Secrets of the first account, and the hash of its archive, as that release computed it.
#[derive(Clone, Copy)]
pub struct Known {
    token: &'static str,
    recovery: &'static str,
    hash: &'static str,
}

pub const EMBEDDED: Known = Known {
    token: "d02cbf05b42e1cd3c4f176867488d92b0d9c35ac2957c25e5d69244f5cd6f790",
    recovery: "GE95 PJHW S4EJ MTMF 38BS FJ06 HQF1 BPXY 2RX3",
    hash: "ef1ce418094c94f6bb1f432c8e4018fb89348343812874eae76abbe33141dce3",
};

pub const POSTGRES: Known = Known {
    token: "effa61c8f62f483ec9df947f157c5ef1b9e52559868ae360de336b5ea821359d",
    recovery: "DHQ4 53ZG 9C2W J50K T3Z4 Y0NJ BJNX W9JR 7VYG",
    hash: "7d7f47dc6c346626a4b424c7be8eb0e159b45ac8a115084037bd8ba655e6ae56",
};

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// A copy of the embedded database of that release.
pub fn embedded_copy() -> (DatabaseLocation, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(fixture("reweave-0007.db"), folder.path().join("reweave.db")).unwrap();
    (DatabaseLocation::Folder(Some(folder.path().to_owned())), folder)
}

/// The embedded database of that release, opened by this one.
async fn embedded() -> Desk {
    let (place, folder) = embedded_copy();
    Desk::at(place, folder).await
}

/// A copy of the PostgreSQL database of that release.
pub async fn postgres_copy() -> DatabaseLocation {
    let place = new_database().await;
    let DatabaseLocation::Postgres(address) = &place else { panic!("PostgreSQL") };
    let pool = sqlx::PgPool::connect(address).await.unwrap();
    let dump = fs::read_to_string(fixture("reweave-0007.sql")).unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(dump)).execute(&pool).await.unwrap();
    pool.close().await;
    place
}

/// The PostgreSQL database of that release, opened by this one.
async fn postgres() -> Desk {
    Desk::at(postgres_copy().await, tempfile::tempdir().unwrap()).await
}

async fn signed_in(store: &Store) -> Records {
    let token = store.sign_in("counsellor", Password::from(PASSWORD), NOW).await.unwrap();
    open(store, &token, NOW).await
}

/// Everything that the release wrote, as it is now.
async fn is_whole(records: &Records, known: &Known) {
    assert_eq!(records.export(NOW).await.unwrap().content_hash().unwrap(), known.hash);
    let couples = records.couples().await.unwrap();
    assert_eq!(couples.iter().map(|couple| couple.value.name.as_str()).collect::<Vec<_>>(), ["Heron", "Juniper"]);
    let couple = &couples[0];
    assert_eq!((couple.value.together.as_str(), couple.revision), ("nine years", Revision(2)));
    assert_eq!(records.notes(couple.id).await.unwrap().value, "note 5");
    assert_eq!(records.notes(couples[1].id).await.unwrap().value, "about Juniper");
    assert_eq!(records.interview(couple.id, Partner::B).await.unwrap().value.note, "told alone");
    assert_eq!(records.situation(couple.id).await.unwrap().revision, Revision(3));
    assert_eq!(records.situation_versions(couple.id).await.unwrap().len(), 2);
    records.situation_version(couple.id, Revision(2)).await.unwrap();
    assert!(records.programme::<serde_json::Value>(couple.id).await.unwrap().is_some());
    let plans = records.plans_of(couple.id).await.unwrap();
    let two = plans.iter().find(|plan| plan.value.title == "two").unwrap();
    assert!(plans.iter().any(|plan| plan.value.title == "put away" && plan.value.archived));
    assert_eq!(records.plan(two.id).await.unwrap().plan.value.note, "in the plan");
    assert_eq!(records.plan_version(two.id, Revision(1)).await.unwrap().value.title, "one");
    assert_eq!(records.documents::<OwnExercise>().await.unwrap().len(), 1);
    assert_eq!(records.documents::<OwnGate>().await.unwrap().len(), 1);
    assert!(records.singleton::<Adjusted>().await.unwrap().is_some());
    assert!(records.singleton::<Preferences>().await.unwrap().is_some());
    assert_eq!(records.singleton::<Letterhead>().await.unwrap().unwrap().value.name, "Lindenhof");
    assert_eq!(records.catalogue(NOW).await.unwrap().plans.len(), 2);
    assert!(records.check_audit().await.unwrap().is_ok());
}

/// Everything is readable and can be saved, and the recovery key opens it.
pub async fn opens_and_goes_on(desk: Desk, known: Known) {
    let before = open(&desk.store, &SessionToken::read(known.token).unwrap(), NOW).await;
    is_whole(&before, &known).await;
    let records = signed_in(&desk.store).await;
    is_whole(&records, &known).await;
    let couple = records.couples().await.unwrap()[0].id;
    assert_eq!(records.save_notes(couple, Revision(6), "note 6", NOW).await.unwrap().count(), 7);
    let changed = Password::from("a kingfisher waits on the bridge");
    let again = desk.store.recover("counsellor", known.recovery, changed, NOW).await.unwrap();
    assert_eq!(open(&desk.store, &again.token, NOW).await.notes(couple).await.unwrap().value, "note 6");
}

/// A change of all keys before anything was sealed by the key of its couple.
async fn changes_its_keys(desk: Desk, known: Known) {
    let before = open(&desk.store, &SessionToken::read(known.token).unwrap(), NOW).await;
    let token = before.change_keys(Password::from(PASSWORD).into(), NOW).await.unwrap();
    let records = open(&desk.store, &token, NOW).await;
    is_whole(&records, &known).await;
    records.reseal_all().await.unwrap();
    assert!(!records.key_change().await.unwrap().is_unfinished);
    let records = open(&desk.store, &token, NOW).await;
    is_whole(&records, &known).await;
    assert!(is_sealed_anew(&desk).await);
}

async fn comes_under_the_key_file(desk: Desk) {
    let count = async |by: &str| desk.count(&format!("account WHERE login <> '' AND length(key_id) {by} 0")).await;
    assert_eq!((count("=").await, count(">").await), (2, 0));
    assert_eq!(diagnose(&desk.place, &desk.key_file).await.unwrap().of_earlier_versions, 2);
    let wrong = desk.store.sign_in("counsellor", Password::from("seven quiet herons by the weie"), NOW).await;
    assert!(matches!(wrong, Err(SignInError::Wrong)));
    assert_eq!(count(">").await, 0, "only who knows the password can bring it under the key file");
    let sign_in = || desk.store.sign_in("counsellor", Password::from(PASSWORD), NOW);
    let (one, two) = tokio::join!(sign_in(), sign_in());
    assert!(one.is_ok() && two.is_ok(), "{one:?} {two:?}");
    assert_eq!((count("=").await, count(">").await), (1, 1), "the colleague has not been here yet");
    let found = diagnose(&desk.place, &desk.key_file).await.unwrap();
    assert!(matches!(found.key, KeyFileState::Ready) && found.of_earlier_versions == 1, "{found:?}");
    // From now on the right password opens nothing without the file.
    let file = path_of(&desk.key_file);
    fs::remove_file(&file).unwrap();
    assert!(Store::open(&desk.place, &desk.key_file).await.is_err());
    Store::replace_key_file(&desk.place, &desk.key_file).await.unwrap();
    let stolen = Store::open(&desk.place, &desk.key_file).await.unwrap();
    let answer = stolen.sign_in("counsellor", Password::from(PASSWORD), NOW).await;
    assert!(matches!(answer, Err(SignInError::Wrong)));
    assert!(stolen.sign_in("colleague", Password::from(PASSWORD), NOW).await.is_ok());
}

/// True once every record is sealed by the key of its couple.
async fn is_sealed_anew(desk: &Desk) -> bool {
    let first = match &desk.place {
        DatabaseLocation::Postgres(_) => "'\\x01'",
        DatabaseLocation::Folder(_) => "x'01'",
    };
    let mut left = desk
        .count("couple c JOIN account a ON a.id = c.account_id WHERE a.login = 'counsellor' AND length(c.wrapped) = 0")
        .await;
    for (table, column) in
        [("couple", "sealed"), ("page", "sealed"), ("plan", "sealed"), ("plan", "head"), ("version", "sealed")]
    {
        let of_earlier = format!(
            "{table} t JOIN account a ON a.id = t.account_id WHERE a.login = 'counsellor' AND substr(t.{column}, 1, 1) = {first}"
        );
        left += desk.count(&of_earlier).await;
    }
    // The format and the name of the key come first.
    let keys = [("id", "couple", "sealed")].into_iter().chain(
        [("page", "sealed"), ("plan", "sealed"), ("plan", "head"), ("version", "sealed")]
            .map(|(table, column)| ("couple_id", table, column)),
    );
    let keys = keys.map(|(couple, table, column)| {
        format!("SELECT account_id, {couple} AS couple, substr({column}, 1, 9) AS key FROM {table}")
    });
    let keys = keys.collect::<Vec<_>>().join(" UNION ALL ");
    left += desk
        .count(&format!(
            "(SELECT couple FROM ({keys}) k JOIN account a ON a.id = k.account_id WHERE a.login = 'counsellor' \
             GROUP BY couple HAVING count(DISTINCT key) > 1) several"
        ))
        .await;
    left == 0
}

/// Interrupts the new sealing after one wait for the database, after two, and so on, each time on the database of that
/// release.
async fn survives_a_kill_at_each_step(fixture: impl AsyncFn() -> Desk, known: Known) {
    let token = SessionToken::read(known.token).unwrap();
    let attempt = async |waits| {
        let desk = fixture().await;
        let records = open(&desk.store, &token, NOW).await;
        let mut sealing = Box::pin(records.reseal_couples());
        let finished = finishes_within(waits, &mut sealing).await.map(Result::unwrap).is_some();
        drop(sealing);
        drop(records);
        let after = desk.again().await;
        let records = open(&after, &token, NOW).await;
        assert_eq!(records.export(NOW).await.unwrap().content_hash().unwrap(), known.hash, "after {waits} waits");
        if finished {
            assert!(is_sealed_anew(&desk).await);
            is_whole(&records, &known).await;
            return Attempt::Finished;
        }
        records.reseal_couples().await.unwrap();
        assert!(is_sealed_anew(&desk).await, "after {waits} waits");
        assert_eq!(
            records.export(NOW).await.unwrap().content_hash().unwrap(),
            known.hash,
            "gone on after {waits} waits"
        );
        assert_eq!(records.reseal_couples().await.unwrap(), 0, "nothing is left to do");
        after.close().await;
        desk.store.close().await;
        Attempt::Stopped
    };
    at_each_wait(2, attempt).await;
}

/// Does this work again and again, each time on the database of that release, and gives both couples their keys after one
/// wait of the work for the database, after two, and so on, as far as the work lets it.
async fn goes_on_while_sealed(
    fixture: impl AsyncFn() -> Desk,
    known: Known,
    work: impl AsyncFn(&Records),
    check: impl AsyncFn(&Records),
) {
    let token = SessionToken::read(known.token).unwrap();
    let attempt = async |waits| {
        let desk = fixture().await;
        let records = open(&desk.store, &token, NOW).await;
        let (finished, sealed) = between_waits(waits, work(&records), records.reseal_couples()).await;
        sealed.unwrap();
        assert!(is_sealed_anew(&desk).await, "after {waits} waits");
        check(&records).await;
        desk.store.close().await;
        if finished { Attempt::Finished } else { Attempt::Stopped }
    };
    at_each_wait(2, attempt).await;
}

async fn is_readable_meanwhile(fixture: impl AsyncFn() -> Desk, known: Known) {
    let hash = known.hash;
    let read = async |records: &Records| {
        assert_eq!(records.export(NOW).await.unwrap().content_hash().unwrap(), hash);
        assert_eq!(records.catalogue(NOW).await.unwrap().plans.len(), 2);
    };
    goes_on_while_sealed(fixture, known, read, read).await;
}

async fn is_writable_meanwhile(fixture: impl AsyncFn() -> Desk, known: Known) {
    let save = async |records: &Records| {
        let couple = records.couples().await.unwrap().remove(0);
        let notes = records.notes(couple.id).await.unwrap();
        records.save_notes(couple.id, notes.revision, "meanwhile", NOW).await.unwrap();
        records.save_couple(couple.id, couple.revision, &couple.value, NOW).await.unwrap();
        let plan = records.plans_of(couple.id).await.unwrap().remove(0).id;
        let saved = records.plan(plan).await.unwrap().plan;
        records.save_plan(plan, saved.revision, &saved.value, NOW).await.unwrap();
    };
    let check = async |records: &Records| {
        let couple = records.couples().await.unwrap().remove(0).id;
        assert_eq!(records.notes(couple).await.unwrap().value, "meanwhile");
        records.plan(records.plans_of(couple).await.unwrap().remove(0).id).await.unwrap();
    };
    goes_on_while_sealed(fixture, known, save, check).await;
}

/// One row for each kind of write, of which the database refuses the update; the last ones are those of the second couple.
const STEPS: [(&str, &str); 12] = [
    ("page", "OLD.kind = 'situation'"),
    ("page", "OLD.kind = 'interview-a'"),
    ("page", "OLD.kind = 'interview-b'"),
    ("page", "OLD.kind = 'notes' AND OLD.revision = 6"),
    ("page", "OLD.kind = 'programme'"),
    ("plan", "OLD.revision = 2"),
    ("version", "OLD.kind = 'couple'"),
    ("version", "OLD.kind = 'plan'"),
    ("version", "OLD.kind = 'notes' AND OLD.revision = 5"),
    ("couple", "OLD.revision = 2"),
    ("page", "OLD.kind = 'notes' AND OLD.revision = 2"),
    ("couple", "OLD.revision = 1"),
];

/// Stops the new sealing at each of its writes, one after the other.
async fn survives_a_failure_of_each_write(desk: Desk, known: Known) {
    let is_embedded = matches!(desk.place, DatabaseLocation::Folder(_));
    let token = SessionToken::read(known.token).unwrap();
    if !is_embedded {
        desk.raw(
            "CREATE FUNCTION stop() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'stopped'; END $$ LANGUAGE plpgsql",
        )
        .await;
    }
    let run = async |statement: String| desk.raw(Box::leak(statement.into_boxed_str())).await;
    for (table, row) in STEPS {
        let act = if is_embedded { "BEGIN SELECT RAISE(ABORT, 'stopped'); END" } else { "EXECUTE FUNCTION stop()" };
        run(format!("CREATE TRIGGER stops BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({row}) {act}")).await;
        let records = open(&desk.again().await, &token, NOW).await;
        assert!(records.reseal_couples().await.is_err(), "{table} {row}: nothing stopped it");
        assert!(!is_sealed_anew(&desk).await);
        run(if is_embedded { "DROP TRIGGER stops".to_owned() } else { format!("DROP TRIGGER stops ON {table}") }).await;
        let records = open(&desk.again().await, &token, NOW).await;
        assert_eq!(records.export(NOW).await.unwrap().content_hash().unwrap(), known.hash, "{table} {row}");
    }
    let records = open(&desk.again().await, &token, NOW).await;
    assert_eq!(records.reseal_couples().await.unwrap(), 1, "the first couple is done already");
    assert!(is_sealed_anew(&desk).await);
    is_whole(&records, &known).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sealing_an_embedded_database_anew_survives_a_failure_of_each_write() {
    survives_a_failure_of_each_write(embedded().await, EMBEDDED).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sealing_a_postgres_database_anew_survives_a_failure_of_each_write() {
    survives_a_failure_of_each_write(postgres().await, POSTGRES).await;
}

/// The first sign-in does it by itself.
async fn is_sealed_anew_at_the_first_sign_in(desk: Desk, known: Known) {
    assert!(!is_sealed_anew(&desk).await);
    let records = signed_in(&desk.store).await;
    let begun = std::time::Instant::now();
    while !is_sealed_anew(&desk).await {
        assert!(begun.elapsed().as_secs() < 30, "it was not sealed again");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    is_whole(&records, &known).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_embedded_database_is_sealed_anew_at_the_first_sign_in() {
    is_sealed_anew_at_the_first_sign_in(embedded().await, EMBEDDED).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_postgres_database_is_sealed_anew_at_the_first_sign_in() {
    is_sealed_anew_at_the_first_sign_in(postgres().await, POSTGRES).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sealing_an_embedded_database_anew_survives_a_kill_at_each_step() {
    survives_a_kill_at_each_step(embedded, EMBEDDED).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sealing_a_postgres_database_anew_survives_a_kill_at_each_step() {
    survives_a_kill_at_each_step(postgres, POSTGRES).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_embedded_database_is_readable_while_it_is_sealed_anew() {
    is_readable_meanwhile(embedded, EMBEDDED).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_postgres_database_is_readable_while_it_is_sealed_anew() {
    is_readable_meanwhile(postgres, POSTGRES).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_embedded_database_opens_and_goes_on() {
    opens_and_goes_on(embedded().await, EMBEDDED).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_postgres_database_opens_and_goes_on() {
    opens_and_goes_on(postgres().await, POSTGRES).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sec_28_accounts_of_an_embedded_database_come_under_the_key_file() {
    comes_under_the_key_file(embedded().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sec_28_accounts_of_a_postgres_database_come_under_the_key_file() {
    comes_under_the_key_file(postgres().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_embedded_database_is_writable_while_it_is_sealed_anew() {
    is_writable_meanwhile(embedded, EMBEDDED).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_postgres_database_is_writable_while_it_is_sealed_anew() {
    is_writable_meanwhile(postgres, POSTGRES).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sec_30_an_embedded_database_changes_its_keys() {
    changes_its_keys(embedded().await, EMBEDDED).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sec_30_a_postgres_database_changes_its_keys() {
    changes_its_keys(postgres().await, POSTGRES).await;
}
