//! The content of a stolen database.

use std::fs;

use domain::vocabulary::SmallMap;
use domain::{assess::Partner, records::Revision};
use store::StoreError;

use crate::{
    engines::{Desk, NOW, couple, kept_couple, plan},
    on_both_engines,
};

on_both_engines!(
    sec_29_swapped_or_changed_rows_are_refused,
    every_state_of_a_day_is_kept_and_older_ones_every_ten_minutes
);

const CANARY: &str = "zq7canary";

#[tokio::test]
async fn sec_28_what_is_typed_stands_nowhere_in_the_files() {
    let desk = Desk::embedded().await;
    let (records, token) = desk.first_account().await;
    let mut couple = couple(CANARY);
    couple.partners[0].label = CANARY.into();
    couple.partners[1].pronouns = CANARY.into();
    couple.together = CANARY.into();
    couple.tags = vec![CANARY.into()];
    let id = records.create_couple(&couple, NOW).await.unwrap();
    let mut situation = records.situation(id).await.unwrap().value;
    situation.strengths.insert(CANARY.into(), SmallMap::default());
    records.save_situation(id, Revision(1), &situation, NOW).await.unwrap();
    let mut told = records.interview(id, Partner::A).await.unwrap().value;
    told.note = CANARY.into();
    records.save_interview(id, Partner::A, Revision(1), &told, (Revision(2), &situation), NOW).await.unwrap();
    records.save_notes(id, Revision(1), CANARY, NOW).await.unwrap();
    let mut typed = plan(CANARY);
    typed.note = CANARY.into();
    typed.why = CANARY.into();
    let plan_id = records.create_plan(id, &typed, NOW).await.unwrap();
    records.save_plan(plan_id, Revision(1), &typed, NOW).await.unwrap();

    let mut searched = 0;
    for file in fs::read_dir(desk.folder().unwrap()).unwrap() {
        let path = file.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        let has = |secret: &str| bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
        assert!(!has(CANARY), "{} holds what was typed", path.display());
        // Checklist 18: nor the cookie's value, so that a copy of the database signs nobody in.
        assert!(!has(token.as_str()), "{} holds a live token", path.display());
        assert!(!has("2031-02-03"), "{} tells a day", path.display());
        searched += bytes.len();
    }
    assert!(searched > 50_000, "the files were not found");
}

async fn sec_29_swapped_or_changed_rows_are_refused(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let (one, two) = (kept_couple(&records, "Heron").await, kept_couple(&records, "Juniper").await);
    let first = records.create_plan(one, &plan("first"), NOW).await.unwrap();
    // One engine sees what it has changed already, the other does not: at least one of the two gets the other's text.
    desk.raw("UPDATE couple SET sealed = (SELECT c.sealed FROM couple c WHERE c.id <> couple.id)").await;
    let swapped = [records.couple(one).await, records.couple(two).await];
    assert!(swapped.iter().any(|answer| matches!(answer, Err(StoreError::Damaged(_)))));
    assert!(matches!(records.couples().await, Err(StoreError::Damaged(_))));
    desk.raw("UPDATE plan SET couple_id = (SELECT c.id FROM couple c WHERE c.id <> plan.couple_id)").await;
    assert!(matches!(records.plan(first).await, Err(StoreError::Damaged(_))), "a plan does not move to another couple");
    desk.raw("UPDATE plan SET couple_id = (SELECT c.id FROM couple c WHERE c.id <> plan.couple_id)").await;
    assert!(records.plan(first).await.is_ok());
    desk.raw("UPDATE plan SET revision = revision + 1").await;
    assert!(
        matches!(records.plan(first).await, Err(StoreError::Damaged(_))),
        "an older text does not pass for a newer one"
    );
    desk.raw("UPDATE page SET kind = 'x' WHERE kind = 'interview-a'").await;
    desk.raw("UPDATE page SET kind = 'interview-a' WHERE kind = 'interview-b'").await;
    assert!(matches!(records.interview(one, Partner::A).await, Err(StoreError::Damaged(_))));
}

async fn every_state_of_a_day_is_kept_and_older_ones_every_ten_minutes(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let id = kept_couple(&records, "Heron").await;
    let mut seen = Revision(1);
    let minute = |minute: i64| domain::records::Stamp(NOW.0 + minute * 60_000_000);
    for count in 0..25 {
        seen = records.save_notes(id, seen, &format!("after {count} minutes"), minute(count)).await.unwrap();
    }
    assert_eq!(desk.count("version").await, 25, "each that was replaced, and not the one that holds");
    records.save_notes(id, seen, "a day later", minute(24 * 60 + 40)).await.unwrap();
    // The last that was replaced within each ten minutes, and the one that held until now.
    assert_eq!(desk.count("version").await, 4);
}
