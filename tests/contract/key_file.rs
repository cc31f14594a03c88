//! The key file: without it a copy of the database opens to nobody's password.

use std::{
    fs,
    path::{Path, PathBuf},
};

use domain::records::Revision;

use store::{
    DatabaseLocation, KeyFile, KeyFileError, KeyFileState, Password, SignInError, Store, StoreError, copy_database,
    diagnose,
};

use crate::{
    engines::{Desk, NOW, PASSWORD, fast, kept_couple, new_database, open, path_of},
    on_both_engines,
};

on_both_engines!(
    sec_28_a_stolen_copy_with_the_right_password_opens_nothing_and_the_recovery_key_opens_all,
    a_missing_key_file_is_named_and_never_replaced,
    several_servers_share_one_key_file,
    of_two_servers_with_key_files_of_their_own_one_opens_a_new_database,
    a_key_file_is_free_to_go_while_no_account_needs_it,
    sec_28_a_command_that_prints_the_key_stands_for_the_file,
    a_new_database_takes_the_key_of_a_command_and_never_makes_one,
);

async fn open_at(place: &DatabaseLocation, key_file: &KeyFile) -> Result<Store, StoreError> {
    Store::open_with(place, key_file, fast()).await
}

/// Another place for a key file, beside the one of this desk.
fn elsewhere(desk: &Desk, name: &str) -> KeyFile {
    KeyFile::At(path_of(&desk.key_file).with_file_name(name))
}

async fn sec_28_a_stolen_copy_with_the_right_password_opens_nothing_and_the_recovery_key_opens_all(desk: Desk) {
    let made = desk.store.create_first_account("counsellor", Password::from(PASSWORD), NOW).await.unwrap();
    let couple = kept_couple(&open(&desk.store, &made.token, NOW).await, "Heron").await;
    // Whoever has the copy makes a key file of their own.
    let other = elsewhere(&desk, "other.key");
    Store::replace_key_file(&desk.place, &other).await.unwrap();
    let stolen = open_at(&desk.place, &other).await.unwrap();
    assert!(stolen.needs_recovery_keys().await.unwrap());
    for _ in 0..2 {
        let answer = stolen.sign_in("counsellor", Password::from(PASSWORD), NOW).await;
        assert!(matches!(answer, Err(SignInError::Wrong)), "the right password alone opened a copy");
    }
    let changed = "a kingfisher waits on the bridge";
    let again = stolen.recover("counsellor", &made.recovery.written(), Password::from(changed), NOW).await.unwrap();
    assert_eq!(open(&stolen, &again.token, NOW).await.couple(couple).await.unwrap().value.name, "Heron");
    assert!(!stolen.needs_recovery_keys().await.unwrap());
    assert!(stolen.sign_in("counsellor", Password::from(changed), NOW).await.is_ok());
    // And the first key file is no longer the right one.
    let late = open_at(&desk.place, &desk.key_file).await.unwrap_err();
    assert!(matches!(late, StoreError::KeyFile(KeyFileError::Other(_))), "{late:?}");
}

/// A copy in a folder of its own, whoever took it and however: nothing in it opens by the right password, everything by the
/// recovery key.
async fn opens_by_the_recovery_key_alone(folder: &Path, recovery: &str, hash: &str, copy: &str) {
    let place = DatabaseLocation::Folder(Some(folder.to_owned()));
    let key_file = KeyFile::At(folder.join("reweave.key"));
    let refused = open_at(&place, &key_file).await.unwrap_err();
    assert!(matches!(refused, StoreError::KeyFile(KeyFileError::Missing(_))), "{copy}: {refused:?}");
    Store::replace_key_file(&place, &key_file).await.unwrap();
    let stolen = open_at(&place, &key_file).await.unwrap();
    for _ in 0..2 {
        let answer = stolen.sign_in("counsellor", Password::from(PASSWORD), NOW).await;
        assert!(matches!(answer, Err(SignInError::Wrong)), "{copy}: the right password alone opened it");
    }
    let changed = Password::from("a kingfisher waits on the bridge");
    let again = stolen.recover("counsellor", recovery, changed, NOW).await.unwrap();
    let records = open(&stolen, &again.token, NOW).await;
    assert_eq!(records.export(NOW).await.unwrap().content_hash().unwrap(), hash, "{copy}");
    stolen.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sec_28_a_stolen_file_its_log_and_a_backup_open_by_the_recovery_key_alone() {
    let desk = Desk::embedded().await;
    let made = desk.store.create_first_account("counsellor", Password::from(PASSWORD), NOW).await.unwrap();
    let records = open(&desk.store, &made.token, NOW).await;
    let couple = kept_couple(&records, "Heron").await;
    let from = desk.folder().unwrap();
    let thief = || tempfile::tempdir().unwrap();
    // While somebody reads, what is saved stays in the log.
    let readers = desk.sqlite().await;
    let mut reader = readers.begin().await.unwrap();
    sqlx::query("SELECT id FROM account").fetch_all(&mut *reader).await.unwrap();
    records.save_notes(couple, Revision(1), "told in confidence", NOW).await.unwrap();
    let with_log = thief();
    for name in ["reweave.db", "reweave.db-wal"] {
        fs::copy(from.join(name), with_log.path().join(name)).unwrap();
    }
    assert!(fs::metadata(with_log.path().join("reweave.db-wal")).unwrap().len() > 0, "the log is empty");
    reader.rollback().await.unwrap();
    readers.close().await;
    let backup = thief();
    copy_database(&desk.place, &backup.path().join("reweave.db")).await.unwrap();
    let hash = records.export(NOW).await.unwrap().content_hash().unwrap();
    drop(records);
    desk.store.close().await;
    let file = thief();
    fs::copy(from.join("reweave.db"), file.path().join("reweave.db")).unwrap();

    let recovery = made.recovery.written();
    for (copy, folder) in [("the file with its log", with_log), ("a backup", backup), ("the file", file)] {
        opens_by_the_recovery_key_alone(folder.path(), &recovery, &hash, copy).await;
    }
}

async fn a_missing_key_file_is_named_and_never_replaced(desk: Desk) {
    desk.first_account().await;
    let file = path_of(&desk.key_file);
    let kept = fs::read(&file).unwrap();
    fs::remove_file(&file).unwrap();
    for _ in 0..2 {
        let refused = open_at(&desk.place, &desk.key_file).await.unwrap_err();
        assert!(matches!(refused, StoreError::KeyFile(KeyFileError::Missing(_))), "{refused:?}");
        let said = refused.to_string();
        assert!(said.contains(&file.display().to_string()) && said.contains("recovery key"), "{said}");
        assert!(!file.exists(), "a new key file was made silently");
    }
    let found = diagnose(&desk.place, &desk.key_file).await.unwrap();
    assert!(matches!(found.key, KeyFileState::Problem(KeyFileError::Missing(_))), "{found:?}");
    fs::write(&file, "something else").unwrap();
    let refused = open_at(&desk.place, &desk.key_file).await.unwrap_err();
    assert!(matches!(refused, StoreError::KeyFile(KeyFileError::Malformed(_))), "{refused:?}");
    assert!(matches!(
        Store::replace_key_file(&desk.place, &desk.key_file).await,
        Err(StoreError::KeyFile(KeyFileError::Exists(_)))
    ));
    assert_eq!(fs::read(&file).unwrap(), b"something else", "nor is a file replaced that is none");
    fs::write(&file, kept).unwrap();
    let again = open_at(&desk.place, &desk.key_file).await.unwrap();
    assert!(again.sign_in("counsellor", Password::from(PASSWORD), NOW).await.is_ok());
    let found = diagnose(&desk.place, &desk.key_file).await.unwrap();
    assert!(matches!(found.key, KeyFileState::Ready) && found.accounts == Some(1), "{found:?}");
}

async fn several_servers_share_one_key_file(desk: Desk) {
    desk.first_account().await;
    let copy = elsewhere(&desk, "copy.key");
    fs::copy(path_of(&desk.key_file), path_of(&copy)).unwrap();
    let second = open_at(&desk.place, &copy).await.unwrap();
    assert!(second.sign_in("counsellor", Password::from(PASSWORD), NOW).await.is_ok());
    second.create_account("colleague", Password::from(PASSWORD), NOW).await.unwrap();
    assert!(desk.store.sign_in("colleague", Password::from(PASSWORD), NOW).await.is_ok());
}

async fn of_two_servers_with_key_files_of_their_own_one_opens_a_new_database(desk: Desk) {
    let files = ["one.key", "two.key"].map(|name| elsewhere(&desk, name));
    let place = match &desk.place {
        DatabaseLocation::Postgres(_) => new_database().await,
        DatabaseLocation::Folder(_) => {
            DatabaseLocation::Folder(Some(path_of(&desk.key_file).parent().unwrap().join("new")))
        }
    };
    let (one, two) = tokio::join!(open_at(&place, &files[0]), open_at(&place, &files[1]));
    // With no account yet, the later one may take over: but only one file fits, and no file is left that fits nothing.
    for store in [one, two].into_iter().flatten() {
        store.close().await;
    }
    let first = open_at(&place, &files[0]).await.unwrap();
    first.create_first_account("counsellor", Password::from(PASSWORD), NOW).await.unwrap();
    let late = open_at(&place, &files[1]).await.unwrap_err();
    assert!(matches!(late, StoreError::KeyFile(_)), "{late:?}");
    assert!(first.sign_in("counsellor", Password::from(PASSWORD), NOW).await.is_ok());
}

async fn a_key_file_is_free_to_go_while_no_account_needs_it(desk: Desk) {
    fs::remove_file(path_of(&desk.key_file)).unwrap();
    let again = open_at(&desk.place, &desk.key_file).await.unwrap();
    again.create_first_account("counsellor", Password::from(PASSWORD), NOW).await.unwrap();
    assert!(again.sign_in("counsellor", Password::from(PASSWORD), NOW).await.is_ok());
    // The server that still holds the first one makes no account that nobody could open after a restart.
    let late = desk.store.create_account("colleague", Password::from(PASSWORD), NOW).await;
    assert!(matches!(late, Err(SignInError::Store(StoreError::KeyFile(_)))), "{:?}", late.is_ok());
}

/// A command that prints this file.
fn printing(file: &Path) -> KeyFile {
    KeyFile::Command(format!("cat '{}'", file.display()).parse().unwrap())
}

/// Writes another key into a file beside the one of this desk.
fn another_key(desk: &Desk) -> PathBuf {
    let file = path_of(&elsewhere(desk, "another.key"));
    fs::write(&file, KeyFile::generate().unwrap().as_bytes()).unwrap();
    file
}

async fn sec_28_a_command_that_prints_the_key_stands_for_the_file(desk: Desk) {
    desk.first_account().await;
    let right = printing(&path_of(&desk.key_file));
    let served = open_at(&desk.place, &right).await.unwrap();
    assert!(served.sign_in("counsellor", Password::from(PASSWORD), NOW).await.is_ok());
    let found = diagnose(&desk.place, &right).await.unwrap();
    assert!(matches!(found.key, KeyFileState::Ready), "{found:?}");
    let kept = Store::replace_key_file(&desk.place, &right).await;
    assert!(matches!(kept, Err(StoreError::KeyFile(KeyFileError::Current(_)))), "{kept:?}");

    let refused = |command: KeyFile| {
        let place = desk.place.clone();
        async move {
            let StoreError::KeyFile(error) = open_at(&place, &command).await.unwrap_err() else {
                panic!("{command:?}")
            };
            let KeyFileState::Problem(found) = diagnose(&place, &command).await.unwrap().key else {
                panic!("{command:?}")
            };
            assert_eq!(found.to_string(), error.to_string());
            error
        }
    };
    let other = another_key(&desk);
    let error = refused(printing(&other)).await;
    assert!(matches!(error, KeyFileError::OtherByCommand(_)), "{error:?}");
    let error = refused(KeyFile::Command("echo something else".parse().unwrap())).await;
    assert!(matches!(error, KeyFileError::MalformedByCommand(_)), "{error:?}");
    let error = refused(printing(Path::new("/no/such/file"))).await;
    assert!(matches!(error, KeyFileError::NoKey { .. }), "{error:?}");
    let said = error.to_string();
    assert!(
        said.contains("cat gives no key") && said.contains("recovery key") && said.contains("Nothing is lost"),
        "{said}"
    );

    Store::replace_key_file(&desk.place, &printing(&other)).await.unwrap();
    let lost = refused(right).await;
    assert!(matches!(lost, KeyFileError::OtherByCommand(_)), "{lost:?}");
    let replaced = open_at(&desk.place, &printing(&other)).await.unwrap();
    assert!(replaced.needs_recovery_keys().await.unwrap());
    let answer = replaced.sign_in("counsellor", Password::from(PASSWORD), NOW).await;
    assert!(matches!(answer, Err(SignInError::Wrong)), "the password alone opened it");
}

async fn a_new_database_takes_the_key_of_a_command_and_never_makes_one(desk: Desk) {
    let file = path_of(&elsewhere(&desk, "printed.key"));
    let command = printing(&file);
    let refused = open_at(&desk.place, &command).await.unwrap_err();
    assert!(matches!(refused, StoreError::KeyFile(KeyFileError::NoKeyYet { .. })), "{refused:?}");
    assert!(refused.to_string().contains("reweave key-file generate"), "{refused}");
    let found = diagnose(&desk.place, &command).await.unwrap();
    assert!(matches!(found.key, KeyFileState::Problem(KeyFileError::NoKeyYet { .. })), "{found:?}");
    assert!(!file.exists(), "a key file was made silently");
    fs::rename(another_key(&desk), &file).unwrap();
    let made = open_at(&desk.place, &command).await.unwrap();
    made.create_first_account("counsellor", Password::from(PASSWORD), NOW).await.unwrap();
    // The same text is a key file as well.
    let by_file = open_at(&desk.place, &KeyFile::At(file)).await.unwrap();
    assert!(by_file.sign_in("counsellor", Password::from(PASSWORD), NOW).await.is_ok());
}
