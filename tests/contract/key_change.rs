//! Changing all keys of an account: old keys open nothing afterwards, and nothing is lost on the way.

use std::time::Duration;

use domain::records::{Letterhead, Preferences, Revision};
use store::{AuditEvent, BrokenAt, NewSheet, Password, Records, SessionAccess, SessionToken, SignInError, StoreError};

use crate::{
    engines::{Desk, NOW, PASSWORD, couple, kept_couple, open, plan},
    on_both_engines,
    waits::{Attempt, at_each_wait, between_waits, finishes_within},
};

on_both_engines!(
    sec_30_after_a_change_of_keys_the_old_ones_open_nothing,
    sec_30_a_session_of_the_old_keys_writes_nothing,
    sec_34_a_change_of_keys_survives_a_kill_at_each_step,
    sec_34_a_change_of_keys_survives_a_failure_of_each_write,
    sec_34_records_are_read_and_saved_while_the_keys_are_changed,
    sec_34_the_next_sign_in_goes_on_with_a_change_of_keys,
    a_change_that_ends_while_somebody_looks_is_not_called_interrupted,
    sec_16_a_change_of_keys_needs_the_password_and_is_one_at_a_time,
    sec_31_the_new_recovery_key_is_shown_once_and_opens_the_account,
    sec_41_the_audit_log_is_verified_across_a_change_of_keys,
    sec_29_a_damaged_record_keeps_the_old_key_until_it_is_gone,
);

/// Two couples with plans, versions, notes and documents; returns the records and the hash of their archive.
async fn filled(desk: &Desk) -> (Records, String) {
    let (records, _) = desk.first_account().await;
    let first = kept_couple(&records, "Heron").await;
    kept_couple(&records, "Juniper").await;
    records.save_notes(first, Revision(1), "note 1", NOW).await.unwrap();
    let seen = records.situation(first).await.unwrap();
    records.save_situation(first, seen.revision, &seen.value, NOW).await.unwrap();
    let made = records.create_plan(first, &plan("one"), NOW).await.unwrap();
    records.save_plan(made, Revision(1), &plan("two"), NOW).await.unwrap();
    let letterhead = Letterhead { name: "Lindenhof".into(), ..Letterhead::default() };
    records.save_singleton(None, &letterhead, NOW).await.unwrap();
    records.save_singleton(None, &Preferences::default(), NOW).await.unwrap();
    records.note_browser("Firefox on Linux").await.unwrap();
    records.catalogue(NOW).await.unwrap();
    let hash = hash(&records).await;
    (records, hash)
}

async fn hash(records: &Records) -> String {
    records.export(NOW).await.unwrap().content_hash().unwrap()
}

async fn signed_in(desk: &Desk) -> Records {
    let token = desk.store.sign_in("counsellor", Password::from(PASSWORD), NOW).await.unwrap();
    open(&desk.store, &token, NOW).await
}

/// Changes the keys, and seals everything again.
async fn change(desk: &Desk, records: &Records) -> Result<SessionToken, SignInError> {
    let token = records.change_keys(Password::from(PASSWORD).into(), NOW).await?;
    open(&desk.store, &token, NOW).await.reseal_all().await?;
    Ok(token)
}

/// Every column that something of an account is sealed in, and its table.
const SEALED: [(&str, &str); 17] = [
    ("couple", "sealed"),
    ("couple", "wrapped"),
    ("couple", "freshness"),
    ("page", "sealed"),
    ("plan", "head"),
    ("plan", "sealed"),
    ("version", "sealed"),
    ("thing", "sealed"),
    ("session", "wrapped"),
    ("session", "browser"),
    ("account", "wrapped"),
    ("account", "recovery_wrapped"),
    ("account", "previous"),
    ("account", "recovery_sealed"),
    ("account", "second_factor"),
    ("account", "audit_seal"),
    ("account", "audit_base"),
];

/// Remembers the names of all keys that have sealed something so far, and the marks of days.
async fn remember_keys(desk: &Desk) {
    let columns = SEALED.map(|(table, column)| format!("SELECT substr({column}, 1, 9) AS mark FROM {table}"));
    let all = columns.join(" UNION ");
    let statement = format!("CREATE TABLE old_keys AS SELECT mark FROM ({all}) m WHERE length(mark) = 9");
    desk.raw(Box::leak(statement.into_boxed_str())).await;
    desk.raw("CREATE TABLE old_days AS SELECT day_mark AS mark FROM plan").await;
}

/// Returns the number of values that the remembered keys have sealed.
async fn sealed_by_old_keys(desk: &Desk) -> i64 {
    let mut left = desk.count("plan WHERE day_mark IN (SELECT mark FROM old_days)").await;
    for (table, column) in SEALED {
        left += desk.count(&format!("{table} WHERE substr({column}, 1, 9) IN (SELECT mark FROM old_keys)")).await;
    }
    left
}

async fn sec_30_after_a_change_of_keys_the_old_ones_open_nothing(desk: Desk) {
    let (records, before) = filled(&desk).await;
    let other = desk.store.sign_in("counsellor", Password::from(PASSWORD), NOW).await.unwrap();
    let colleague = desk.second_account().await;
    kept_couple(&colleague, "Alder").await;
    // Only what the colleague has may stay as it is.
    let of_colleague = {
        remember_keys(&desk).await;
        desk.raw("DELETE FROM old_keys WHERE mark IN (SELECT substr(t.sealed, 1, 9) FROM couple t JOIN account a ON a.id = t.account_id WHERE a.login = 'colleague')").await;
        for (table, column) in SEALED {
            let id = if table == "account" { "id" } else { "account_id" };
            let statement = format!(
                "DELETE FROM old_keys WHERE mark IN (SELECT substr(t.{column}, 1, 9) FROM {table} t JOIN account a ON a.id = t.{id} WHERE a.login = 'colleague')"
            );
            desk.raw(Box::leak(statement.into_boxed_str())).await;
        }
        hash(&colleague).await
    };
    assert!(sealed_by_old_keys(&desk).await > 15);
    let draft_key = records.draft_key();
    let token = change(&desk, &records).await.unwrap();
    assert_eq!(sealed_by_old_keys(&desk).await, 0);
    assert_eq!(desk.count("account WHERE length(previous) > 0").await, 0);
    let after = open(&desk.store, &token, NOW).await;
    assert_eq!(hash(&after).await, before);
    assert_ne!(after.draft_key(), draft_key);
    let plans = after.plans_on("2031-02-03".parse().unwrap()).await.unwrap();
    assert_eq!(plans.len(), 1);
    assert_eq!(after.plan_version(plans[0].id, Revision(1)).await.unwrap().value.title, "one");
    assert!(matches!(desk.store.open_session(&other, NOW).await.unwrap(), SessionAccess::Unknown));
    let change = after.key_change().await.unwrap();
    assert_eq!((change.is_unfinished, change.sealed, change.couples), (false, 2, 2));
    assert_eq!(hash(&colleague).await, of_colleague);
}

async fn sec_30_a_session_of_the_old_keys_writes_nothing(desk: Desk) {
    let (old, before) = filled(&desk).await;
    let first = old.couples().await.unwrap().remove(0);
    let (other, kept) =
        (old.couples().await.unwrap().remove(1).id, old.singleton::<Letterhead>().await.unwrap().unwrap());
    let token = old.change_keys(Password::from(PASSWORD).into(), NOW).await.unwrap();
    let lines = async || {
        let records = open(&desk.store, &token, NOW).await;
        records.check_audit().await.unwrap().unwrap()
    };
    let before_lines = lines().await;
    // A request that began before, and goes on: before anything is sealed again, and after it.
    for _ in 0..2 {
        assert!(matches!(old.create_couple(&couple("Late"), NOW).await, Err(StoreError::SignedOut)));
        let saved = old.save_singleton(Some(kept.revision), &kept.value, NOW).await;
        assert!(matches!(saved, Err(StoreError::SignedOut)), "{saved:?}");
        let written = old.record_audit(AuditEvent::Viewed, first.id.0, NOW).await;
        assert!(matches!(written, Err(StoreError::SignedOut)), "{written:?}");
        assert!(old.delete_couple(other, NOW).await.is_err());
        assert_eq!(lines().await, before_lines);
        open(&desk.store, &token, NOW).await.reseal_all().await.unwrap();
    }
    assert!(old.couples().await.is_err() && old.notes(first.id).await.is_err());
    assert!(old.save_notes(first.id, Revision(2), "late", NOW).await.is_err());
    assert_eq!(hash(&open(&desk.store, &token, NOW).await).await, before);
}

/// Interrupts the change after one wait for the database, after two, and so on; each time everything is readable, and
/// sealing goes on to the end.
async fn sec_34_a_change_of_keys_survives_a_kill_at_each_step(desk: Desk) {
    let (_, before) = filled(&desk).await;
    let attempt = async |waits| {
        let records = signed_in(&desk).await;
        let mut changing = Box::pin(change(&desk, &records));
        let finished = finishes_within(waits, &mut changing).await.map(Result::unwrap).is_some();
        drop(changing);
        let after = signed_in(&desk).await;
        assert_eq!(hash(&after).await, before, "after {waits} waits");
        assert_eq!(after.plans_on("2031-02-03".parse().unwrap()).await.unwrap().len(), 1, "after {waits} waits");
        assert!(after.check_audit().await.unwrap().is_ok(), "after {waits} waits");
        let begun = after.key_change().await.unwrap().sheet.is_some();
        after.reseal_all().await.unwrap();
        let change = after.key_change().await.unwrap();
        assert!(!change.is_unfinished && change.sealed == 2, "{change:?} after {waits} waits");
        assert_eq!(hash(&after).await, before, "gone on after {waits} waits");
        if change.sheet.is_some() {
            after.take_recovery_key(Some(Password::from(PASSWORD)), NOW).await.unwrap();
        }
        match (finished, begun) {
            (true, _) => Attempt::Finished,
            (false, true) => Attempt::Stopped,
            (false, false) => Attempt::StoppedEarly,
        }
    };
    at_each_wait(5, attempt).await;
}

/// Updates of which the database refuses one after the other.
const STEPS: [(&str, &str); 11] = [
    ("account", "length(OLD.previous) = 0 AND length(NEW.previous) > 0"),
    ("account", "OLD.audit_base <> NEW.audit_base"),
    ("account", "length(NEW.recovery_sealed) > 0 AND NEW.recovery_sealed <> OLD.recovery_sealed"),
    ("couple", "OLD.wrapped <> NEW.wrapped"),
    ("page", "OLD.kind = 'situation'"),
    ("page", "OLD.kind = 'notes'"),
    ("plan", "OLD.day_mark <> NEW.day_mark"),
    ("version", "OLD.kind = 'plan'"),
    ("thing", "OLD.kind = 'letterhead'"),
    ("thing", "OLD.kind = 'preferences'"),
    ("account", "length(OLD.previous) > 0 AND length(NEW.previous) = 0"),
];

async fn sec_34_a_change_of_keys_survives_a_failure_of_each_write(desk: Desk) {
    let (_, before) = filled(&desk).await;
    let is_embedded = desk.folder().is_some();
    if !is_embedded {
        desk.raw(
            "CREATE FUNCTION stop() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'stopped'; END $$ LANGUAGE plpgsql",
        )
        .await;
    }
    let run = async |statement: String| desk.raw(Box::leak(statement.into_boxed_str())).await;
    for (place, (table, row)) in STEPS.into_iter().enumerate() {
        let records = signed_in(&desk).await;
        let act = if is_embedded { "BEGIN SELECT RAISE(ABORT, 'stopped'); END" } else { "EXECUTE FUNCTION stop()" };
        run(format!("CREATE TRIGGER stops BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({row}) {act}")).await;
        assert!(change(&desk, &records).await.is_err(), "{table} {row}");
        let after = signed_in(&desk).await;
        assert_eq!(hash(&after).await, before, "{table} {row}");
        let found = after.key_change().await.unwrap();
        assert_eq!(found.is_unfinished, place > 2, "{table} {row}: begun or not at all");
        let drop = if is_embedded { "DROP TRIGGER stops".into() } else { format!("DROP TRIGGER stops ON {table}") };
        run(drop).await;
        after.reseal_all().await.unwrap();
        assert!(!after.key_change().await.unwrap().is_unfinished, "{table} {row}");
        assert_eq!(hash(&after).await, before, "{table} {row}");
        assert!(after.check_audit().await.unwrap().is_ok());
    }
}

/// Reads and saves, in steps between which records are sealed again.
async fn work(records: &Records, round: usize) {
    assert_eq!(records.plans_on("2031-02-03".parse().unwrap()).await.unwrap().len(), 1);
    let first = records.couples().await.unwrap().remove(0);
    let notes = records.notes(first.id).await.unwrap();
    records.save_notes(first.id, notes.revision, &format!("round {round}"), NOW).await.unwrap();
    records.save_couple(first.id, first.revision, &first.value, NOW).await.unwrap();
    let made = records.plans_of(first.id).await.unwrap().remove(0).id;
    let saved = records.plan(made).await.unwrap().plan;
    records.save_plan(made, saved.revision, &saved.value, NOW).await.unwrap();
    let kept = records.singleton::<Letterhead>().await.unwrap().unwrap();
    let changed = Letterhead { name: format!("Lindenhof {round}"), ..kept.value };
    records.save_singleton(Some(kept.revision), &changed, NOW).await.unwrap();
    kept_couple(records, &format!("New in {round}")).await;
    records.catalogue(NOW).await.unwrap();
    records.export(NOW).await.unwrap();
    records.record_audit(AuditEvent::Viewed, first.id.0, NOW).await.unwrap();
}

async fn sec_34_records_are_read_and_saved_while_the_keys_are_changed(desk: Desk) {
    let (mut records, _) = filled(&desk).await;
    // In steps of several waits: each of them is a whole change of keys.
    for round in 0..24 {
        let token = records.change_keys(Password::from(PASSWORD).into(), NOW).await.unwrap();
        records = open(&desk.store, &token, NOW).await;
        between_waits(3 * round, work(&records, round), records.reseal_all()).await.1.unwrap();
        records.reseal_all().await.unwrap();
        assert!(!records.key_change().await.unwrap().is_unfinished, "round {round}");
        let all = records.couples().await.unwrap();
        assert!(all.iter().any(|couple| couple.value.name == format!("New in {round}")), "round {round}");
        assert_eq!(records.notes(all[0].id).await.unwrap().value, format!("round {round}"));
        let kept = records.singleton::<Letterhead>().await.unwrap().unwrap();
        assert_eq!(kept.value.name, format!("Lindenhof {round}"));
        assert!(records.check_audit().await.unwrap().is_ok(), "round {round}");
        records.delete_couple(all.iter().find(|one| one.value.name.starts_with("New")).unwrap().id, NOW).await.unwrap();
    }
}

async fn sec_34_the_next_sign_in_goes_on_with_a_change_of_keys(desk: Desk) {
    let (records, before) = filled(&desk).await;
    records.change_keys(Password::from(PASSWORD).into(), NOW).await.unwrap();
    drop(records);
    let after = desk.again().await;
    let token = after.sign_in("counsellor", Password::from(PASSWORD), NOW).await.unwrap();
    let records = open(&after, &token, NOW).await;
    let mut tries = 0;
    while records.key_change().await.unwrap().is_unfinished {
        tries += 1;
        assert!(tries < 1_000, "it does not go on");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(hash(&open(&after, &token, NOW).await).await, before);
}

/// The page of a change that was interrupted waits for a press; that of one under way loads again by itself.
async fn a_change_that_ends_while_somebody_looks_is_not_called_interrupted(desk: Desk) {
    filled(&desk).await;
    let attempt = async |waits| {
        let token = signed_in(&desk).await.change_keys(Password::from(PASSWORD).into(), NOW).await.unwrap();
        let records = open(&desk.store, &token, NOW).await;
        desk.store.reseal_in_background(records.account().id, &token, NOW);
        let mut looking = Box::pin(records.key_change());
        let early = finishes_within(waits, &mut looking).await;
        let is_early = early.is_some();
        while records.key_change().await.unwrap().is_working {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        let seen = match early {
            Some(seen) => seen,
            None => looking.await,
        };
        let seen = seen.unwrap();
        assert!(seen.is_working || !seen.is_unfinished, "{seen:?} after {waits} waits");
        if is_early { Attempt::Finished } else { Attempt::Stopped }
    };
    at_each_wait(3, attempt).await;
}

async fn sec_16_a_change_of_keys_needs_the_password_and_is_one_at_a_time(desk: Desk) {
    let (records, before) = filled(&desk).await;
    let wrong = records.change_keys(Password::from("seven quiet herons by the weie").into(), NOW).await;
    assert!(matches!(wrong, Err(SignInError::Wrong)));
    assert!(!records.key_change().await.unwrap().is_unfinished);
    let change = || records.change_keys(Password::from(PASSWORD).into(), NOW);
    let (one, two) = tokio::join!(change(), change());
    let token = match (one, two) {
        (Ok(token), Err(SignInError::Meanwhile)) | (Err(SignInError::Meanwhile), Ok(token)) => token,
        other => panic!("{other:?}"),
    };
    let records = open(&desk.store, &token, NOW).await;
    let again = records.change_keys(Password::from(PASSWORD).into(), NOW).await;
    assert!(matches!(again, Err(SignInError::Meanwhile)), "the first one is not done");
    // A new password in the middle of it is no obstacle.
    let changed = Password::from("a kingfisher waits on the bridge");
    let token = records.change_password(Password::from(PASSWORD).into(), changed.clone(), NOW).await.unwrap();
    open(&desk.store, &token, NOW).await.reseal_all().await.unwrap();
    let token = desk.store.sign_in("counsellor", changed, NOW).await.unwrap();
    assert_eq!(hash(&open(&desk.store, &token, NOW).await).await, before);
}

async fn sec_31_the_new_recovery_key_is_shown_once_and_opens_the_account(desk: Desk) {
    let made = desk.store.create_first_account("counsellor", Password::from(PASSWORD), NOW).await.unwrap();
    let (old, records) = (made.recovery.written(), open(&desk.store, &made.token, NOW).await);
    let id = kept_couple(&records, "Heron").await;
    let token = records.change_keys(Password::from(PASSWORD).into(), NOW).await.unwrap();
    let records = open(&desk.store, &token, NOW).await;
    let early = records.take_recovery_key(None, NOW).await;
    assert!(matches!(early, Err(SignInError::Meanwhile)), "not before everything is sealed again");
    records.reseal_all().await.unwrap();
    assert_eq!(records.key_change().await.unwrap().sheet, Some(NewSheet::FromHere));
    let elsewhere = signed_in(&desk).await;
    assert_eq!(elsewhere.key_change().await.unwrap().sheet, Some(NewSheet::FromElsewhere));
    assert!(matches!(elsewhere.take_recovery_key(None, NOW).await, Err(SignInError::Wrong)));
    let wrong = Password::from("seven quiet herons by the weie");
    assert!(matches!(elsewhere.take_recovery_key(Some(wrong), NOW).await, Err(SignInError::Wrong)));
    let shown = records.take_recovery_key(None, NOW).await.unwrap().written();
    assert!(matches!(records.take_recovery_key(None, NOW).await, Err(SignInError::Meanwhile)), "once");
    assert_eq!(records.key_change().await.unwrap().sheet, None);
    let changed = || Password::from("a kingfisher waits on the bridge");
    assert!(matches!(desk.store.recover("counsellor", &old, changed(), NOW).await, Err(SignInError::Wrong)));
    let recovered = desk.store.recover("counsellor", &shown, changed(), NOW).await.unwrap();
    assert_eq!(open(&desk.store, &recovered.token, NOW).await.couple(id).await.unwrap().value.name, "Heron");
}

async fn sec_41_the_audit_log_is_verified_across_a_change_of_keys(desk: Desk) {
    let (records, _) = filled(&desk).await;
    for _ in 0..3 {
        records.record_audit(AuditEvent::Viewed, records.account().id, NOW).await.unwrap();
    }
    let lines = records.check_audit().await.unwrap().unwrap();
    let mut records = records;
    for round in 1..=2 {
        let token = change(&desk, &records).await.unwrap();
        records = open(&desk.store, &token, NOW).await;
        assert_eq!(records.check_audit().await.unwrap(), Ok(lines + round));
    }
    let wrong = desk.store.sign_in("counsellor", Password::from("seven quiet herons by the weie"), NOW).await;
    assert!(wrong.is_err());
    records.record_audit(AuditEvent::Viewed, records.account().id, NOW).await.unwrap();
    assert_eq!(records.check_audit().await.unwrap(), Ok(lines + 4));
    // Without the sealed end of the earlier lines, their proofs are those of a key that is gone.
    let none = "(SELECT wrapped FROM account WHERE login = '')";
    let run = async |statement: String| desk.raw(Box::leak(statement.into_boxed_str())).await;
    run("CREATE TABLE kept AS SELECT audit_base FROM account WHERE login = 'counsellor'".into()).await;
    run(format!("UPDATE account SET audit_base = {none} WHERE login = 'counsellor'")).await;
    assert!(records.check_audit().await.unwrap().is_err());
    run(format!("UPDATE audit SET mac = {none} WHERE number <= {}", lines + 1)).await;
    assert!(records.check_audit().await.unwrap().is_ok(), "these are in the chain of lines that are proved");
    run("UPDATE account SET audit_base = (SELECT audit_base FROM kept) WHERE login = 'counsellor'".into()).await;
    assert!(records.check_audit().await.unwrap().is_ok());
    // A log that was changed before the next change of keys is not made whole by it.
    run("UPDATE audit SET deed = 'printed' WHERE number = 2".into()).await;
    assert_eq!(records.check_audit().await.unwrap(), Err(BrokenAt(2)));
    let token = change(&desk, &records).await.unwrap();
    run("UPDATE audit SET deed = 'viewed' WHERE number = 2".into()).await;
    assert_eq!(open(&desk.store, &token, NOW).await.check_audit().await.unwrap(), Err(BrokenAt(2)));
}

async fn sec_29_a_damaged_record_keeps_the_old_key_until_it_is_gone(desk: Desk) {
    let (records, _) = filled(&desk).await;
    let all = records.couples().await.unwrap();
    let token = records.change_keys(Password::from(PASSWORD).into(), NOW).await.unwrap();
    // The notes of the first couple hold what its situation holds.
    desk.raw("UPDATE page SET sealed = (SELECT o.sealed FROM page o WHERE o.couple_id = page.couple_id AND o.kind = 'situation') WHERE kind = 'notes' AND revision > 1").await;
    let records = open(&desk.store, &token, NOW).await;
    assert!(matches!(records.reseal_all().await, Err(StoreError::Damaged(_))));
    let found = records.key_change().await.unwrap();
    assert_eq!((found.is_unfinished, found.sealed, found.couples), (true, 1, 2));
    for one in &all {
        assert_eq!(records.couple(one.id).await.unwrap().value.name, one.value.name, "all else is readable");
    }
    assert!(records.notes(all[0].id).await.is_err());
    assert_eq!(records.singleton::<Letterhead>().await.unwrap().unwrap().value.name, "Lindenhof");
    records.delete_couple(all[0].id, NOW).await.unwrap();
    records.reseal_all().await.unwrap();
    assert!(!records.key_change().await.unwrap().is_unfinished);
    assert_eq!(records.couples().await.unwrap().len(), 1);
}
