//! Copies of an embedded database: however somebody takes one, it is never mistaken for a new installation, and what was
//! saved before a copy was brought back never meets what is saved after it.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use domain::{
    assess::Partner,
    records::{Revision, Situation},
};
use store::{DatabaseLocation, Password, Records, Store, StoreError, copy_database};

use crate::engines::{Desk, NOW, PASSWORD, kept_couple, open, open_in, plan};

fn at(folder: &Path) -> DatabaseLocation {
    DatabaseLocation::Folder(Some(folder.to_owned()))
}

/// The copy of the one file, in a folder of its own with the key file.
fn copied_alone(from: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(from.join("reweave.db"), folder.path().join("reweave.db")).unwrap();
    copy_key_file(from, folder.path());
    folder
}

fn copy_key_file(from: &Path, to: &Path) {
    fs::copy(from.join("reweave.key"), to.join("reweave.key")).unwrap();
}

async fn signed_in(store: &Store) -> Records {
    let token = store.sign_in("counsellor", Password::from(PASSWORD), NOW).await.unwrap();
    open(store, &token, NOW).await
}

#[tokio::test]
async fn the_one_file_alone_is_an_older_whole_state_and_no_new_installation() {
    let desk = Desk::embedded().await;
    let folder = desk.folder().unwrap();
    let fresh = copied_alone(&folder);
    assert!(open_in(fresh.path()).await.unwrap().has_no_accounts().await.unwrap(), "nobody was here yet");

    let (records, _) = desk.first_account().await;
    let couple = kept_couple(&records, "Heron").await;
    for n in 1..=5 {
        records.save_notes(couple, Revision(n), &format!("note {n}"), NOW).await.unwrap();
    }
    let copy = copied_alone(&folder);
    let store = open_in(copy.path()).await.unwrap();
    assert!(!store.has_no_accounts().await.unwrap(), "its account is there");
    signed_in(&store).await.couples().await.unwrap();

    // Soon after a change the file itself has it.
    let begun = Instant::now();
    loop {
        let later = copied_alone(&folder);
        let records = signed_in(&open_in(later.path()).await.unwrap()).await;
        let known = records.notes(couple).await.map(|notes| notes.value);
        if known.as_deref().is_ok_and(|notes| notes == "note 5") {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "{known:?}");
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}

#[tokio::test]
async fn a_file_that_has_lost_its_log_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("reweave.db");
    {
        // As an earlier version began one: the file says that there is a log, and everything is in the log.
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&file).create_if_missing(true);
        let options = options.journal_mode(sqlx::sqlite::SqliteJournalMode::Wal);
        let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
        sqlx::query("CREATE TABLE install (id TEXT)").execute(&pool).await.unwrap();
        let copy = fs::read(&file).unwrap();
        pool.close().await;
        fs::write(&file, &copy).unwrap();
        assert_eq!(copy.len(), 4096);
    }
    let refused = open_in(folder.path()).await.unwrap_err();
    assert!(matches!(refused, StoreError::LogMissing { .. }), "{refused:?}");
    assert!(refused.to_string().contains("reweave.db-wal, which is missing"), "{refused}");
    let copy = copy_database(&at(folder.path()), &folder.path().join("copy.db")).await;
    assert!(copy.is_err(), "nor is it a backup");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sec_37_a_copy_under_load_is_whole_and_of_one_moment() {
    let desk = Desk::embedded().await;
    let (records, _) = desk.first_account().await;
    let couple = kept_couple(&records, "Heron").await;
    let id = records.create_plan(couple, &plan("0"), NOW).await.unwrap();
    let writer = tokio::spawn(async move {
        // Notes first, then the plan: at any one moment the plan is never ahead.
        let (mut notes, mut saved) = (Revision(1), Revision(1));
        for n in 1.. {
            notes = records.save_notes(couple, notes, &n.to_string(), NOW).await.unwrap();
            saved = records.save_plan(id, saved, &plan(&n.to_string()), NOW).await.unwrap();
            tokio::task::yield_now().await;
        }
    });
    let copies = tempfile::tempdir().unwrap();
    for n in 0..5 {
        tokio::time::sleep(Duration::from_millis(60)).await;
        let folder = copies.path().join(n.to_string());
        fs::create_dir(&folder).unwrap();
        let to = folder.join("reweave.db");
        let taken = copy_database(&desk.place, &to).await.unwrap();
        assert_eq!((taken.accounts, taken.bytes), (1, fs::metadata(&to).unwrap().len()));
        assert!(copy_database(&desk.place, &to).await.is_err(), "an existing file is never overwritten");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing else is left");
        copy_key_file(&desk.folder().unwrap(), &folder);
        let restored = signed_in(&open_in(&folder).await.unwrap()).await;
        let notes: u32 = restored.notes(couple).await.unwrap().value.parse().unwrap_or(0);
        let plan: u32 = restored.plan(id).await.unwrap().plan.value.title.parse().unwrap();
        assert!(plan == notes || plan + 1 == notes, "notes {notes}, plan {plan}");
        assert!(restored.check_audit().await.unwrap().is_ok());
    }
    writer.abort();
}

#[tokio::test]
async fn a_copy_without_a_database_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let nothing = copy_database(&at(folder.path()), &folder.path().join("copy.db")).await.unwrap_err();
    assert!(nothing.to_string().contains("--data"), "{nothing}");
    let elsewhere = DatabaseLocation::Postgres("postgres://user@host/reweave".into());
    let other = copy_database(&elsewhere, &folder.path().join("copy.db")).await.unwrap_err();
    assert!(other.to_string().contains("pg_dump"), "{other}");
}

#[cfg(unix)]
#[tokio::test]
async fn its_files_are_for_this_user_alone_and_an_open_folder_is_told() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    fs::set_permissions(&data, fs::Permissions::from_mode(0o755)).unwrap();
    let mode = |name: &str| fs::metadata(data.join(name)).unwrap().permissions().mode() & 0o777;
    let all = ["reweave.db", "reweave.db-wal", "reweave.db-shm", "reweave.lock"];

    let store = open_in(&data).await.unwrap();
    store.create_first_account("counsellor", Password::from(PASSWORD), NOW).await.unwrap();
    assert_eq!(all.map(mode), [0o600; 4]);
    assert!(store.advice().is_some_and(|advice| advice.contains("chmod 700")), "{:?}", store.advice());
    // As an earlier version left them.
    for name in all {
        fs::set_permissions(data.join(name), fs::Permissions::from_mode(0o644)).unwrap();
    }
    let again = open_in(&data).await.unwrap();
    assert_eq!(all.map(mode), [0o600; 4]);
    fs::set_permissions(&data, fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!(open_in(&data).await.unwrap().advice(), None);
    let copy = folder.path().join("copy.db");
    copy_database(&at(&data), &copy).await.unwrap();
    assert_eq!(fs::metadata(copy).unwrap().permissions().mode() & 0o777, 0o600);
    drop((store, again));
}

/// Saves every kind of record once more, from the revisions that it was seen at.
async fn save_all(records: &Records, seen: &[Revision; 6], text: &str) -> Vec<Result<Revision, StoreError>> {
    let [couple, situation, interview, notes, saved, thing] = *seen;
    let id = records.couples().await.unwrap()[0].id;
    let plan_id = records.plans_of(id).await.unwrap()[0].id;
    let value = records.couple(id).await.unwrap().value;
    let told = domain::records::Interview { note: text.into(), ..Default::default() };
    let head = domain::records::Letterhead { name: text.into(), ..Default::default() };
    let first = records.save_couple(id, couple, &domain::records::Couple { together: text.into(), ..value }, NOW).await;
    let mut facts = Situation::default();
    facts.facts.sessions_since_review = u8::try_from(text.len()).unwrap();
    let asked = records.save_interview(id, Partner::A, interview, &told, (situation, &facts), NOW).await;
    let (asked, facts) = if let Ok((asked, facts)) = asked {
        (Ok(asked), Ok(facts))
    } else {
        let now = records.situation(id).await.unwrap().revision;
        let alone = records.save_interview(id, Partner::A, interview, &told, (now, &facts), NOW).await;
        (alone.map(|both| both.0), records.save_situation(id, situation, &facts, NOW).await)
    };
    vec![
        first,
        facts,
        asked,
        records.save_notes(id, notes, text, NOW).await,
        records.save_plan(plan_id, saved, &plan(text), NOW).await,
        records.save_singleton(Some(thing), &head, NOW).await,
    ]
}

#[tokio::test]
async fn what_was_saved_before_a_copy_was_brought_back_never_meets_what_is_saved_after_it() {
    let desk = Desk::embedded().await;
    let (records, token) = desk.first_account().await;
    let couple = kept_couple(&records, "Heron").await;
    records.create_plan(couple, &plan("one"), NOW).await.unwrap();
    records
        .save_singleton(None, &domain::records::Letterhead { name: "L".into(), ..Default::default() }, NOW)
        .await
        .unwrap();
    let backup = tempfile::tempdir().unwrap();
    copy_database(&desk.place, &backup.path().join("reweave.db")).await.unwrap();

    // The line that will be lost: a window saves, and goes on from there.
    let lost: Vec<Revision> =
        save_all(&records, &[Revision(1); 6], "lost").await.into_iter().map(Result::unwrap).collect();
    desk.store.close().await;

    copy_key_file(&desk.folder().unwrap(), backup.path());
    let restored = open_in(backup.path()).await.unwrap();
    let now = open(&restored, &token, NOW).await;
    let kept = save_all(&now, &[Revision(1); 6], "kept").await;
    for (lost, kept) in lost.iter().zip(&kept) {
        let kept = kept.as_ref().expect("it goes on from the copy");
        assert_eq!(lost.count(), kept.count(), "a bare count would be the same");
    }
    let lost: [Revision; 6] = lost.try_into().unwrap();
    for (kind, answer) in save_all(&now, &lost, "from the lost window").await.into_iter().enumerate() {
        assert!(matches!(answer, Err(StoreError::Stale { .. })), "record {kind}: {answer:?}");
    }
    assert_eq!(now.notes(couple).await.unwrap().value, "kept");
}
