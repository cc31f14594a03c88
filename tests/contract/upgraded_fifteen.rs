//! Databases of the release with fifteen migrations, on both engines: an account with a second factor and a passkey, and
//! something of everything. What that release wrote is readable and goes on, for ever.
//!
//! `tests/fixtures/reweave-0015.db` and `reweave-0015.sql` were written by `write_the_fixtures`, which that release has. Next
//! to each are its key file and, in JSON, its secrets.

use std::{fs, path::PathBuf, process::Command};

use domain::{
    assess::{Partner, Session},
    library::{
        custom::{Adjusted, OwnExercise, OwnGate},
        english,
    },
    plan::{
        SessionRecord, Status,
        templates::{KeptTemplate, from_plan},
    },
    programme::{DraftInput, Programme, ProgrammeSpec, draft},
    records::{Letterhead, Preferences, Revision, Stamp},
    vocabulary::{GateId, Minutes, SmallSet},
};
use serde::{Deserialize, Serialize};
use store::{
    Confirmation, DatabaseLocation, NewPasskey, PasskeyAnswer, Password, Records, RecoveryCode, RelyingParty,
    SecondStep, SessionToken, SignInError, Store,
};
use tests::{authenticator::code_at, passkey::Passkey};

use crate::engines::{Desk, NOW, PASSWORD, fast, kept_couple, new_database, open, path_of, plan};

/// The secrets of a fixture, and the hash of its archive, as the release computed it.
#[derive(Serialize, Deserialize)]
struct Known {
    token: String,
    recovery: String,
    hash: String,
    app_secret: String,
    recovery_code: String,
    passkey: (Vec<u8>, Vec<u8>, [u8; 32], String),
}

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

fn party() -> RelyingParty {
    RelyingParty { id: "localhost".into(), origin: "http://localhost:3000".into() }
}

fn seconds(time: Stamp) -> u64 {
    u64::try_from(time.0 / 1_000_000).unwrap()
}

/// A moment after the fixture was written, for which no code was used yet.
const LATER: Stamp = Stamp(NOW.0 + 600 * 1_000_000);

/// Something of everything, and earlier states.
async fn fill(records: &Records) {
    let couple = kept_couple(records, "Heron").await;
    let mut stored = records.couple(couple).await.unwrap().value;
    stored.together = "nine years".into();
    records.save_couple(couple, Revision(1), &stored, NOW).await.unwrap();
    let mut situation = records.situation(couple).await.unwrap().value;
    situation.gates.open_by_hand(GateId::Own1);
    records.save_situation(couple, Revision(1), &situation, NOW).await.unwrap();
    let mut told = records.interview(couple, Partner::B).await.unwrap().value;
    told.note = "told alone".into();
    records.save_interview(couple, Partner::B, Revision(1), &told, (Revision(2), &situation), NOW).await.unwrap();
    records.save_notes(couple, Revision(1), "first", NOW).await.unwrap();
    records.save_notes(couple, Revision(2), "second", NOW).await.unwrap();
    let id = records.create_plan(couple, &plan("one"), NOW).await.unwrap();
    let mut past = plan("two");
    past.note = "in the plan".into();
    past.status = Status::Completed;
    past.record = Some(Box::new(SessionRecord { note: "what was done".into(), ..SessionRecord::default() }));
    records.save_plan(id, Revision(1), &past, NOW).await.unwrap();
    let course = domain::assess::CaseState::default();
    let unsaid = SmallSet::new();
    let ground =
        DraftInput { library: english(), course: &course, chosen: None, booked: Session::Couple, unsaid: &unsaid };
    let programme = draft(ground, ProgrammeSpec { sessions: 8, minutes: Minutes(60), first: 1 });
    records.save_programme(couple, None, &programme, NOW).await.unwrap();
    kept_couple(records, "Juniper").await;
    records.create_document(&OwnExercise::begin(), NOW).await.unwrap();
    records.create_document(&OwnGate::begin(GateId::Own1), NOW).await.unwrap();
    let (mut template, _) = from_plan(english(), &plan("two"));
    template.title = "Repair talk".into();
    records.create_document(&KeptTemplate::new(template), NOW).await.unwrap();
    let head = Letterhead { name: "Lindenhof".into(), ..Letterhead::default() };
    records.save_singleton(None, &head, NOW).await.unwrap();
    records.save_singleton(None, &Adjusted::default(), NOW).await.unwrap();
    records.save_singleton(None, &Preferences::default(), NOW).await.unwrap();
}

/// Writes the fixture of one engine.
async fn written(desk: &Desk) -> Known {
    let made = desk.store.create_first_account("counsellor", Password::from(PASSWORD), NOW).await.unwrap();
    let records = open(&desk.store, &made.token, NOW).await;
    fill(&records).await;
    let offer = records.offer_second_factor(PASSWORD.into(), NOW).await.unwrap();
    let code = code_at(&offer.secret, seconds(NOW));
    let codes: Vec<RecoveryCode> = records.turn_on_second_factor(&offer.sealed, &code, NOW).await.unwrap();
    let app_secret = offer.secret.to_string();
    let step = Some(SecondStep::from(&codes[0].written()));
    let offer = records.offer_passkey("Blue key", Confirmation { password: PASSWORD.into(), step }, NOW).await.unwrap();
    let mut passkey = Passkey::new(&party().origin);
    let sent = NewPasskey::read(&passkey.make(&offer.challenge, &offer.user)).unwrap();
    records.add_passkey(&offer.sealed, (&sent, &party()), NOW).await.unwrap();
    Known {
        token: made.token.as_str().to_owned(),
        recovery: made.recovery.written(),
        hash: records.export(NOW).await.unwrap().content_hash().unwrap(),
        app_secret,
        recovery_code: codes[1].written(),
        passkey: (passkey.id, passkey.key, passkey.secret.unwrap(), passkey.user),
    }
}

/// Replaces the fixtures by those of the present release, once its schema has changed: then they get its number.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "writes files of the checkout; needs pg_dump"]
async fn write_the_fixtures() {
    let desk = Desk::embedded().await;
    keep(&written(&desk).await, &desk, "reweave-0015");
    desk.store.close().await;
    fs::copy(desk.folder().unwrap().join("reweave.db"), fixture("reweave-0015.db")).unwrap();

    let desk = Desk::postgres().await;
    keep(&written(&desk).await, &desk, "reweave-0015-postgres");
    desk.store.close().await;
    let DatabaseLocation::Postgres(address) = &desk.place else { panic!("PostgreSQL") };
    let dump = Command::new("pg_dump").args(["--inserts", "--no-owner", "--no-privileges", address]).output().unwrap();
    let dump = String::from_utf8(dump.stdout).unwrap();
    // What pg_dump sets up for psql is left out.
    let of_psql =
        |line: &&str| ["--", "\\", "SET ", "SELECT pg_catalog.set_config"].iter().any(|way| line.starts_with(way));
    let dump: Vec<&str> = dump.lines().filter(|line| !line.is_empty() && !of_psql(line)).collect();
    fs::write(fixture("reweave-0015.sql"), dump.join("\n") + "\n").unwrap();
}

fn keep(known: &Known, desk: &Desk, name: &str) {
    fs::write(fixture(&format!("{name}.json")), serde_json::to_string(known).unwrap() + "\n").unwrap();
    fs::copy(path_of(&desk.key_file), fixture(&format!("{name}.key"))).unwrap();
}

fn known(name: &str) -> Known {
    serde_json::from_str(&fs::read_to_string(fixture(&format!("{name}.json"))).unwrap()).unwrap()
}

/// The embedded database of that release, opened by this one.
async fn embedded() -> (Desk, Known) {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(fixture("reweave-0015.db"), folder.path().join("reweave.db")).unwrap();
    fs::copy(fixture("reweave-0015.key"), folder.path().join("reweave.key")).unwrap();
    let place = DatabaseLocation::Folder(Some(folder.path().to_owned()));
    (Desk::at(place, folder).await, known("reweave-0015"))
}

/// The PostgreSQL database of that release, opened by this one.
async fn postgres() -> (Desk, Known) {
    let place = new_database().await;
    let DatabaseLocation::Postgres(address) = &place else { panic!("PostgreSQL") };
    let pool = sqlx::PgPool::connect(address).await.unwrap();
    let dump = fs::read_to_string(fixture("reweave-0015.sql")).unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(dump)).execute(&pool).await.unwrap();
    pool.close().await;
    let folder = tempfile::tempdir().unwrap();
    fs::copy(fixture("reweave-0015-postgres.key"), folder.path().join("reweave.key")).unwrap();
    (Desk::at(place, folder).await, known("reweave-0015-postgres"))
}

/// Everything that the release wrote, as it is now.
async fn is_whole(records: &Records, known: &Known) {
    assert_eq!(records.export(NOW).await.unwrap().content_hash().unwrap(), known.hash);
    let couples = records.couples().await.unwrap();
    assert_eq!(couples.iter().map(|couple| couple.value.name.as_str()).collect::<Vec<_>>(), ["Heron", "Juniper"]);
    let couple = couples[0].id;
    assert_eq!((couples[0].value.together.as_str(), couples[0].revision), ("nine years", Revision(2)));
    assert_eq!(records.notes(couple).await.unwrap().value, "second");
    assert_eq!(records.interview(couple, Partner::B).await.unwrap().value.note, "told alone");
    assert!(records.situation(couple).await.unwrap().value.gates.is_open(GateId::Own1));
    assert!(!records.programme::<Programme>(couple).await.unwrap().unwrap().value.steps.is_empty());
    let saved = &records.plans_of(couple).await.unwrap()[0];
    let past = records.plan(saved.id).await.unwrap().plan.value;
    assert_eq!((past.title.as_str(), past.note.as_str(), past.status), ("two", "in the plan", Status::Completed));
    assert_eq!(past.record.unwrap().note, "what was done");
    assert_eq!(records.plan_version(saved.id, Revision(1)).await.unwrap().value.title, "one");
    assert_eq!(records.documents::<OwnExercise>().await.unwrap().len(), 1);
    assert_eq!(records.documents::<OwnGate>().await.unwrap().len(), 1);
    assert_eq!(records.documents::<KeptTemplate>().await.unwrap()[0].value.template.title, "Repair talk");
    assert!(records.singleton::<Adjusted>().await.unwrap().is_some());
    assert!(records.singleton::<Preferences>().await.unwrap().is_some());
    assert_eq!(records.singleton::<Letterhead>().await.unwrap().unwrap().value.name, "Lindenhof");
    assert_eq!(records.passkeys().await.unwrap().len(), 1);
    assert!(records.check_audit().await.unwrap().is_ok());
}

/// Signs in with the password and this step.
async fn signed_in(store: &Store, step: SecondStep) -> Result<SessionToken, SignInError> {
    let Err(SignInError::CodeNeeded(token)) = store.sign_in("counsellor", PASSWORD.into(), LATER).await else {
        panic!("the second factor is on")
    };
    store.finish_sign_in(&token, step, LATER).await
}

async fn opens_and_goes_on((desk, known): (Desk, Known)) {
    let store = &desk.store;
    is_whole(&open(store, &SessionToken::read(&known.token).unwrap(), NOW).await, &known).await;
    // The app, a recovery code, and the passkey alone.
    let code = code_at(&known.app_secret, seconds(LATER));
    let mut tokens = Vec::new();
    for typed in [&code, &known.recovery_code] {
        tokens.push(signed_in(store, typed.into()).await.unwrap());
    }
    let (id, key, secret, user) = known.passkey.clone();
    let mut passkey = Passkey { id, key, secret: Some(secret), user, ..Passkey::new(&party().origin) };
    let answer = passkey.answer(&store.sign_in_request(LATER).unwrap().challenge);
    let answer = PasskeyAnswer::read(&answer).unwrap();
    tokens.push(store.sign_in_with_passkey(&answer, &party(), LATER).await.unwrap());
    for token in tokens {
        is_whole(&open(store, &token, LATER).await, &known).await;
    }
    let records = open(store, &SessionToken::read(&known.token).unwrap(), NOW).await;
    let couple = records.couples().await.unwrap()[0].id;
    assert_eq!(records.save_notes(couple, Revision(3), "third", NOW).await.unwrap().count(), 4);
    // The recovery key opens it on a server that has another key file.
    store.close().await;
    fs::remove_file(path_of(&desk.key_file)).unwrap();
    Store::replace_key_file(&desk.place, &desk.key_file).await.unwrap();
    let elsewhere = Store::open_with(&desk.place, &desk.key_file, fast()).await.unwrap();
    let refused = elsewhere.sign_in("counsellor", PASSWORD.into(), LATER).await;
    assert!(matches!(refused, Err(SignInError::Wrong)), "the password opened it without its key file");
    let changed = Password::from("a kingfisher waits on the bridge");
    let again = elsewhere.recover("counsellor", &known.recovery, changed, LATER).await.unwrap();
    assert_eq!(open(&elsewhere, &again.token, LATER).await.notes(couple).await.unwrap().value, "third");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_embedded_database_of_the_fifteenth_schema_opens_and_goes_on() {
    opens_and_goes_on(embedded().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_postgres_database_of_the_fifteenth_schema_opens_and_goes_on() {
    opens_and_goes_on(postgres().await).await;
}
