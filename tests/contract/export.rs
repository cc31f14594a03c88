//! The whole account as one archive, and back into an empty one.

use domain::{
    assess::Partner,
    library::{
        custom::{OwnExercise, OwnGate},
        english,
    },
    plan::templates::{KeptTemplate, from_plan},
    records::{Letterhead, Revision, Stamp},
    vocabulary::{GateId, Language},
};
use serde_json::{Value, json};
use store::{Archive, ImportError, Records};
use uuid::Uuid;

use crate::{
    engines::{Desk, NOW, kept_couple, plan},
    on_both_engines,
};

on_both_engines!(
    what_goes_out_comes_back_with_the_same_content,
    an_archive_goes_into_an_empty_account_alone,
    what_is_not_ours_is_not_taken_in,
    sec_02_an_archive_tells_nothing_of_other_accounts_and_takes_nothing_from_them,
    each_record_is_checked_as_the_form_that_makes_it,
);

/// An account with something of everything, and earlier states.
async fn filled(records: &Records) {
    let couple = kept_couple(records, "Heron \u{202e}\"‘ü").await;
    let mut stored = records.couple(couple).await.unwrap().value;
    stored.sheets.language = Some(Language::German);
    records.save_couple(couple, Revision(1), &stored, NOW).await.unwrap();
    let mut situation = records.situation(couple).await.unwrap().value;
    situation.gates.open_by_hand(GateId::Own1);
    records.save_situation(couple, Revision(1), &situation, NOW).await.unwrap();
    let mut told = records.interview(couple, Partner::B).await.unwrap().value;
    told.note = "told alone\r\n\u{0}".into();
    records.save_interview(couple, Partner::B, Revision(1), &told, (Revision(2), &situation), NOW).await.unwrap();
    records.save_notes(couple, Revision(1), "first", NOW).await.unwrap();
    records.save_notes(couple, Revision(2), "second", Stamp(NOW.0 + 5)).await.unwrap();
    let id = records.create_plan(couple, &plan("one"), NOW).await.unwrap();
    records.save_plan(id, Revision(1), &plan("two"), NOW).await.unwrap();
    kept_couple(records, "Alder").await;
    records.create_document(&OwnExercise::begin(), NOW).await.unwrap();
    records.create_document(&OwnGate::begin(GateId::Own1), NOW).await.unwrap();
}

fn through_text(archive: &Archive) -> Archive {
    serde_json::from_str(&serde_json::to_string(archive).unwrap()).unwrap()
}

async fn what_goes_out_comes_back_with_the_same_content(desk: Desk) {
    let (records, _) = desk.first_account().await;
    filled(&records).await;
    let out = records.export(NOW).await.unwrap();
    assert_eq!(out.counts(), (2, 1));
    let elsewhere = Desk::embedded().await;
    let (other, _) = elsewhere.first_account().await;
    other.import(&through_text(&out), NOW).await.unwrap();
    let again = other.export(NOW).await.unwrap();
    assert_eq!(serde_json::to_string(&again).unwrap(), serde_json::to_string(&out).unwrap());
    assert_eq!(again.content_hash().unwrap(), out.content_hash().unwrap());
    let couples = other.couples().await.unwrap();
    let heron = couples.iter().find(|couple| couple.value.name.starts_with("Heron")).unwrap().id;
    assert_eq!(other.couple(heron).await.unwrap().value.sheets.language, Some(Language::German));
    assert_eq!(other.notes(heron).await.unwrap().value, "second");
    let plans = other.plans_of(heron).await.unwrap();
    assert_eq!(plans[0].value.title, "two");
    assert_eq!(other.plan_versions(plans[0].id).await.unwrap().len(), 1);
    assert_eq!(other.plan_version(plans[0].id, Revision(1)).await.unwrap().value.title, "one");
    assert_eq!(elsewhere.store.check_audit(other.account().id).await.unwrap(), Ok(3), "created, in, out");
    // It goes on from where it was.
    assert_eq!(other.save_notes(heron, Revision(3), "third", NOW).await.unwrap(), Revision(4));
}

async fn an_archive_goes_into_an_empty_account_alone(desk: Desk) {
    let (records, _) = desk.first_account().await;
    filled(&records).await;
    let out = records.export(NOW).await.unwrap();
    assert!(matches!(records.import(&out, NOW).await, Err(ImportError::NotEmpty)));
    assert_eq!(records.export(NOW).await.unwrap().content_hash().unwrap(), out.content_hash().unwrap());
}

async fn what_is_not_ours_is_not_taken_in(desk: Desk) {
    let (records, _) = desk.first_account().await;
    filled(&records).await;
    let text = serde_json::to_string(&records.export(NOW).await.unwrap()).unwrap();
    let stranger = desk.second_account().await;
    for (ours, theirs) in [
        ("\"version\":1,", "\"version\":2,"),
        ("\"kind\":\"gate\"", "\"kind\":\"key\""),
        ("\"notes\":{\"revision\":3", "\"letters\":{\"revision\":3"),
        ("\"title\":\"two\"", "\"titel\":\"two\""),
    ] {
        assert!(text.contains(ours), "{ours}");
        let archive: Archive = serde_json::from_str(&text.replace(ours, theirs)).unwrap();
        let refused = stranger.import(&archive, NOW).await;
        assert!(
            matches!(refused, Err(ImportError::OtherVersion | ImportError::Unreadable(_))),
            "{theirs}: {refused:?}"
        );
    }
    assert!(serde_json::from_str::<Archive>(&text.replace("\"couples\":", "\"account_id\":1,\"couples\":")).is_err());
    assert_eq!(stranger.couples().await.unwrap(), []);
}

/// Imports an archive with a change into an empty account, and returns the result.
async fn changed(records: &Records, archive: &Value, change: impl FnOnce(&mut Value)) -> Result<(), String> {
    let mut archive = archive.clone();
    change(&mut archive);
    let archive: Archive =
        serde_json::from_str(&archive.to_string()).map_err(|error| format!("no archive: {error}"))?;
    records.import(&archive, NOW).await.map_err(|error| error.to_string())
}

/// The couple with the plan, in an archive of [`filled`].
fn heron(archive: &mut Value) -> &mut Value {
    let couples = archive["couples"].as_array_mut().unwrap();
    couples.iter_mut().find(|couple| !couple["plans"].as_array().unwrap().is_empty()).unwrap()
}

async fn sec_02_an_archive_tells_nothing_of_other_accounts_and_takes_nothing_from_them(desk: Desk) {
    let (records, _) = desk.first_account().await;
    filled(&records).await;
    let couples = records.couples().await.unwrap();
    let couple = couples.iter().find(|couple| couple.value.name.starts_with("Heron")).unwrap().id;
    let plan_id = records.plans_of(couple).await.unwrap()[0].id;
    let out = records.export(NOW).await.unwrap();
    let archive: Value = serde_json::from_str(&serde_json::to_string(&out).unwrap()).unwrap();
    let colleague = desk.second_account().await;

    // States of a record that is not in the archive are refused, whether somebody else has it or nobody.
    let mut answers = Vec::new();
    for record in [couples.iter().find(|other| other.id != couple).unwrap().id.0, Uuid::now_v7()] {
        let refused = changed(&colleague, &archive, |archive| {
            let others = archive["couples"].as_array_mut().unwrap();
            others.retain(|one| !one["plans"].as_array().unwrap().is_empty());
            heron(archive)["versions"][0]["record"] = record.to_string().into();
        });
        answers.push(refused.await.unwrap_err());
    }
    assert_eq!(answers[0], answers[1]);

    // The same ids in another account are other records: neither an answer nor a conflict tells of them.
    colleague.import(&out, NOW).await.unwrap();
    colleague.save_plan(plan_id, Revision(2), &plan("theirs"), NOW).await.unwrap();
    records.save_plan(plan_id, Revision(2), &plan("mine"), NOW).await.unwrap();
    assert_eq!(records.plan_version(plan_id, Revision(2)).await.unwrap().value.title, "two", "its history is kept");
    assert_eq!(records.plan(plan_id).await.unwrap().plan.value.title, "mine");
    colleague.delete_couple(couple, NOW).await.unwrap();
    assert_eq!(records.plan_versions(plan_id).await.unwrap().len(), 2);
    assert_eq!(records.notes(couple).await.unwrap().value, "second");
}

async fn each_record_is_checked_as_the_form_that_makes_it(desk: Desk) {
    let (records, _) = desk.first_account().await;
    filled(&records).await;
    let head = Letterhead { name: "Lindenhof".into(), ..Letterhead::default() };
    records.save_singleton(None, &head, NOW).await.unwrap();
    let (mut template, _) = from_plan(english(), &plan("two"));
    template.title = "Repair talk".into();
    records.create_document(&KeptTemplate::new(template), NOW).await.unwrap();
    let archive = serde_json::to_string(&records.export(NOW).await.unwrap()).unwrap();
    let archive: Value = serde_json::from_str(&archive).unwrap();
    let colleague = desk.second_account().await;
    let changes: Vec<(&str, Change)> = vec![
        ("a page among the things", |a| {
            let notes = heron(a)["pages"]["notes"].clone();
            let id = Uuid::now_v7().to_string();
            a["things"].as_array_mut().unwrap().push(json!({"kind": "notes", "id": id, "thing": notes}));
        }),
        ("a thing among the pages", |a| {
            let gate = the(a, "gate")["thing"].clone();
            heron(a)["pages"]["gate"] = gate;
        }),
        ("a couple without notes", |a| {
            heron(a)["pages"].as_object_mut().unwrap().remove("notes");
        }),
        ("a couple without a name", |a| heron(a)["couple"]["value"]["name"] = "".into()),
        ("a revision at the end of all", |a| heron(a)["pages"]["notes"]["revision"] = 4_294_967_295_u64.into()),
        ("a revision that no column holds", |a| heron(a)["pages"]["notes"]["revision"] = (u64::MAX - 7).into()),
        ("a revision before the first", |a| heron(a)["pages"]["notes"]["revision"] = 0.into()),
        ("a moment before all time", |a| heron(a)["plans"][0]["plan"]["changed"] = (-1).into()),
        ("a state after the present one", |a| heron(a)["versions"][0]["state"]["revision"] = 900.into()),
        ("a state of a record that is not in the archive", |a| {
            heron(a)["versions"][0]["record"] = Uuid::now_v7().to_string().into();
        }),
        ("a state of a record of another couple", |a| {
            let other = a["couples"].as_array().unwrap().iter().map(|couple| couple["id"].clone());
            let other: Vec<Value> = other.filter(|id| *id != heron(&mut a.clone())["id"]).collect();
            heron(a)["versions"][0]["record"] = other[0].clone();
        }),
        ("a state replaced before all time", |a| heron(a)["versions"][0]["replaced"] = (-1).into()),
        ("the same plan twice", |a| {
            let plan = heron(a)["plans"][0].clone();
            heron(a)["plans"].as_array_mut().unwrap().push(plan);
        }),
        ("a letterhead without a name", |a| the(a, "letterhead")["thing"]["value"]["name"] = " ".into()),
        ("a second letterhead", |a| {
            let mut second = the(a, "letterhead").clone();
            second["id"] = Uuid::now_v7().to_string().into();
            a["things"].as_array_mut().unwrap().push(second);
        }),
        ("a template without a title", |a| the(a, "template")["thing"]["value"]["template"]["title"] = "".into()),
        ("a template for five minutes", |a| the(a, "template")["thing"]["value"]["template"]["minutes"] = 5.into()),
        ("a copy of no exercise", |a| the(a, "exercise")["thing"]["value"]["fork_of"] = "no-such-exercise".into()),
        ("a gate of the library", |a| the(a, "gate")["thing"]["value"]["id"] = "GATE-STI".into()),
    ];
    for (what, change) in changes {
        let refused = changed(&colleague, &archive, change).await;
        let why = refused.expect_err(what);
        assert!(why.contains("contains an invalid record"), "{what}: {why}");
        assert_eq!(colleague.couples().await.unwrap(), [], "{what}");
    }
    changed(&colleague, &archive, |_| ()).await.unwrap();
}

/// Changes something in an archive.
type Change = fn(&mut Value);

/// The first thing of a kind in an archive.
fn the<'a>(archive: &'a mut Value, kind: &str) -> &'a mut Value {
    archive["things"].as_array_mut().unwrap().iter_mut().find(|thing| thing["kind"] == kind).unwrap()
}
