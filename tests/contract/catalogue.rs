//! The catalogue of couples and plans: always current, encrypted, and of one account.

use domain::{
    plan::{BlockId, KeptItem, PlanBlock, SessionPlan},
    records::{Revision, Stamp},
};
use store::{Catalogue, PlanId, Records, StoreError};

use crate::{
    engines::{Desk, NOW, couple, kept_couple, open, plan},
    on_both_engines,
};

on_both_engines!(
    it_follows_every_change,
    a_shelf_of_many_is_kept_and_read_again,
    sec_02_it_holds_nothing_of_a_colleague,
    sec_28_nothing_stays_of_what_was_deleted,
    sec_29_a_catalogue_that_was_changed_is_made_anew,
    plans_are_put_away_and_taken_out_again,
    a_clock_that_goes_back_hides_nothing,
    it_follows_saves_of_a_database_that_was_opened_again,
);

/// A plan with this title and one exercise.
fn with_exercise(title: &str, item: &str) -> SessionPlan {
    let item = domain::library::english().item(&item.parse().unwrap()).unwrap();
    let block = PlanBlock {
        id: BlockId(1),
        part: "Main work".into(),
        title: item.title.to_string(),
        minutes: domain::vocabulary::Minutes(20),
        present: domain::planning::planner::Present::Both,
        item: Some(KeptItem::of(item)),
        note: "zq7canary".into(),
        sheets: domain::vocabulary::SmallSet::new(),
        outcome: None,
    };
    SessionPlan { blocks: vec![block], note: "zq7canary".into(), ..plan(title) }
}

/// The catalogue, after the couples were read alone: they are the same.
async fn current(records: &Records) -> Catalogue {
    let mut alone = records.couple_entries(NOW).await.unwrap();
    let catalogue = records.catalogue(NOW).await.unwrap();
    let mut couples = catalogue.couples.clone();
    alone.sort_by_key(|couple| couple.id);
    couples.sort_by_key(|couple| couple.id);
    assert_eq!(alone, couples);
    catalogue
}

fn titles(catalogue: &Catalogue) -> Vec<&str> {
    let mut titles: Vec<&str> = catalogue.plans.iter().map(|plan| plan.title.as_str()).collect();
    titles.sort_unstable();
    titles
}

fn names(catalogue: &Catalogue) -> Vec<&str> {
    let mut names: Vec<&str> = catalogue.couples.iter().map(|couple| couple.name.as_str()).collect();
    names.sort_unstable();
    names
}

async fn it_follows_every_change(desk: Desk) {
    let (records, _) = desk.first_account().await;
    assert_eq!(current(&records).await, Catalogue::default());
    let heron = kept_couple(&records, "Heron").await;
    let id = records.create_plan(heron, &with_exercise("first", "impact-letter"), NOW).await.unwrap();
    let catalogue = current(&records).await;
    assert_eq!((names(&catalogue), titles(&catalogue)), (vec!["Heron"], vec!["first"]));
    let entry = &catalogue.plans[0];
    assert_eq!((entry.id, entry.couple, entry.number, entry.archived), (id, heron, 1, false));
    assert_eq!(catalogue.exercises(entry).map(ToString::to_string).collect::<Vec<_>>(), ["impact-letter"]);
    let written = format!("{catalogue:?}");
    assert!(!written.contains("zq7canary"), "no note is in it");

    records.save_couple(heron, Revision(1), &couple("Egret"), NOW).await.unwrap();
    let changed = with_exercise("second", "negotiated-time-out");
    records.save_plan(id, Revision(1), &changed, Stamp(NOW.0 + 1)).await.unwrap();
    let catalogue = current(&records).await;
    assert_eq!((names(&catalogue), titles(&catalogue)), (vec!["Egret"], vec!["second"]));
    assert_eq!(catalogue.plans[0].changed, Stamp(NOW.0 + 1));
    let exercises = catalogue.exercises(&catalogue.plans[0]).map(ToString::to_string);
    assert_eq!(exercises.collect::<Vec<_>>(), ["negotiated-time-out"]);

    records.delete_plan(id, NOW).await.unwrap();
    assert_eq!(titles(&current(&records).await), Vec::<&str>::new());
    records.delete_couple(heron, NOW).await.unwrap();
    let catalogue = current(&records).await;
    assert!(catalogue.couples.is_empty() && catalogue.plans.is_empty());
}

/// More than are looked up one by one, so that it is written again; read by another server.
async fn a_shelf_of_many_is_kept_and_read_again(desk: Desk) {
    let (records, token) = desk.first_account().await;
    let heron = kept_couple(&records, "Heron").await;
    let mut all = Vec::new();
    for number in 0..130 {
        let title = format!("plan {number:03}");
        records.create_plan(heron, &with_exercise(&title, "impact-letter"), NOW).await.unwrap();
        all.push(title);
    }
    let first = current(&records).await;
    assert_eq!(titles(&first), all);
    let other = crate::engines::open(&desk.again().await, &token, NOW).await;
    let second = current(&other).await;
    assert_eq!(second, first, "as it was kept");
    let late = kept_couple(&records, "Late").await;
    records.create_plan(late, &plan("plan 999"), NOW).await.unwrap();
    all.push("plan 999".into());
    assert_eq!(titles(&current(&other).await), all, "a few more are looked up beside it");
}

async fn sec_02_it_holds_nothing_of_a_colleague(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let colleague = desk.second_account().await;
    let juniper = kept_couple(&colleague, "Juniper").await;
    let theirs = colleague.create_plan(juniper, &plan("theirs"), NOW).await.unwrap();
    kept_couple(&records, "Heron").await;
    let catalogue = current(&records).await;
    assert_eq!((names(&catalogue), titles(&catalogue)), (vec!["Heron"], Vec::<&str>::new()));
    assert_eq!(names(&current(&colleague).await), ["Juniper"]);
    // Given each other's row, neither opens it.
    let stolen = records.archive_plans(&[theirs], true).await;
    assert!(matches!(stolen, Err(StoreError::NotFound)), "nobody puts a colleague's plan away");
}

async fn sec_28_nothing_stays_of_what_was_deleted(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let heron = kept_couple(&records, "Heron").await;
    let egret = kept_couple(&records, "Egret").await;
    let id = records.create_plan(egret, &plan("first"), NOW).await.unwrap();
    records.save_plan(id, Revision(1), &plan("second"), NOW).await.unwrap();
    current(&records).await;
    assert_eq!(desk.count("thing").await, 1, "it was kept");
    records.delete_couple(heron, NOW).await.unwrap();
    assert_eq!(desk.count("thing").await, 0, "it holds the name, and goes with the couple");
    current(&records).await;
    let versions = desk.count("version").await;
    records.delete_plan(id, NOW).await.unwrap();
    assert_eq!(desk.count("thing").await, 0);
    assert_eq!(desk.count("version").await, versions - 1, "its earlier state goes with the plan");
    assert_eq!(names(&current(&records).await), ["Egret"]);
}

async fn sec_29_a_catalogue_that_was_changed_is_made_anew(desk: Desk) {
    let (records, _) = desk.first_account().await;
    kept_couple(&records, "Heron").await;
    let catalogue = current(&records).await;
    desk.raw("UPDATE thing SET revision = revision + 1").await;
    assert_eq!(current(&records).await, catalogue, "what does not open is not believed");
}

async fn plans_are_put_away_and_taken_out_again(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let heron = kept_couple(&records, "Heron").await;
    let mut ids = Vec::new();
    for title in ["a", "b", "c"] {
        ids.push(records.create_plan(heron, &plan(title), NOW).await.unwrap());
    }
    current(&records).await;
    let nobody = PlanId(uuid::Uuid::now_v7());
    let wrong = records.archive_plans(&[ids[0], nobody], true).await;
    assert!(matches!(wrong, Err(StoreError::NotFound)));
    assert!(!records.plan(ids[0]).await.unwrap().archived, "all or none");
    assert_eq!(records.archive_plans(&ids[..2], true).await.unwrap(), 2);
    assert_eq!(records.archive_plans(&ids, true).await.unwrap(), 1, "the others were away already");
    let first = records.plan(ids[0]).await.unwrap();
    assert_eq!((first.archived, first.plan.revision, first.plan.changed), (true, Revision(2), NOW));
    assert!(current(&records).await.plans.iter().all(|plan| plan.archived));
    // Working on it goes on, and it stays away.
    records.save_plan(ids[0], Revision(2), &plan("a, later"), NOW).await.unwrap();
    assert!(records.plan(ids[0]).await.unwrap().archived);
    assert!(records.plans_of(heron).await.unwrap().iter().all(|plan| plan.value.archived));
    assert_eq!(records.archive_plans(&ids[..1], false).await.unwrap(), 1);
    assert_eq!(records.plan(ids[0]).await.unwrap().plan.value.title, "a, later", "what it says stays");
    assert!(!records.plan(ids[0]).await.unwrap().archived);
}

/// What was saved is found by when it was saved, and by number and sum of the revisions where a clock went back.
async fn a_clock_that_goes_back_hides_nothing(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let (late, earlier) = (Stamp(NOW.0 + 1_000_000), Stamp(NOW.0 - 1_000_000));
    let heron = kept_couple(&records, "Heron").await;
    let made = records.create_couple(&couple("Alder"), late).await.unwrap();
    let session = records.create_plan(heron, &plan("first"), late).await.unwrap();
    assert_eq!(names(&current(&records).await), ["Alder", "Heron"]);

    let stored = records.couple(heron).await.unwrap();
    records.save_couple(heron, stored.revision, &couple("Willow"), earlier).await.unwrap();
    let stored = records.plan(session).await.unwrap().plan;
    records.save_plan(session, stored.revision, &plan("second"), earlier).await.unwrap();
    let catalogue = current(&records).await;
    assert_eq!((names(&catalogue), titles(&catalogue)), (vec!["Alder", "Willow"], vec!["second"]));

    // As many couples as before, and the same sum of revisions.
    records.delete_couple(made, late).await.unwrap();
    records.create_couple(&couple("Birch"), earlier).await.unwrap();
    assert_eq!(names(&current(&records).await), ["Birch", "Willow"]);
}

/// Revisions of saves after that are large numbers, other ones after each opening.
async fn it_follows_saves_of_a_database_that_was_opened_again(desk: Desk) {
    const EACH: usize = 3;
    let (records, token) = desk.first_account().await;
    let mut ids = Vec::new();
    for number in 0..4 * EACH {
        let id = kept_couple(&records, &format!("Heron {number:02}")).await;
        ids.push((id, records.create_plan(id, &plan(&format!("first {number:02}")), NOW).await.unwrap()));
    }
    current(&records).await;
    for (round, saved) in ids.chunks(EACH).enumerate() {
        let records = open(&desk.again().await, &token, NOW).await;
        for (id, session) in saved {
            let stored = records.couple(*id).await.unwrap();
            let (name, now) = (stored.value.name.replace("Heron", "Alder"), Stamp(NOW.0 + 1));
            records.save_couple(*id, stored.revision, &couple(&name), now).await.unwrap();
            let stored = records.plan(*session).await.unwrap().plan;
            let title = stored.value.title.replace("first", "second");
            records.save_plan(*session, stored.revision, &plan(&title), now).await.unwrap();
        }
        let catalogue = current(&records).await;
        let renewed = (round + 1) * EACH;
        assert_eq!(names(&catalogue).iter().filter(|name| name.starts_with("Alder")).count(), renewed);
        assert_eq!(titles(&catalogue).iter().filter(|title| title.starts_with("second")).count(), renewed);
        assert_eq!((catalogue.couples.len(), catalogue.plans.len()), (ids.len(), ids.len()));
    }
}
