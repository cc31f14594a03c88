//! Accounts and sessions.

use std::time::Duration;

use domain::records::Stamp;
use store::{DEVICE_SECONDS, Invitation, Password, SessionAccess, SessionLimits, SignInError, Store, StoreError};
use uuid::Uuid;

use crate::{
    engines::{Desk, NOW, PASSWORD, kept_couple, open},
    on_both_engines,
};

on_both_engines!(
    sec_19_a_fresh_install_has_no_account_and_only_one_first_one,
    sec_09_an_unknown_name_is_answered_like_a_wrong_password,
    sec_41_a_failed_sign_in_leaves_a_line_for_known_and_unknown_names_alike,
    sec_13_every_sign_in_has_a_token_of_its_own_and_signing_out_ends_it,
    sec_14_idle_sessions_are_locked_and_old_ones_end,
    sec_15_a_new_password_ends_every_other_session,
    sec_30_a_new_password_leaves_records_readable_and_the_old_one_opens_nothing,
    sec_31_the_recovery_key_opens_the_account_once,
    sec_41_the_audit_chain_tells_of_a_removed_or_changed_line,
    sec_12_passwords_are_hashed_at_today_s_cost_from_the_next_sign_in_on,
    sec_15_a_disabled_account_is_answered_like_an_unknown_one_and_its_sessions_end,
    sec_19_an_invitation_makes_one_account_while_it_is_valid,
    sec_15_another_device_is_signed_out_at_its_next_request,
    sec_15_all_other_devices_are_signed_out_and_this_one_stays,
    sec_10_a_browser_is_known_for_its_own_account_until_the_password_changes,
);

fn later(duration: Duration) -> Stamp {
    Stamp(NOW.0 + i64::try_from(duration.as_micros()).expect("not that long"))
}

async fn sec_19_a_fresh_install_has_no_account_and_only_one_first_one(desk: Desk) {
    assert!(desk.store.has_no_accounts().await.unwrap());
    let weak = desk.store.create_first_account("a", Password::from("password"), NOW).await;
    assert!(matches!(weak, Err(SignInError::Weak(_))));
    let nameless = desk.store.create_first_account("  ", Password::from(PASSWORD), NOW).await;
    assert!(matches!(nameless, Err(SignInError::Name(_))));
    desk.first_account().await;
    assert!(!desk.store.has_no_accounts().await.unwrap());
    let second = desk.store.create_first_account("second", Password::from(PASSWORD), NOW).await;
    assert!(matches!(second, Err(SignInError::Taken)));
}

async fn sec_09_an_unknown_name_is_answered_like_a_wrong_password(desk: Desk) {
    desk.first_account().await;
    for (login, password) in [("nobody", PASSWORD), ("counsellor", "seven quiet herons by the weie")] {
        let answer = desk.store.sign_in(login, Password::from(password), NOW).await;
        assert!(matches!(answer, Err(SignInError::Wrong)), "{login}");
    }
    assert!(desk.store.sign_in(" Counsellor ", Password::from(PASSWORD), NOW).await.is_ok());
}

async fn sec_41_a_failed_sign_in_leaves_a_line_for_known_and_unknown_names_alike(desk: Desk) {
    let nobody = Uuid::nil();
    let made = desk.store.create_first_account("counsellor", Password::from(PASSWORD), NOW).await.unwrap();
    let account = open(&desk.store, &made.token, NOW).await.account().id;
    let wrong = || Password::from("seven quiet herons by the weie");
    let foreign = {
        let colleague = desk.store.create_account("colleague", Password::from(PASSWORD), NOW).await.unwrap();
        colleague.recovery.written()
    };
    // Of this account: created. Of nobody: nothing.
    for (login, about, lines) in [("counsellor", account, 1), ("nobody", nobody, 0), ("", nobody, 2)] {
        assert_eq!(desk.store.check_audit(about).await.unwrap(), Ok(lines), "before {login:?}");
        assert!(matches!(desk.store.sign_in(login, wrong(), NOW).await, Err(SignInError::Wrong)));
        assert_eq!(desk.store.check_audit(about).await.unwrap(), Ok(lines + 1), "after {login:?}");
        assert!(matches!(desk.store.recover(login, &foreign, wrong(), NOW).await, Err(SignInError::Wrong)));
        assert_eq!(desk.store.check_audit(about).await.unwrap(), Ok(lines + 2), "after {login:?}");
    }
    assert_eq!(desk.count("account WHERE login = 'nobody'").await, 0, "what was typed is not kept");
}

async fn sec_13_every_sign_in_has_a_token_of_its_own_and_signing_out_ends_it(desk: Desk) {
    let (_, first) = desk.first_account().await;
    let second = desk.store.sign_in("counsellor", Password::from(PASSWORD), NOW).await.unwrap();
    assert!(first != second);
    let elsewhere = desk.again().await;
    open(&elsewhere, &second, NOW).await;
    elsewhere.sign_out(&second).await.unwrap();
    assert!(matches!(desk.store.open_session(&second, NOW).await.unwrap(), SessionAccess::Unknown));
    open(&desk.store, &first, NOW).await;
}

async fn sec_14_idle_sessions_are_locked_and_old_ones_end(desk: Desk) {
    let (records, token) = desk.first_account().await;
    let couple = kept_couple(&records, "Heron").await;
    let store =
        desk.with_limits(SessionLimits { idle: Duration::from_mins(10), absolute: Duration::from_hours(1) }).await;
    // In use every nine minutes it stays open, whichever server is asked.
    for minutes in [9, 18, 27] {
        open(&store, &token, later(Duration::from_mins(minutes))).await;
    }
    let idle = later(Duration::from_mins(38));
    assert!(
        matches!(store.open_session(&token, idle).await.unwrap(), SessionAccess::Locked(account) if account.login == "counsellor")
    );
    assert!(matches!(store.open_session(&token, NOW).await.unwrap(), SessionAccess::Locked(_)), "a lock stays");
    let wrong = store.unlock(&token, Password::from("not the password at all"), idle).await;
    assert!(matches!(wrong, Err(SignInError::Wrong)));
    let fresh = store.unlock(&token, Password::from(PASSWORD), idle).await.unwrap();
    assert!(
        matches!(store.open_session(&token, idle).await.unwrap(), SessionAccess::Unknown),
        "the old token opens nothing"
    );
    assert_eq!(open(&store, &fresh, idle).await.couple(couple).await.unwrap().value.name, "Heron");
    for minutes in [45, 54, 63, 72, 81, 90] {
        open(&store, &fresh, later(Duration::from_mins(minutes))).await;
    }
    let old = later(Duration::from_mins(99));
    assert!(
        matches!(store.open_session(&fresh, old).await.unwrap(), SessionAccess::Unknown),
        "too old, however active"
    );
}

async fn sec_15_a_new_password_ends_every_other_session(desk: Desk) {
    let (records, first) = desk.first_account().await;
    let other = desk.store.sign_in("counsellor", Password::from(PASSWORD), NOW).await.unwrap();
    let wrong =
        records.change_password(Password::from("not the password at all").into(), Password::from("x"), NOW).await;
    assert!(wrong.is_err());
    let changed = "a kingfisher waits on the bridge";
    let token = records.change_password(Password::from(PASSWORD).into(), Password::from(changed), NOW).await.unwrap();
    for ended in [&first, &other] {
        assert!(matches!(desk.store.open_session(ended, NOW).await.unwrap(), SessionAccess::Unknown));
    }
    open(&desk.store, &token, NOW).await;
}

async fn sec_30_a_new_password_leaves_records_readable_and_the_old_one_opens_nothing(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let couple = kept_couple(&records, "Heron").await;
    let changed = "a kingfisher waits on the bridge";
    let token = records.change_password(Password::from(PASSWORD).into(), Password::from(changed), NOW).await.unwrap();
    assert_eq!(open(&desk.store, &token, NOW).await.couple(couple).await.unwrap().value.name, "Heron");
    let old = desk.store.sign_in("counsellor", Password::from(PASSWORD), NOW).await;
    assert!(matches!(old, Err(SignInError::Wrong)));
    let token = desk.store.sign_in("counsellor", Password::from(changed), NOW).await.unwrap();
    assert_eq!(open(&desk.store, &token, NOW).await.couple(couple).await.unwrap().value.name, "Heron");
}

async fn sec_31_the_recovery_key_opens_the_account_once(desk: Desk) {
    let made = desk.store.create_first_account("counsellor", Password::from(PASSWORD), NOW).await.unwrap();
    let couple = kept_couple(&open(&desk.store, &made.token, NOW).await, "Heron").await;
    let written = made.recovery.written();
    let changed = || Password::from("a kingfisher waits on the bridge");
    let slip = desk.store.recover("counsellor", &written[..20], changed(), NOW).await;
    assert!(matches!(slip, Err(SignInError::Recovery(_))));
    let foreign = desk.store.recover("nobody", &written, changed(), NOW).await;
    assert!(matches!(foreign, Err(SignInError::Wrong)));
    let again = desk.store.recover("counsellor", &written.to_lowercase(), changed(), NOW).await.unwrap();
    assert_eq!(open(&desk.store, &again.token, NOW).await.couple(couple).await.unwrap().value.name, "Heron");
    assert!(
        matches!(desk.store.open_session(&made.token, NOW).await.unwrap(), SessionAccess::Unknown),
        "older sessions end"
    );
    let used = desk.store.recover("counsellor", &written, changed(), NOW).await;
    assert!(matches!(used, Err(SignInError::Wrong)), "a used key opens nothing");
    assert!(desk.store.recover("counsellor", &again.recovery.written(), changed(), NOW).await.is_ok());
}

async fn sec_41_the_audit_chain_tells_of_a_removed_or_changed_line(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let account = records.account().id;
    let couple = kept_couple(&records, "Heron").await;
    for _ in 0..3 {
        records.record_audit(store::AuditEvent::Viewed, couple.0, NOW).await.unwrap();
    }
    records.delete_couple(couple, NOW).await.unwrap();
    let lines = desk.store.check_audit(account).await.unwrap();
    assert_eq!(lines, Ok(5), "created, three looks, one deletion");
    desk.raw("UPDATE audit SET at = at + 1 WHERE number = 3").await;
    assert_eq!(desk.store.check_audit(account).await.unwrap(), Err(store::BrokenAt(3)));
    desk.raw("UPDATE audit SET at = at - 1 WHERE number = 3").await;
    assert!(desk.store.check_audit(account).await.unwrap().is_ok());
    desk.raw("DELETE FROM audit WHERE number = 5").await;
    assert_eq!(desk.store.check_audit(account).await.unwrap(), Err(store::BrokenAt(5)), "the last line is missed too");
}

async fn sec_12_passwords_are_hashed_at_today_s_cost_from_the_next_sign_in_on(desk: Desk) {
    desk.first_account().await;
    let strong =
        async || desk.count("account WHERE kdf LIKE 'argon2id,m=65536,t=%' AND kdf >= 'argon2id,m=65536,t=3'").await;
    assert_eq!(strong().await, 0, "these tests hash at a low cost");
    let server = Store::open(&desk.place, &desk.key_file).await.unwrap();
    let wrong = server.sign_in("counsellor", Password::from("seven quiet herons by the weie"), NOW).await;
    assert!(matches!(wrong, Err(SignInError::Wrong)));
    assert_eq!(strong().await, 0, "only who knows the password can renew it");
    server.sign_in("counsellor", Password::from(PASSWORD), NOW).await.unwrap();
    assert_eq!(strong().await, 1);
    server.create_account("colleague", Password::from(PASSWORD), NOW).await.unwrap();
    assert_eq!(strong().await, 2);
    assert!(desk.store.sign_in("counsellor", Password::from(PASSWORD), NOW).await.is_ok());
    assert_eq!(strong().await, 2, "no hash becomes weaker");
}

async fn sec_15_a_disabled_account_is_answered_like_an_unknown_one_and_its_sessions_end(desk: Desk) {
    let made = desk.store.create_first_account("counsellor", Password::from(PASSWORD), NOW).await.unwrap();
    let couple = kept_couple(&open(&desk.store, &made.token, NOW).await, "Heron").await;
    desk.second_account().await;
    let unknown = desk.store.set_account_disabled("nobody", true, NOW).await;
    assert!(matches!(unknown, Err(StoreError::NotFound)));
    desk.store.set_account_disabled(" Counsellor ", true, NOW).await.unwrap();
    assert!(matches!(desk.store.open_session(&made.token, NOW).await.unwrap(), SessionAccess::Unknown));
    let changed = || Password::from("a kingfisher waits on the bridge");
    assert!(matches!(desk.store.sign_in("counsellor", Password::from(PASSWORD), NOW).await, Err(SignInError::Wrong)));
    let recovered = desk.store.recover("counsellor", &made.recovery.written(), changed(), NOW).await;
    assert!(matches!(recovered, Err(SignInError::Wrong)));
    let listed = desk.store.accounts().await.unwrap();
    let named: Vec<_> = listed.iter().map(|account| (account.login.as_str(), account.disabled)).collect();
    assert_eq!(named, [("colleague", false), ("counsellor", true)]);
    assert!(desk.store.sign_in("colleague", Password::from(PASSWORD), NOW).await.is_ok(), "nobody else is kept out");
    desk.store.set_account_disabled("counsellor", false, NOW).await.unwrap();
    let before = desk.store.open_session(&made.token, NOW).await.unwrap();
    assert!(matches!(before, SessionAccess::Unknown), "its sessions do not come back");
    let token = desk.store.sign_in("counsellor", Password::from(PASSWORD), NOW).await.unwrap();
    let records = open(&desk.store, &token, NOW).await;
    assert_eq!(records.couple(couple).await.unwrap().value.name, "Heron");
    assert_eq!(records.check_audit().await.unwrap(), Ok(6), "created, disabled, two attempts, enabled, signed in");
    assert!(desk.store.check_all_audits().await.unwrap().iter().all(|(_, found)| found.is_ok()));
    desk.raw("UPDATE audit SET deed = 'viewed' WHERE deed = 'account-disabled'").await;
    let broken = desk.store.check_all_audits().await.unwrap();
    assert!(
        broken.iter().any(|(login, found)| login == "counsellor" && *found == Err(store::BrokenAt(2))),
        "{broken:?}"
    );
}

async fn sec_19_an_invitation_makes_one_account_while_it_is_valid(desk: Desk) {
    let day = Duration::from_hours(24);
    let code = desk.store.invite(day, NOW).await.unwrap();
    let redeem = async |code: &Invitation, login: &'static str, now: Stamp| {
        desk.store.create_invited_account(code, login, Password::from(PASSWORD), now).await
    };
    assert!(matches!(redeem(&code, "late", later(day)).await, Err(SignInError::Wrong)), "too late");
    assert!(matches!(redeem(&Invitation::read("0000 0000 0000"), "guessed", NOW).await, Err(SignInError::Wrong)));
    let weak = desk.store.create_invited_account(&code, "weak", Password::from("password"), NOW).await;
    assert!(matches!(weak, Err(SignInError::Weak(_))), "and the code is still good");
    let typed = Invitation::read(&code.written().to_lowercase().replace(' ', "-"));
    let (one, two) = tokio::join!(redeem(&typed, "one", NOW), redeem(&code, "two", NOW));
    assert_eq!(usize::from(one.is_ok()) + usize::from(two.is_ok()), 1, "of two at once one is too late");
    assert!(matches!(redeem(&code, "three", NOW).await, Err(SignInError::Wrong)), "a code is good once");
}

async fn sec_10_a_browser_is_known_for_its_own_account_until_the_password_changes(desk: Desk) {
    let made = desk.store.create_first_account("counsellor", Password::from(PASSWORD), NOW).await.unwrap();
    desk.store.create_account("colleague", Password::from(PASSWORD), NOW).await.unwrap();
    let device = desk.store.remember_device(None, " Counsellor ", NOW).await.unwrap();
    let known = async |login: &'static str, now: Stamp| desk.store.knows_device(&device, login, now).await.unwrap();
    assert!(known("counsellor", NOW).await && known(" Counsellor", NOW).await);
    for login in ["colleague", "nobody", ""] {
        assert!(!known(login, NOW).await, "{login:?}");
    }
    let same = desk.store.remember_device(Some(&device), "counsellor", NOW).await.unwrap();
    assert_eq!(same, device, "a browser that is known keeps its token");
    let nobody = desk.store.remember_device(None, "", NOW).await.unwrap();
    assert!(!desk.store.knows_device(&nobody, "", NOW).await.unwrap(), "nobody has no browsers");
    assert!(!known("counsellor", later(Duration::from_secs((DEVICE_SECONDS + 1).into()))).await, "too long ago");
    for _ in 0..20 {
        desk.store.remember_device(None, "counsellor", later(Duration::from_secs(1))).await.unwrap();
    }
    assert!(!known("counsellor", NOW).await, "the one that was away longest is forgotten");
    let another = desk.store.remember_device(None, "counsellor", later(Duration::from_secs(2))).await.unwrap();
    let records = open(&desk.store, &made.token, NOW).await;
    let changed = Password::from("a kingfisher waits on the bridge");
    records.change_password(Password::from(PASSWORD).into(), changed, NOW).await.unwrap();
    assert!(!desk.store.knows_device(&another, "counsellor", NOW).await.unwrap(), "whoever had it may be why");
}

async fn sec_15_another_device_is_signed_out_at_its_next_request(desk: Desk) {
    let (records, _) = desk.first_account().await;
    records.note_browser("Firefox on Linux").await.unwrap();
    let other =
        desk.store.sign_in("counsellor", Password::from(PASSWORD), later(Duration::from_mins(1))).await.unwrap();
    open(&desk.store, &other, later(Duration::from_mins(2))).await.note_browser("Safari on iPhone").await.unwrap();
    let foreign = desk.second_account().await;
    let now = later(Duration::from_mins(5));
    let devices = records.signed_in_devices(now).await.unwrap();
    let words: Vec<_> = devices.iter().map(|device| (device.browser.as_str(), device.is_this, device.locked)).collect();
    assert_eq!(words, [("Safari on iPhone", false, false), ("Firefox on Linux", true, false)]);
    assert_eq!((devices[1].begun, devices[0].begun), (NOW, later(Duration::from_mins(1))));
    for browser in ["Firefox", "iPhone"] {
        assert_eq!(desk.count(&format!("session WHERE cast(browser AS text) LIKE '%{browser}%'")).await, 0, "sealed");
    }
    // Neither this one nor one of another account is ended in this way.
    let colleague = foreign.signed_in_devices(now).await.unwrap().remove(0).name;
    for name in [&devices[1].name, &colleague, "", "x"] {
        assert!(matches!(records.end_session(name, now).await, Err(StoreError::NotFound)), "{name}");
    }
    let lines = desk.store.check_audit(records.account().id).await.unwrap().unwrap();
    records.end_session(&devices[0].name, now).await.unwrap();
    assert!(matches!(desk.store.open_session(&other, now).await.unwrap(), SessionAccess::Unknown));
    assert!(matches!(desk.again().await.open_session(&other, now).await.unwrap(), SessionAccess::Unknown));
    assert_eq!(records.check_audit().await.unwrap(), Ok(lines + 1));
    assert!(matches!(records.end_session(&devices[0].name, now).await, Err(StoreError::NotFound)));
    assert_eq!(records.check_audit().await.unwrap(), Ok(lines + 1), "nothing was done, so no line was written");
    assert_eq!(foreign.signed_in_devices(now).await.unwrap().len(), 1);
}

async fn sec_15_all_other_devices_are_signed_out_and_this_one_stays(desk: Desk) {
    let (records, first) = desk.first_account().await;
    let minutes = |minutes| later(Duration::from_mins(minutes));
    let mut others = Vec::new();
    for _ in 0..3 {
        others.push(desk.store.sign_in("counsellor", Password::from(PASSWORD), NOW).await.unwrap());
    }
    // One of them was locked and opened again: it signed in at the beginning all the same.
    let unlocked = desk.store.unlock(&others[0], Password::from(PASSWORD), minutes(20)).await.unwrap();
    let devices = records.signed_in_devices(minutes(20)).await.unwrap();
    assert!(devices.len() == 4 && devices.iter().all(|device| device.begun == NOW), "{devices:?}");
    assert_eq!(devices.iter().filter(|device| device.locked).count(), 3, "{devices:?}");
    assert_eq!(records.end_other_sessions(minutes(20)).await.unwrap(), 3);
    for ended in others.iter().chain([&unlocked]) {
        assert!(matches!(desk.store.open_session(ended, minutes(20)).await.unwrap(), SessionAccess::Unknown));
    }
    assert!(!matches!(desk.store.open_session(&first, minutes(20)).await.unwrap(), SessionAccess::Unknown));
    let lines = records.check_audit().await.unwrap().unwrap();
    assert_eq!(records.end_other_sessions(minutes(21)).await.unwrap(), 0);
    assert_eq!(records.check_audit().await.unwrap(), Ok(lines));
    // Too old to be used, and so not listed.
    assert_eq!(records.signed_in_devices(minutes(13 * 60)).await.unwrap(), []);
}
