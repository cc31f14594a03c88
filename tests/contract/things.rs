//! Account-level documents.

use std::fs;

use domain::records::Revision;
use serde::{Deserialize, Serialize};
use store::{AccountDocument, DocumentId, StoreError};
use uuid::Uuid;

use crate::{
    engines::{Desk, NOW},
    on_both_engines,
};

on_both_engines!(
    a_thing_is_kept_changed_and_deleted,
    of_some_things_there_is_one,
    sec_02_things_of_others_are_answered_like_unknown_ones,
    sec_29_a_thing_that_was_moved_does_not_open,
);

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Leaf(String);

impl AccountDocument for Leaf {
    const KIND: &'static str = "leaf";
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Stone(String);

impl AccountDocument for Stone {
    const KIND: &'static str = "stone";
}

fn leaf(text: &str) -> Leaf {
    Leaf(text.into())
}

async fn a_thing_is_kept_changed_and_deleted(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let id = records.create_document(&leaf("green"), NOW).await.unwrap();
    let other = records.create_document(&leaf("brown"), NOW).await.unwrap();
    assert_eq!(records.save_document(id, Revision(1), &leaf("red"), NOW).await.unwrap(), Revision(2));
    let late = records.save_document(id, Revision(1), &leaf("late"), NOW).await;
    assert!(matches!(late, Err(StoreError::Stale { latest: Revision(2) })));
    let all: Vec<_> =
        records.documents::<Leaf>().await.unwrap().into_iter().map(|kept| (kept.id, kept.value.0)).collect();
    assert_eq!(all, [(id, "red".into()), (other, "brown".into())]);
    assert_eq!(records.documents::<Stone>().await.unwrap(), []);
    assert!(matches!(records.document::<Stone>(id).await, Err(StoreError::NotFound)), "a leaf is no stone");
    assert!(matches!(records.delete_document::<Stone>(id, NOW).await, Err(StoreError::NotFound)));
    records.delete_document::<Leaf>(id, NOW).await.unwrap();
    assert!(matches!(records.document::<Leaf>(id).await, Err(StoreError::NotFound)));
    assert!(matches!(records.save_document(id, Revision(2), &leaf("gone"), NOW).await, Err(StoreError::NotFound)));
    assert_eq!(desk.store.check_audit(records.account().id).await.unwrap(), Ok(2), "created, one deletion");
}

async fn of_some_things_there_is_one(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let stone = |text: &str| Stone(text.into());
    assert_eq!(records.singleton::<Stone>().await.unwrap(), None);
    assert_eq!(records.save_singleton(None, &stone("flint"), NOW).await.unwrap(), Revision(1));
    let second = records.save_singleton(None, &stone("slate"), NOW).await;
    assert!(matches!(second, Err(StoreError::Stale { latest: Revision(1) })));
    records.save_singleton(Some(Revision(1)), &stone("slate"), NOW).await.unwrap();
    assert_eq!(records.singleton::<Stone>().await.unwrap().unwrap().value, stone("slate"));
    let stranger = desk.second_account().await;
    assert_eq!(stranger.singleton::<Stone>().await.unwrap(), None);
    stranger.save_singleton(None, &stone("chalk"), NOW).await.unwrap();
    assert_eq!(records.singleton::<Stone>().await.unwrap().unwrap().value, stone("slate"));
    records.delete_singleton::<Stone>(NOW).await.unwrap();
    assert_eq!(records.singleton::<Stone>().await.unwrap(), None);
    assert_eq!(stranger.singleton::<Stone>().await.unwrap().unwrap().value, stone("chalk"));
}

async fn sec_02_things_of_others_are_answered_like_unknown_ones(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let id = records.create_document(&leaf("green"), NOW).await.unwrap();
    let stranger = desk.second_account().await;
    for id in [id, DocumentId(Uuid::now_v7())] {
        assert!(matches!(stranger.document::<Leaf>(id).await, Err(StoreError::NotFound)));
        assert!(matches!(stranger.save_document(id, Revision(1), &leaf("x"), NOW).await, Err(StoreError::NotFound)));
        assert!(matches!(stranger.delete_document::<Leaf>(id, NOW).await, Err(StoreError::NotFound)));
    }
    assert_eq!(stranger.documents::<Leaf>().await.unwrap(), []);
    assert_eq!(records.document::<Leaf>(id).await.unwrap().value, leaf("green"));
}

async fn sec_29_a_thing_that_was_moved_does_not_open(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let id = records.create_document(&leaf("green"), NOW).await.unwrap();
    desk.raw("UPDATE thing SET kind = 'stone'").await;
    assert!(matches!(records.document::<Stone>(id).await, Err(StoreError::Damaged(_))));
    desk.raw("UPDATE thing SET kind = 'leaf', revision = 2").await;
    assert!(matches!(records.document::<Leaf>(id).await, Err(StoreError::Damaged(_))));
}

#[tokio::test]
async fn sec_28_a_thing_stands_nowhere_in_the_files() {
    let desk = Desk::embedded().await;
    let (records, _) = desk.first_account().await;
    records.create_document(&leaf("zq7canary"), NOW).await.unwrap();
    records.save_singleton(None, &Stone("zq7canary".into()), NOW).await.unwrap();
    let mut searched = 0;
    for file in fs::read_dir(desk.folder().unwrap()).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(9).any(|window| window == b"zq7canary"));
        searched += bytes.len();
    }
    assert!(searched > 50_000, "the files were not found");
}
