//! The content of a stolen database.

use std::{fs, path::PathBuf, time::Duration};

use domain::vocabulary::SmallMap;
use domain::{assess::Partner, records::Revision};
use store::{Password, StoreError};

use crate::{
    engines::{Desk, NOW, PASSWORD, couple, kept_couple, plan},
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

    for secret in [CANARY, token.as_str(), "2031-02-03"] {
        assert_eq!(files_with(&desk, secret), [] as [PathBuf; 0], "{secret}");
    }
    assert!(!files_with(&desk, "counsellor").is_empty(), "a login is stored as it is, so the search finds it");
}

/// A copy of the database signs nobody in, is known to nobody as a browser, and makes no account.
#[tokio::test]
async fn sec_18_the_files_hold_no_cookie_and_no_code_that_opens_anything() {
    let desk = Desk::embedded().await;
    let made = desk.store.create_first_account("counsellor", Password::from(PASSWORD), NOW).await.unwrap();
    let device = desk.store.remember_device(None, "counsellor", NOW).await.unwrap();
    let invitation = desk.store.invite(Duration::from_hours(1), NOW).await.unwrap().written();
    let recovery = made.recovery.written();
    let without_spaces = [&invitation, &recovery].map(|code| code.replace(' ', ""));
    let secrets = [made.token.as_str(), device.as_str(), &invitation, &recovery, PASSWORD];
    for secret in secrets.into_iter().chain(without_spaces.iter().map(String::as_str)) {
        assert_eq!(files_with(&desk, secret), [] as [PathBuf; 0], "{secret}");
    }
    assert!(!files_with(&desk, "counsellor").is_empty(), "a login is stored as it is, so the search finds it");
}

/// The files of an embedded database that contain these bytes, its log among them.
fn files_with(desk: &Desk, secret: &str) -> Vec<PathBuf> {
    let files = fs::read_dir(desk.folder().unwrap()).unwrap().map(|file| file.unwrap().path());
    let has = |path: &PathBuf| fs::read(path).unwrap().windows(secret.len()).any(|window| window == secret.as_bytes());
    files.filter(has).collect()
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
