//! Passkeys and keys: a new key takes from passkeys what they wrap, and a copy of the database opens nothing.

use store::{AuditEvent, SignInError, Store};
use tests::passkey::Passkey;

use super::{Secured, add, alone, asked, at, events, party, step};
use crate::{
    engines::{Desk, NOW, PASSWORD, kept_couple, open},
    on_both_engines,
};

on_both_engines!(
    sec_30_a_change_of_keys_takes_from_passkeys_what_they_wrap,
    sec_31_the_recovery_key_removes_all_passkeys,
    sec_28_database_and_export_hold_nothing_of_a_passkey,
    sec_28_without_the_key_file_a_passkey_opens_nothing,
    sec_29_a_passkey_that_was_moved_opens_nothing,
);

async fn sec_30_a_change_of_keys_takes_from_passkeys_what_they_wrap(desk: Desk) {
    let mut secured = Secured::on(desk).await;
    let couple = kept_couple(&secured.records, "Heron").await;
    secured.desk.raw("CREATE TABLE before AS SELECT * FROM passkey").await;
    let confirmation = secured.confirmation(NOW).await;
    let session = secured.records.change_keys(confirmation, NOW).await.unwrap();
    let records = open(&secured.desk.store, &session, NOW).await;
    records.reseal_all().await.unwrap();
    let same = "passkey WHERE length(wrapped) > 0 OR substr(sealed, 1, 9) IN (SELECT substr(sealed, 1, 9) FROM before)";
    assert_eq!(secured.desk.count(same).await, 0, "sealed by the earlier key, or wrapping a key");
    let alone = secured.alone(NOW).await;
    assert!(matches!(alone, Err(SignInError::PasskeyNeedsPassword)), "{alone:?}");
    // With the earlier row back in its place, the secret opens the earlier key, which opens nothing.
    secured.desk.raw("UPDATE passkey SET wrapped = (SELECT b.wrapped FROM before b)").await;
    let alone = secured.alone(NOW).await;
    assert!(matches!(alone, Err(SignInError::PasskeyNeedsPassword)), "{alone:?}");
    // After the password it counts as before, and from then on it opens alone again.
    secured.sign_in(at(1)).await.unwrap();
    let session = secured.alone(at(2)).await.unwrap();
    assert_eq!(open(&secured.desk.store, &session, at(2)).await.couple(couple).await.unwrap().value.name, "Heron");
}

async fn sec_31_the_recovery_key_removes_all_passkeys(desk: Desk) {
    let mut secured = Secured::on(desk).await;
    let changed = "a kingfisher waits on the bridge";
    let made = secured.desk.store.recover("counsellor", &secured.recovery, changed.into(), NOW).await.unwrap();
    assert_eq!(secured.desk.count("passkey").await, 0);
    assert!(matches!(secured.alone(NOW).await, Err(SignInError::WrongPasskey)));
    let records = open(&secured.desk.store, &made.token, NOW).await;
    assert!(events(&records).await.contains(&AuditEvent::PasskeyRemoved));
    secured.desk.store.sign_in("counsellor", changed.into(), NOW).await.expect("the password is enough");
}

async fn sec_28_database_and_export_hold_nothing_of_a_passkey(desk: Desk) {
    let mut secured = Secured::on(desk).await;
    let token = secured.pending(NOW).await;
    let challenge = asked(&secured.desk.store, &token, NOW).await;
    let answer = secured.passkey.answer(&challenge);
    secured.desk.store.finish_sign_in(&token, step(&answer), NOW).await.unwrap();
    let pending = secured.pending(NOW).await;
    let archive = serde_json::to_string(&secured.records.export(NOW).await.unwrap()).unwrap();
    assert!(!archive.contains("passkey") && !archive.contains("Blue key"));
    let Some(folder) = secured.desk.folder() else { return };
    let secret = secured.passkey.secret.unwrap();
    let secret_sent = answer.rsplit('.').next().unwrap().to_owned();
    secured.desk.store.close().await;
    let canaries: [&[u8]; 6] = [
        &secured.passkey.id,
        &secret,
        secret_sent.as_bytes(),
        b"Blue key",
        pending.as_str().as_bytes(),
        token.as_str().as_bytes(),
    ];
    for entry in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap_or_default();
        for (place, canary) in canaries.iter().enumerate() {
            assert!(!bytes.windows(canary.len()).any(|window| window == *canary), "{place}");
        }
    }
}

async fn sec_28_without_the_key_file_a_passkey_opens_nothing(desk: Desk) {
    let mut secured = Secured::on(desk).await;
    secured.alone(NOW).await.unwrap();
    let token = secured.pending(NOW).await;
    // Whoever has a copy of the database and the passkey makes a key file of their own.
    let store::KeyFile::At(file) = &secured.desk.key_file else { panic!("a file") };
    let other = store::KeyFile::At(file.with_file_name("other.key"));
    Store::replace_key_file(&secured.desk.place, &other).await.unwrap();
    let copy = Store::open_with(&secured.desk.place, &other, crate::engines::fast()).await.unwrap();
    let challenge = copy.sign_in_request(NOW).unwrap().challenge;
    let answer = secured.passkey.answer(&challenge);
    let refused = alone(&copy, &answer, NOW).await;
    assert!(matches!(refused, Err(SignInError::WrongPasskey)), "{refused:?}");
    let refused = copy.finish_sign_in(&token, &secured.codes[0].written(), NOW).await;
    assert!(refused.is_err(), "a pending sign-in needs it too: {refused:?}");
}

async fn sec_29_a_passkey_that_was_moved_opens_nothing(desk: Desk) {
    let mut secured = Secured::on(desk).await;
    let colleague = secured.desk.second_account().await;
    let mut theirs = Passkey::new(&party().origin);
    add(&colleague, &mut theirs, PASSWORD.into()).await.unwrap();
    // The colleague's passkey under the account of the counsellor.
    secured
        .desk
        .raw(
            "UPDATE passkey SET account_id = (SELECT a.id FROM account a WHERE a.login = 'counsellor') \
              WHERE account_id = (SELECT a.id FROM account a WHERE a.login = 'colleague')",
        )
        .await;
    theirs.user.clone_from(&secured.passkey.user);
    let challenge = secured.desk.store.sign_in_request(NOW).unwrap().challenge;
    let refused = alone(&secured.desk.store, &theirs.answer(&challenge), NOW).await;
    assert!(matches!(refused, Err(SignInError::WrongPasskey)), "{refused:?}");
    let listed = secured.records.passkeys().await.unwrap();
    assert_eq!((listed.len(), listed.iter().filter(|passkey| passkey.name.is_empty()).count()), (2, 1));
    secured.sign_in(NOW).await.expect("the own one still works");
    let strange = listed.into_iter().find(|passkey| passkey.name.is_empty()).unwrap();
    secured.records.remove_passkey(&strange.id, secured.by_code(0), NOW).await.expect("it can be removed");
}
