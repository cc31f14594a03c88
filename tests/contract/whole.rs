//! All of it or nothing: what happens when the last part of a change cannot be written.

use std::fs;

use domain::records::Revision;
use store::{
    AuditEvent, CoupleId, Password, PlanId, Records, SessionAccess, SessionSave, Store, StoreError, StoreOptions,
};

use crate::{
    engines::{Desk, NOW, PASSWORD, couple, fast, kept_couple, open, plan},
    on_both_engines,
};

on_both_engines!(
    sec_32_nothing_is_deleted_without_its_audit_line,
    no_key_changes_and_no_session_ends_without_an_audit_line,
    no_gate_is_decided_without_its_audit_line,
    what_is_written_down_after_a_session_is_saved_whole,
    sec_05_a_plan_for_a_couple_that_is_not_there_writes_nothing,
);

/// From now on no audit line can be written: the next number is taken.
const BLOCK_AUDIT: &str = "INSERT INTO audit (account_id, number, at, deed, about, hash) \
                           SELECT id, audit_count + 1, 0, 'in-the-way', id, audit_head FROM account";

const FREE_AUDIT: &str = "DELETE FROM audit WHERE deed = 'in-the-way'";

async fn sec_32_nothing_is_deleted_without_its_audit_line(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let id = kept_couple(&records, "Heron").await;
    let plan_id = records.create_plan(id, &plan("first"), NOW).await.unwrap();
    records.save_plan(plan_id, Revision(1), &plan("second"), NOW).await.unwrap();
    desk.raw(BLOCK_AUDIT).await;
    assert!(records.delete_plan(plan_id, NOW).await.is_err());
    assert!(records.delete_couple(id, NOW).await.is_err());
    assert_eq!(records.plan(plan_id).await.unwrap().plan.value.title, "second");
    assert_eq!(records.plan_versions(plan_id).await.unwrap().len(), 1);
    assert_eq!(records.couple(id).await.unwrap().value.name, "Heron");
    desk.raw(FREE_AUDIT).await;
    records.delete_plan(plan_id, NOW).await.unwrap();
    records.delete_couple(id, NOW).await.unwrap();
    assert_eq!(desk.store.check_audit(records.account().id).await.unwrap(), Ok(3), "created, two deletions");
    let nothing_there = records.delete_couple(id, NOW).await;
    assert!(matches!(nothing_there, Err(StoreError::NotFound)));
    assert_eq!(desk.store.check_audit(records.account().id).await.unwrap(), Ok(3), "no line about nothing");
}

async fn no_key_changes_and_no_session_ends_without_an_audit_line(desk: Desk) {
    let made = desk.store.create_first_account("counsellor", Password::from(PASSWORD), NOW).await.unwrap();
    let records = open(&desk.store, &made.token, NOW).await;
    let changed = || Password::from("a kingfisher waits on the bridge");
    desk.raw(BLOCK_AUDIT).await;
    assert!(desk.store.recover("counsellor", &made.recovery.written(), changed(), NOW).await.is_err());
    assert!(records.change_password(PASSWORD.into(), changed(), NOW).await.is_err());
    assert!(records.new_recovery_key(PASSWORD.into(), NOW).await.is_err());
    assert!(desk.store.sign_in("counsellor", PASSWORD.into(), NOW).await.is_err());
    assert!(desk.store.create_first_account("second", PASSWORD.into(), NOW).await.is_err());
    assert!(
        matches!(desk.store.open_session(&made.token, NOW).await.unwrap(), SessionAccess::Open(_)),
        "the session goes on"
    );
    assert_eq!(desk.count("session").await, 1);
    desk.raw(FREE_AUDIT).await;
    assert!(desk.store.sign_in("counsellor", PASSWORD.into(), NOW).await.is_ok());
    assert!(desk.store.recover("counsellor", &made.recovery.written(), changed(), NOW).await.is_ok());
    assert_eq!(desk.count("session").await, 1, "recovering ends the others");
}

async fn no_gate_is_decided_without_its_audit_line(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let id = kept_couple(&records, "Heron").await;
    let situation = records.situation(id).await.unwrap().value;
    for (seen, deed) in [(1, AuditEvent::GateClosed), (2, AuditEvent::GateOverridden)] {
        desk.raw(BLOCK_AUDIT).await;
        assert!(records.save_decision(id, Revision(seen), &situation, deed, NOW).await.is_err());
        assert_eq!(records.situation(id).await.unwrap().revision, Revision(seen), "nothing was decided");
        desk.raw(FREE_AUDIT).await;
        let decided = records.save_decision(id, Revision(seen), &situation, deed, NOW).await.unwrap();
        assert_eq!(decided, Revision(seen + 1));
        let late = records.save_decision(id, Revision(seen), &situation, deed, NOW).await;
        assert!(matches!(late, Err(StoreError::Stale { .. })), "and no line about a decision that was not saved");
    }
    assert_eq!(records.check_audit().await.unwrap(), Ok(3), "created, two decisions");
}

/// Two plans, the situation and the audit line: where one of them is stale, of another couple, or cannot be written, none is.
async fn what_is_written_down_after_a_session_is_saved_whole(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let (id, other) = (kept_couple(&records, "Heron").await, kept_couple(&records, "Juniper").await);
    let before = records.create_plan(id, &plan("before"), NOW).await.unwrap();
    let now = records.create_plan(id, &plan("now"), NOW).await.unwrap();
    let theirs = records.create_plan(other, &plan("theirs"), NOW).await.unwrap();
    let mut situation = records.situation(id).await.unwrap().value;
    situation.facts.sessions_since_review = 3;
    let (written, came) = (plan("written"), plan("came of it"));
    let save = |one: (PlanId, u64), seen: u64| SessionSave {
        plans: vec![(now, Revision(1), &written), (one.0, Revision(one.1), &came)],
        situation: Some((Revision(seen), &situation)),
        event: Some(AuditEvent::GateOpened),
    };
    let nothing = async || {
        let title = async |id| records.plan(id).await.unwrap().plan.value.title;
        assert_eq!([title(before).await, title(now).await, title(theirs).await], ["before", "now", "theirs"]);
        assert_eq!(records.situation(id).await.unwrap().revision, Revision(1));
    };
    assert!(matches!(records.save_session(id, save((theirs, 1), 1), NOW).await, Err(StoreError::NotFound)));
    nothing().await;
    for stale in [save((before, 2), 1), save((before, 1), 2)] {
        assert!(matches!(records.save_session(id, stale, NOW).await, Err(StoreError::Stale { .. })));
        nothing().await;
    }
    desk.raw(BLOCK_AUDIT).await;
    assert!(records.save_session(id, save((before, 1), 1), NOW).await.is_err());
    nothing().await;
    desk.raw(FREE_AUDIT).await;
    records.save_session(id, save((before, 1), 1), NOW).await.unwrap();
    let title = async |id| records.plan(id).await.unwrap().plan.value.title;
    assert_eq!([title(before).await, title(now).await], ["came of it", "written"]);
    assert_eq!(records.situation(id).await.unwrap().value.facts.sessions_since_review, 3);
    assert_eq!(records.check_audit().await.unwrap(), Ok(2), "created, and the hold");
}

async fn sec_05_a_plan_for_a_couple_that_is_not_there_writes_nothing(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let foreign = kept_couple(&desk.second_account().await, "Juniper").await;
    let gone = kept_couple(&records, "Heron").await;
    records.delete_couple(gone, NOW).await.unwrap();
    for couple in [foreign, gone, CoupleId(uuid::Uuid::now_v7())] {
        let answer = records.create_plan(couple, &plan("first"), NOW).await;
        assert!(matches!(answer, Err(StoreError::NotFound)));
    }
    assert_eq!(desk.count("plan").await, 0);
}

/// A database that has no room left for a page of text.
async fn full(desk: &Desk) -> Store {
    // Whatever is in the log beside the file goes into the file.
    desk.raw("PRAGMA wal_checkpoint(TRUNCATE)").await;
    let bytes = fs::metadata(desk.folder().unwrap().join("reweave.db")).unwrap().len();
    let options = StoreOptions { pages: Some(u32::try_from(bytes / 4096).unwrap() + 4), ..fast() };
    Store::open_with(&desk.place, &desk.key_file, options).await.unwrap()
}

/// Fills what room there is with couples, until one does not fit any more.
async fn fill(records: &Records) -> StoreError {
    for n in 0..1000 {
        if let Err(error) = records.create_couple(&couple(&format!("couple {n}")), NOW).await {
            return error;
        }
    }
    panic!("a thousand couples do not fill a database that may not grow");
}

#[tokio::test]
async fn sec_35_on_a_full_disk_nothing_is_half_written() {
    let desk = Desk::embedded().await;
    let (records, token) = desk.first_account().await;
    let id = kept_couple(&records, "Heron").await;
    records.save_notes(id, Revision(1), "kept before", NOW).await.unwrap();

    let store = full(&desk).await;
    let records = open(&store, &token, NOW).await;
    let long = "a long evening ".repeat(10_000);
    assert!(matches!(records.save_notes(id, Revision(2), &long, NOW).await, Err(StoreError::Full)));
    let kept = records.notes(id).await.unwrap();
    assert_eq!((kept.value.as_str(), kept.revision), ("kept before", Revision(2)));
    assert_eq!(desk.count("version").await, 1, "no version of what was not replaced");

    let filled = fill(&records).await;
    assert!(matches!(filled, StoreError::Full), "{filled:?}");
    assert_eq!(desk.count("page").await, 4 * desk.count("couple").await, "no couple without its pages");
    let hour = domain::records::Stamp(NOW.0 + 10 * 60_000_000);
    open(&store, &token, hour).await;
    store.close().await;

    // With room again, everything goes on where it stood.
    let records = open(&desk.again().await, &token, NOW).await;
    assert_eq!(records.save_notes(id, Revision(2), &long, NOW).await.unwrap().count(), 3);
    assert!(desk.store.check_audit(records.account().id).await.unwrap().is_ok());
}
