//! A database that an earlier version wrote, opened by this one: everything in it is readable and goes on.
//!
//! `tests/fixtures/reweave-0004.db` was written by the version with four migrations, and closed.

use std::{fs, path::Path};

use domain::{
    assess::Partner,
    library::custom::{Adjusted, OwnExercise, OwnGate},
    plan::templates::KeptTemplate,
    records::{Letterhead, Revision},
};
use store::{Password, SessionToken, Store};

use crate::engines::{NOW, PASSWORD, open, open_in};

/// The content hash of the first account's archive, as the earlier version computed it.
const HASH: &str = "4e161555aa78b002fda12bcc11055d1684c1e96a8f4d47b57ecfbd5f1971c710";

/// A session that was open when the earlier version was closed.
const TOKEN: &str = "7ce6ee79cc68c95470548ede34fa0b84ad36369f38e3771eafda1b39b1ba9700";

const RECOVERY: &str = "ZFM7 1E4V 6SMT KYAV RYBZ ENME PT9W Z13B 00BW";

/// The fixture in a folder of its own.
async fn earlier() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/reweave-0004.db");
    fs::copy(fixture, folder.path().join("reweave.db")).unwrap();
    let store = open_in(folder.path()).await.unwrap();
    (folder, store)
}

#[tokio::test]
async fn everything_that_an_earlier_version_wrote_is_readable() {
    let (_folder, store) = earlier().await;
    let before = open(&store, &SessionToken::read(TOKEN).unwrap(), NOW).await;
    assert_eq!(before.account().login, "counsellor", "its sessions go on");
    let token = store.sign_in("counsellor", Password::from(PASSWORD), NOW).await.unwrap();
    let records = open(&store, &token, NOW).await;
    assert_eq!(records.export(NOW).await.unwrap().content_hash().unwrap(), HASH);

    let couple = records.couples().await.unwrap().remove(0);
    assert_eq!((couple.value.name.as_str(), couple.revision), ("Heron", Revision(2)));
    assert_eq!(records.notes(couple.id).await.unwrap().value, "note 5");
    assert_eq!(records.interview(couple.id, Partner::B).await.unwrap().value.note, "told alone");
    assert_eq!(records.situation(couple.id).await.unwrap().revision, Revision(3));
    assert_eq!(records.situation_versions(couple.id).await.unwrap().len(), 2);
    let plans = records.plans_of(couple.id).await.unwrap();
    let two = plans.iter().find(|plan| plan.value.title == "two").unwrap();
    assert!(plans.iter().any(|plan| plan.value.title == "put away" && plan.value.archived));
    assert_eq!(records.plan_version(two.id, Revision(1)).await.unwrap().value.title, "one");
    assert_eq!(records.documents::<OwnExercise>().await.unwrap().len(), 1);
    assert_eq!(records.documents::<OwnGate>().await.unwrap().len(), 1);
    assert_eq!(records.documents::<KeptTemplate>().await.unwrap().len(), 1);
    assert!(records.singleton::<Adjusted>().await.unwrap().is_some());
    assert_eq!(records.singleton::<Letterhead>().await.unwrap().unwrap().value.name, "Lindenhof");
    assert_eq!(records.catalogue(NOW).await.unwrap().plans.len(), 2);
    assert_eq!(records.check_audit().await.unwrap(), Ok(8), "six lines of then, a sign-in and an export");

    // It goes on from where it was, in a line of its own.
    let saved = records.save_notes(couple.id, Revision(6), "note 6", NOW).await.unwrap();
    assert_eq!(saved.count(), 7);
    assert_ne!(saved, Revision(7));
    let again = store.recover("counsellor", RECOVERY, Password::from("a kingfisher waits on the bridge"), NOW).await;
    assert_eq!(open(&store, &again.unwrap().token, NOW).await.notes(couple.id).await.unwrap().value, "note 6");
}

#[tokio::test]
async fn secrets_and_names_that_an_earlier_version_kept_in_other_bytes_open() {
    let (folder, store) = earlier().await;
    for (name, password, typed) in [
        // Kept as two code points a letter, typed as one.
        ("\u{e4}rztin", "sieben stille reiher am m\u{fc}hlwehr", "sieben stille reiher am mu\u{308}hlwehr"),
        // Kept as one, typed as two.
        (
            "te\u{301}moin",
            "sept he\u{301}rons tranquilles pre\u{300}s du barrage",
            "sept h\u{e9}rons tranquilles pr\u{e8}s du barrage",
        ),
    ] {
        for password in [password, typed, password] {
            let token = store.sign_in(name, Password::from(password), NOW).await.expect(name);
            assert_eq!(open(&store, &token, NOW).await.couples().await.unwrap()[0].value.name, "Juniper");
        }
        let taken = store.create_account(name, Password::from(PASSWORD), NOW).await;
        assert!(matches!(taken, Err(store::SignInError::Taken)), "{name} is that account's");
    }
    drop(folder);
}
