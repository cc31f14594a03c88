//! The whole file of a couple, read at once.

use domain::{
    assess::{Partner, Session},
    records::Revision,
    vocabulary::GateId,
};
use store::{CoupleFile, CoupleId, PlanId, StoreError};
use uuid::Uuid;

use crate::{
    engines::{Desk, NOW, kept_couple, plan},
    on_both_engines,
};

on_both_engines!(
    a_file_is_what_its_records_are_one_by_one,
    many_files_come_in_the_order_in_which_they_are_asked_for,
    sec_02_a_foreign_couple_among_many_is_answered_like_an_unknown_one,
);

async fn a_file_is_what_its_records_are_one_by_one(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let id = kept_couple(&records, "Heron").await;
    let mut situation = records.situation(id).await.unwrap().value;
    situation.facts.ending = true;
    let mut told = records.interview(id, Partner::B).await.unwrap().value;
    told.note = "told alone".into();
    records.save_interview(id, Partner::B, Revision(1), &told, (Revision(1), &situation), NOW).await.unwrap();

    let file = records.couple_file(id).await.unwrap();
    assert_eq!(file.couple, records.couple(id).await.unwrap());
    assert_eq!(file.situation, records.situation(id).await.unwrap());
    assert_eq!(file.a, records.interview(id, Partner::A).await.unwrap());
    assert_eq!(file.b, records.interview(id, Partner::B).await.unwrap());
    assert_eq!((file.interview(Partner::A), file.interview(Partner::B)), (&file.a, &file.b));
    assert_eq!(file.b.value.note, "told alone");
    assert!(file.active_holds().contains(&GateId::Unscreened), "nobody was asked alone yet (R1)");
    assert!(file.situation.value.facts.ending && file.case.facts.ending);
    assert!(file.is_blank() && !file.are_interviews_complete());
    assert_eq!(file.assess(Session::Couple).findings, []);
}

/// More couples than one statement reads.
const MANY: usize = 130;

async fn many_files_come_in_the_order_in_which_they_are_asked_for(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let mut ids = Vec::new();
    for number in 0..MANY {
        ids.push(kept_couple(&records, &format!("Heron {number}")).await);
    }
    ids.reverse();
    let planned = ids[7];
    for number in [1, 2] {
        let mut plan = plan("one of two");
        plan.number = number;
        records.create_plan(planned, &plan, NOW).await.unwrap();
    }
    let files = records.couple_files(&ids).await.unwrap();
    assert_eq!(files.iter().map(CoupleFile::id).collect::<Vec<_>>(), ids);
    assert_eq!(files[0].couple.value.name, format!("Heron {}", MANY - 1));
    let plans = records.plans_of_each(&ids).await.unwrap();
    assert_eq!(plans.len(), MANY);
    assert_eq!(plans[7], records.plans_of(planned).await.unwrap());
    assert_eq!(plans.iter().map(Vec::len).sum::<usize>(), 2);
    assert!(records.couple_files(&[]).await.unwrap().is_empty());
    let planned: Vec<PlanId> = plans.iter().flatten().map(|plan| plan.id).collect();
    let saved = records.plans(&planned).await.unwrap();
    for id in &planned {
        assert_eq!(saved[id], records.plan(*id).await.unwrap());
    }
}

async fn sec_02_a_foreign_couple_among_many_is_answered_like_an_unknown_one(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let colleague = desk.second_account().await;
    let (own, foreign) = (kept_couple(&records, "Heron").await, kept_couple(&colleague, "Alder").await);
    let theirs = colleague.create_plan(foreign, &plan("theirs"), NOW).await.unwrap();
    for other in [foreign, CoupleId(Uuid::now_v7())] {
        assert!(matches!(records.couple_file(other).await, Err(StoreError::NotFound)));
        assert!(matches!(records.couple_files(&[own, other]).await, Err(StoreError::NotFound)));
        assert_eq!(records.plans_of_each(&[own, other]).await.unwrap(), [vec![], vec![]]);
        assert!(records.plans(&[theirs, PlanId(Uuid::now_v7())]).await.unwrap().is_empty());
    }
}
