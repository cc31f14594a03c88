//! Earlier states: which there are, and that they open for their owner alone.

use domain::records::{Revision, Stamp};
use store::{CoupleId, PlanId, SavedVersion, StoreError};
use uuid::Uuid;

use crate::{
    engines::{Desk, NOW, kept_couple, plan},
    on_both_engines,
};

on_both_engines!(
    versions_of_a_plan_are_listed_and_opened,
    versions_of_a_situation_are_listed_and_opened,
    sec_02_versions_of_others_are_answered_like_unknown_ones,
    sec_29_a_version_that_was_moved_does_not_open,
);

/// This many minutes after the beginning.
fn after(minutes: i64) -> Stamp {
    Stamp(NOW.0 + minutes * 60_000_000)
}

fn version(revision: u64, minutes: i64) -> SavedVersion {
    SavedVersion { revision: Revision(revision), saved: after(minutes) }
}

async fn versions_of_a_plan_are_listed_and_opened(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let couple = kept_couple(&records, "Heron").await;
    let id = records.create_plan(couple, &plan("first"), NOW).await.unwrap();
    assert_eq!(records.plan_versions(id).await.unwrap(), [], "as it is now is no earlier state");
    records.save_plan(id, Revision(1), &plan("second"), after(1)).await.unwrap();
    records.save_plan(id, Revision(2), &plan("third"), after(2)).await.unwrap();
    records.save_plan(id, Revision(3), &plan("fourth"), after(20)).await.unwrap();
    assert_eq!(records.plan_versions(id).await.unwrap(), [version(3, 2), version(2, 1), version(1, 0)]);
    let first = records.plan_version(id, Revision(1)).await.unwrap();
    assert_eq!((first.value.title.as_str(), first.revision, first.changed), ("first", Revision(1), NOW));
    assert_eq!(records.plan_version(id, Revision(3)).await.unwrap().value.title, "third");
    for missing in [0, 4, 5] {
        let answer = records.plan_version(id, Revision(missing)).await;
        assert!(matches!(answer, Err(StoreError::NotFound)), "revision {missing} was not kept");
    }
}

async fn versions_of_a_situation_are_listed_and_opened(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let couple = kept_couple(&records, "Heron").await;
    let mut situation = records.situation(couple).await.unwrap().value;
    for sessions in 1..=3_u8 {
        situation.facts.sessions_since_review = sessions;
        let now = after(i64::from(sessions) * 15);
        records.save_situation(couple, Revision(sessions.into()), &situation, now).await.unwrap();
    }
    records.save_notes(couple, Revision(1), "not a situation", after(60)).await.unwrap();
    let listed = records.situation_versions(couple).await.unwrap();
    assert_eq!(listed, [version(3, 30), version(2, 15), version(1, 0)]);
    for earlier in listed {
        let opened = records.situation_version(couple, earlier.revision).await.unwrap();
        assert_eq!(u64::from(opened.value.facts.sessions_since_review), earlier.revision.0 - 1);
        assert_eq!(opened.changed, earlier.saved);
    }
}

async fn sec_02_versions_of_others_are_answered_like_unknown_ones(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let couple = kept_couple(&records, "Heron").await;
    let id = records.create_plan(couple, &plan("first"), NOW).await.unwrap();
    records.save_plan(id, Revision(1), &plan("second"), NOW).await.unwrap();
    let situation = records.situation(couple).await.unwrap().value;
    records.save_situation(couple, Revision(1), &situation, NOW).await.unwrap();
    let stranger = desk.second_account().await;
    for (couple, id) in [(couple, id), (CoupleId(Uuid::now_v7()), PlanId(Uuid::now_v7()))] {
        assert!(matches!(stranger.plan_versions(id).await, Err(StoreError::NotFound)));
        assert!(matches!(stranger.plan_version(id, Revision(1)).await, Err(StoreError::NotFound)));
        assert!(matches!(stranger.situation_versions(couple).await, Err(StoreError::NotFound)));
        assert!(matches!(stranger.situation_version(couple, Revision(1)).await, Err(StoreError::NotFound)));
    }
}

async fn sec_29_a_version_that_was_moved_does_not_open(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let couple = kept_couple(&records, "Heron").await;
    let id = records.create_plan(couple, &plan("first"), NOW).await.unwrap();
    records.save_plan(id, Revision(1), &plan("second"), NOW).await.unwrap();
    desk.raw("UPDATE version SET revision = revision + 10").await;
    assert!(matches!(records.plan_version(id, Revision(11)).await, Err(StoreError::Damaged(_))));
}
