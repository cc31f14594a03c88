//! Records that a form creates: once for each form, whoever sends it again and however.

use domain::records::Couple;
use store::{CreatedRecord, StoreError, new_form_id};

use crate::{
    engines::{Desk, NOW},
    on_both_engines,
};

on_both_engines!(
    a_form_creates_each_record_once,
    sent_at_the_same_time_a_form_creates_one_couple,
    sec_02_the_form_of_another_account_is_no_one_elses,
);

fn named(name: &str) -> Couple {
    Couple { name: name.into(), ..Couple::default() }
}

async fn a_form_creates_each_record_once(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let before = records.couples().await.unwrap().len();
    let form = new_form_id();
    let sent = || records.of_form(Some(form));
    let first = sent();
    // Two of one form have ids of their own.
    let heron = first.create_couple(&named("Heron"), NOW).await.unwrap();
    let egret = first.create_couple(&named("Egret"), NOW).await.unwrap();
    assert_ne!(heron, egret);
    let again = sent().create_couple(&named("Heron"), NOW).await;
    let Err(StoreError::CreatedBefore { record: CreatedRecord::Couple(id), same: true }) = again else {
        panic!("{again:?}")
    };
    assert_eq!(id, heron);
    let other = sent().create_couple(&named("Bittern"), NOW).await;
    assert!(matches!(other, Err(StoreError::CreatedBefore { same: false, .. })), "{other:?}");
    let without = records.of_form(None).create_couple(&named("Stork"), NOW).await;
    assert!(matches!(without, Err(StoreError::NoFormId)), "{without:?}");
    assert_eq!(records.couples().await.unwrap().len(), before + 2);
    assert_eq!(records.couple(heron).await.unwrap().value.name, "Heron", "nothing was written over");
}

async fn sent_at_the_same_time_a_form_creates_one_couple(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let before = records.couples().await.unwrap().len();
    let form = new_form_id();
    let (one, other) = (records.of_form(Some(form)), records.of_form(Some(form)));
    let (heron, again) = (named("Heron"), named("Heron"));
    let (one, other) = tokio::join!(one.create_couple(&heron, NOW), other.create_couple(&again, NOW));
    assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1, "{one:?} {other:?}");
    assert_eq!(records.couples().await.unwrap().len(), before + 1);
}

async fn sec_02_the_form_of_another_account_is_no_one_elses(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let stranger = desk.second_account().await;
    let form = new_form_id();
    let heron = records.of_form(Some(form)).create_couple(&named("Heron"), NOW).await.unwrap();
    let theirs = stranger.of_form(Some(form)).create_couple(&named("Heron"), NOW).await.unwrap();
    assert_eq!(heron, theirs, "the same id in two accounts says nothing about either");
    stranger.delete_couple(theirs, NOW).await.unwrap();
    assert_eq!(records.couple(heron).await.unwrap().value.name, "Heron");
}
