//! Couples, what they told, and plans.

use domain::{
    assess::Partner,
    plan::Status,
    records::{Revision, Situation, Stamp},
    vocabulary::GateId,
};
use store::{CoupleId, PlanId, StoreError};
use uuid::Uuid;

use crate::{
    engines::{Desk, NOW, couple, kept_couple, plan},
    on_both_engines,
};

on_both_engines!(
    couples_are_kept_by_name_and_a_stale_save_writes_nothing,
    pages_are_kept_and_saved_together_or_not_at_all,
    plans_are_found_by_couple_day_and_recency,
    a_held_plan_and_its_situation_are_saved_together_or_not_at_all,
    sec_02_foreign_ids_are_answered_like_unknown_ones,
    sec_32_a_deleted_couple_leaves_nothing_but_its_audit_line,
);

fn is_not_found<T>(answer: &Result<T, StoreError>) -> bool {
    matches!(answer, Err(StoreError::NotFound))
}

async fn couples_are_kept_by_name_and_a_stale_save_writes_nothing(desk: Desk) {
    let (records, _) = desk.first_account().await;
    for name in ["heron", "Juniper", "Alder"] {
        kept_couple(&records, name).await;
    }
    let names: Vec<String> = records.couples().await.unwrap().into_iter().map(|one| one.value.name).collect();
    assert_eq!(names, ["Alder", "heron", "Juniper"]);

    let id = records.couples().await.unwrap()[0].id;
    let saved = records.save_couple(id, Revision(1), &couple("Birch"), NOW).await.unwrap();
    assert_eq!(saved, Revision(2));
    let stale = records.save_couple(id, Revision(1), &couple("Cedar"), NOW).await;
    assert!(matches!(stale, Err(StoreError::Stale { latest: Revision(2) })));
    let kept = records.couple(id).await.unwrap();
    assert_eq!((kept.value.name.as_str(), kept.revision, kept.changed), ("Birch", Revision(2), NOW));
}

async fn pages_are_kept_and_saved_together_or_not_at_all(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let id = kept_couple(&records, "Heron").await;
    let mut situation = records.situation(id).await.unwrap().value;
    assert!(situation.gates.is_open(GateId::Unscreened), "nobody was asked alone yet (R1)");
    situation.facts.ending = true;
    assert_eq!(records.save_situation(id, Revision(1), &situation, NOW).await.unwrap(), Revision(2));
    records.save_notes(id, Revision(1), "slow down at the hotel", NOW).await.unwrap();
    assert_eq!(records.notes(id).await.unwrap().value, "slow down at the hotel");

    let mut told = records.interview(id, Partner::B).await.unwrap().value;
    told.note = "told alone".into();
    let seen = Revision(1);
    let stale = records.save_interview(id, Partner::B, seen, &told, (Revision(1), &situation), NOW).await;
    assert!(matches!(stale, Err(StoreError::Stale { latest: Revision(2) })), "the situation has moved on");
    assert_eq!(
        records.interview(id, Partner::B).await.unwrap().value.note,
        "",
        "so the interview was not saved either"
    );
    let saved = records.save_interview(id, Partner::B, seen, &told, (Revision(2), &situation), NOW).await.unwrap();
    assert_eq!(saved, (Revision(2), Revision(3)));
    assert_eq!(records.interview(id, Partner::B).await.unwrap().value.note, "told alone");
    assert_eq!(records.interview(id, Partner::A).await.unwrap().value.note, "", "each partner's is kept apart");
}

async fn plans_are_found_by_couple_day_and_recency(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let id = kept_couple(&records, "Heron").await;
    let mut late = plan("late");
    late.start = Some("15:00".parse().unwrap());
    late.number = 2;
    let mut other_day = plan("other day");
    other_day.on = Some("2031-02-04".parse().unwrap());
    other_day.number = 3;
    let late = records.create_plan(id, &late, Stamp(NOW.0 + 1)).await.unwrap();
    records.create_plan(id, &plan("early"), NOW).await.unwrap();
    records.create_plan(id, &other_day, Stamp(NOW.0 + 2)).await.unwrap();
    let titles = |plans: Vec<store::Stored<PlanId, store::PlanHead>>| -> Vec<String> {
        plans.into_iter().map(|plan| plan.value.title).collect()
    };
    assert_eq!(titles(records.plans_on("2031-02-03".parse().unwrap()).await.unwrap()), ["early", "late"]);
    assert_eq!(titles(records.plans_of(id).await.unwrap()), ["other day", "late", "early"]);
    assert_eq!(titles(records.recent_plans(2).await.unwrap()), ["other day", "late"]);

    let mut moved = records.plan(late).await.unwrap().plan.value;
    moved.on = None;
    moved.title = "moved".into();
    let saved = records.save_plan(late, Revision(1), &moved, Stamp(NOW.0 + 3)).await.unwrap();
    assert_eq!(saved, Revision(2));
    let stale = records.save_plan(late, Revision(1), &moved, NOW).await;
    assert!(matches!(stale, Err(StoreError::Stale { latest: Revision(2) })));
    assert_eq!(titles(records.plans_on("2031-02-03".parse().unwrap()).await.unwrap()), ["early"]);
    assert_eq!(titles(records.recent_plans(1).await.unwrap()), ["moved"]);
    records.delete_plan(late, NOW).await.unwrap();
    assert!(is_not_found(&records.plan(late).await));
}

async fn a_held_plan_and_its_situation_are_saved_together_or_not_at_all(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let id = kept_couple(&records, "Heron").await;
    let plan_id = records.create_plan(id, &plan("first"), NOW).await.unwrap();
    let mut held = plan("first");
    held.status = Status::Completed;
    let mut situation = Situation::default();
    situation.facts.sessions_since_review = 1;
    let stale = records.save_completed_plan(plan_id, Revision(1), &held, (Revision(9), &situation), NOW).await;
    assert!(matches!(stale, Err(StoreError::Stale { latest: Revision(1) })));
    assert_eq!(records.plan(plan_id).await.unwrap().plan.value.status, Status::Draft);
    records.save_completed_plan(plan_id, Revision(1), &held, (Revision(1), &situation), NOW).await.unwrap();
    assert_eq!(records.plan(plan_id).await.unwrap().plan.value.status, Status::Completed);
    assert_eq!(records.situation(id).await.unwrap().value.facts.sessions_since_review, 1);
}

async fn sec_02_foreign_ids_are_answered_like_unknown_ones(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let id = kept_couple(&records, "Heron").await;
    let plan_id = records.create_plan(id, &plan("first"), NOW).await.unwrap();
    let stranger = desk.second_account().await;
    for (couple, plan_id) in [(id, plan_id), (CoupleId(Uuid::now_v7()), PlanId(Uuid::now_v7()))] {
        assert!(is_not_found(&stranger.couple(couple).await));
        assert!(is_not_found(&stranger.save_couple(couple, Revision(1), &crate::engines::couple("x"), NOW).await));
        assert!(is_not_found(&stranger.delete_couple(couple, NOW).await));
        assert!(is_not_found(&stranger.situation(couple).await));
        assert!(is_not_found(&stranger.save_situation(couple, Revision(1), &Situation::default(), NOW).await));
        assert!(is_not_found(&stranger.interview(couple, Partner::A).await));
        assert!(is_not_found(&stranger.notes(couple).await));
        assert!(is_not_found(&stranger.save_notes(couple, Revision(1), "x", NOW).await));
        assert!(is_not_found(&stranger.plans_of(couple).await));
        assert!(is_not_found(&stranger.create_plan(couple, &plan("x"), NOW).await), "checklist 5");
        assert!(is_not_found(&stranger.plan(plan_id).await));
        assert!(is_not_found(&stranger.save_plan(plan_id, Revision(1), &plan("x"), NOW).await));
        assert!(is_not_found(&stranger.delete_plan(plan_id, NOW).await));
    }
    assert!(stranger.couples().await.unwrap().is_empty());
    assert!(stranger.recent_plans(9).await.unwrap().is_empty());
    assert!(stranger.plans_on("2031-02-03".parse().unwrap()).await.unwrap().is_empty());
    assert_eq!(records.couple(id).await.unwrap().value.name, "Heron", "nothing was written");
    assert_eq!(records.plan(plan_id).await.unwrap().plan.value.title, "first");
}

async fn sec_32_a_deleted_couple_leaves_nothing_but_its_audit_line(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let id = kept_couple(&records, "Heron").await;
    let kept = kept_couple(&records, "Juniper").await;
    let plan_id = records.create_plan(id, &plan("first"), NOW).await.unwrap();
    records.save_plan(plan_id, Revision(1), &plan("second"), NOW).await.unwrap();
    records.save_notes(id, Revision(1), "x", NOW).await.unwrap();
    assert_eq!(desk.count("version").await, 2);
    records.delete_couple(id, NOW).await.unwrap();
    assert!(is_not_found(&records.plan(plan_id).await));
    for (table, left) in [("couple", 1), ("page", 4), ("plan", 0), ("version", 0), ("audit", 2)] {
        assert_eq!(desk.count(table).await, left, "{table}");
    }
    assert_eq!(records.couple(kept).await.unwrap().value.name, "Juniper");
}
