//! Accounts and sessions.

use std::time::Duration;

use domain::desk::Stamp;
use store::{Limits, Password, SignInError, Visit};
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
);

fn later(duration: Duration) -> Stamp {
    Stamp(NOW.0 + i64::try_from(duration.as_micros()).expect("not that long"))
}

async fn sec_19_a_fresh_install_has_no_account_and_only_one_first_one(desk: Desk) {
    assert!(desk.store.is_fresh().await.unwrap());
    let weak = desk.store.create_first_account("a", Password::from("password"), NOW).await;
    assert!(matches!(weak, Err(SignInError::Weak(_))));
    let nameless = desk.store.create_first_account("  ", Password::from(PASSWORD), NOW).await;
    assert!(matches!(nameless, Err(SignInError::Name(_))));
    desk.first_account().await;
    assert!(!desk.store.is_fresh().await.unwrap());
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
    assert!(matches!(desk.store.visit(&second, NOW).await.unwrap(), Visit::Nobody));
    open(&desk.store, &first, NOW).await;
}

async fn sec_14_idle_sessions_are_locked_and_old_ones_end(desk: Desk) {
    let (records, token) = desk.first_account().await;
    let couple = kept_couple(&records, "Heron").await;
    let store = desk.with_limits(Limits { idle: Duration::from_mins(10), absolute: Duration::from_hours(1) }).await;
    // In use every nine minutes it stays open, whichever server is asked.
    for minutes in [9, 18, 27] {
        open(&store, &token, later(Duration::from_mins(minutes))).await;
    }
    let idle = later(Duration::from_mins(38));
    assert!(
        matches!(store.visit(&token, idle).await.unwrap(), Visit::Locked(account) if account.login == "counsellor")
    );
    assert!(matches!(store.visit(&token, NOW).await.unwrap(), Visit::Locked(_)), "a lock stays");
    let wrong = store.unlock(&token, Password::from("not the password at all"), idle).await;
    assert!(matches!(wrong, Err(SignInError::Wrong)));
    let fresh = store.unlock(&token, Password::from(PASSWORD), idle).await.unwrap();
    assert!(matches!(store.visit(&token, idle).await.unwrap(), Visit::Nobody), "the old token opens nothing");
    assert_eq!(open(&store, &fresh, idle).await.couple(couple).await.unwrap().value.name, "Heron");
    for minutes in [45, 54, 63, 72, 81, 90] {
        open(&store, &fresh, later(Duration::from_mins(minutes))).await;
    }
    let old = later(Duration::from_mins(99));
    assert!(matches!(store.visit(&fresh, old).await.unwrap(), Visit::Nobody), "too old, however active");
}

async fn sec_15_a_new_password_ends_every_other_session(desk: Desk) {
    let (records, first) = desk.first_account().await;
    let other = desk.store.sign_in("counsellor", Password::from(PASSWORD), NOW).await.unwrap();
    let wrong = records.change_password(Password::from("not the password at all"), Password::from("x"), NOW).await;
    assert!(wrong.is_err());
    let changed = "a kingfisher waits on the bridge";
    let token = records.change_password(Password::from(PASSWORD), Password::from(changed), NOW).await.unwrap();
    for ended in [&first, &other] {
        assert!(matches!(desk.store.visit(ended, NOW).await.unwrap(), Visit::Nobody));
    }
    open(&desk.store, &token, NOW).await;
}

async fn sec_30_a_new_password_leaves_records_readable_and_the_old_one_opens_nothing(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let couple = kept_couple(&records, "Heron").await;
    let changed = "a kingfisher waits on the bridge";
    let token = records.change_password(Password::from(PASSWORD), Password::from(changed), NOW).await.unwrap();
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
    assert!(matches!(desk.store.visit(&made.token, NOW).await.unwrap(), Visit::Nobody), "older sessions end");
    let used = desk.store.recover("counsellor", &written, changed(), NOW).await;
    assert!(matches!(used, Err(SignInError::Wrong)), "a used key opens nothing");
    assert!(desk.store.recover("counsellor", &again.recovery.written(), changed(), NOW).await.is_ok());
}

async fn sec_41_the_audit_chain_tells_of_a_removed_or_changed_line(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let account = records.account().id;
    let couple = kept_couple(&records, "Heron").await;
    for _ in 0..3 {
        records.note_deed(store::Deed::Viewed, couple.0, NOW).await.unwrap();
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
