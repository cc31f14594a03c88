//! Older records that someone with write access puts back into the database.

use domain::{assess::Partner, records::Revision};
use store::{CoupleId, PlanId, Records, StoreError};

use crate::{
    engines::{Desk, NOW, couple, kept_couple, plan},
    on_both_engines,
};

on_both_engines!(
    sec_29_an_older_record_of_a_couple_that_was_put_back_is_refused_and_named,
    sec_29_an_older_plan_that_was_put_back_is_refused_wherever_it_is_shown,
    sec_29_a_deleted_plan_that_was_put_back_is_refused,
);

/// The name of the record in a refusal.
fn refused<T: std::fmt::Debug>(answer: Result<T, StoreError>) -> String {
    match answer {
        Err(StoreError::Outdated { record }) => record,
        other => panic!("not refused: {other:?}"),
    }
}

/// Saves every record of a couple once more; gives the revision of each.
async fn save_all(records: &Records, id: CoupleId, seen: u64, text: &str) -> u64 {
    let revision = Revision(seen);
    let mut told = records.interview(id, Partner::A).await.unwrap().value;
    told.note = text.into();
    let situation = records.situation(id).await.unwrap().value;
    records.save_couple(id, revision, &couple(text), NOW).await.unwrap();
    records.save_interview(id, Partner::A, revision, &told, (revision, &situation), NOW).await.unwrap();
    records.save_notes(id, revision, text, NOW).await.unwrap();
    seen + 1
}

async fn sec_29_an_older_record_of_a_couple_that_was_put_back_is_refused_and_named(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let id = kept_couple(&records, "Heron").await;
    let other = kept_couple(&records, "Juniper").await;
    let seen = save_all(&records, id, 1, "first").await;
    desk.raw("CREATE TABLE old_page AS SELECT * FROM page").await;
    desk.raw("CREATE TABLE old_couple AS SELECT * FROM couple").await;
    save_all(&records, id, seen, "second").await;
    assert_eq!(records.notes(id).await.unwrap().value, "second");

    desk.raw("DELETE FROM page").await;
    desk.raw("INSERT INTO page SELECT * FROM old_page").await;
    assert_eq!(refused(records.situation(id).await), "situation");
    assert_eq!(refused(records.notes(id).await), "notes");
    assert_eq!(refused(records.interview(id, Partner::A).await), "interview a");
    refused(records.couple_file(id).await);
    assert!(records.couple_file(other).await.is_ok());
    assert!(records.interview(id, Partner::B).await.is_ok(), "this one has not changed");
    assert!(records.notes(other).await.is_ok(), "nor has anything of another couple");
    let said = records.notes(id).await.unwrap_err().to_string();
    assert!(said.contains("an older version of the notes of this couple"), "{said}");
    refused(records.export(NOW).await.map(|_| ()));

    for column in ["sealed", "revision", "changed"] {
        let set = format!("UPDATE couple SET {column} = (SELECT o.{column} FROM old_couple o WHERE o.id = couple.id)");
        desk.raw(Box::leak(set.into_boxed_str())).await;
    }
    assert_eq!(refused(records.couple(id).await), "couple");
    assert_eq!(refused(records.couples().await), "couple");
}

async fn three_plans(records: &Records) -> (CoupleId, PlanId) {
    let id = kept_couple(records, "Heron").await;
    for title in ["one", "two"] {
        records.create_plan(id, &plan(title), NOW).await.unwrap();
    }
    (id, records.create_plan(id, &plan("three"), NOW).await.unwrap())
}

async fn sec_29_an_older_plan_that_was_put_back_is_refused_wherever_it_is_shown(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let (couple, id) = three_plans(&records).await;
    desk.raw("CREATE TABLE old_plan AS SELECT * FROM plan").await;
    records.save_plan(id, Revision(1), &plan("changed"), NOW).await.unwrap();
    assert_eq!(records.plan(id).await.unwrap().plan.value.title, "changed");
    desk.raw("DELETE FROM plan").await;
    desk.raw("INSERT INTO plan SELECT * FROM old_plan").await;
    assert_eq!(refused(records.plan(id).await), "plan");
    assert_eq!(refused(records.plans_of(couple).await), "plan");
    assert_eq!(refused(records.plans_of_each(&[couple]).await), "plan");
    assert_eq!(refused(records.recent_plans(5).await), "plan");
    assert_eq!(refused(records.plans_on("2031-02-03".parse().unwrap()).await), "plan");
    assert_eq!(refused(records.catalogue(NOW).await), "plan");
    assert_eq!(refused(records.archive_plans(&[id], true).await), "plan");
}

async fn sec_29_a_deleted_plan_that_was_put_back_is_refused(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let (couple, id) = three_plans(&records).await;
    desk.raw("CREATE TABLE old_plan AS SELECT * FROM plan").await;
    records.delete_plan(id, NOW).await.unwrap();
    assert_eq!(records.plans_of(couple).await.unwrap().len(), 2);
    desk.raw("DELETE FROM plan").await;
    desk.raw("INSERT INTO plan SELECT * FROM old_plan").await;
    assert_eq!(refused(records.plan(id).await), "plan");
    assert_eq!(refused(records.plans_of(couple).await), "plan");
}
