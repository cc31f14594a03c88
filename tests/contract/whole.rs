//! All of it or nothing: what happens when the last part of a change cannot be written.

use std::fs;

use domain::desk::Revision;
use store::{CoupleId, Password, Records, Store, StoreError, Visit};

use crate::{
    engines::{Desk, NOW, PASSWORD, couple, kept_couple, open, plan},
    on_both_engines,
};

on_both_engines!(
    sec_32_nothing_is_deleted_without_its_audit_line,
    no_key_changes_and_no_session_ends_without_an_audit_line,
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
    assert!(matches!(desk.store.visit(&made.token, NOW).await.unwrap(), Visit::Open(_)), "the session goes on");
    assert_eq!(desk.count("session").await, 1);
    desk.raw(FREE_AUDIT).await;
    assert!(desk.store.sign_in("counsellor", PASSWORD.into(), NOW).await.is_ok());
    assert!(desk.store.recover("counsellor", &made.recovery.written(), changed(), NOW).await.is_ok());
    assert_eq!(desk.count("session").await, 1, "recovering ends the others");
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
    Store::open_no_larger(&desk.place, u32::try_from(bytes / 4096).unwrap() + 4).await.unwrap()
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
    let hour = domain::desk::Stamp(NOW.0 + 10 * 60_000_000);
    open(&store, &token, hour).await;
    store.close().await;

    // With room again, everything goes on where it stood.
    let records = open(&desk.again().await, &token, NOW).await;
    assert_eq!(records.save_notes(id, Revision(2), &long, NOW).await.unwrap(), Revision(3));
    assert!(desk.store.check_audit(records.account().id).await.unwrap().is_ok());
}
