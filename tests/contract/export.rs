//! The whole account as one archive, and back into an empty one.

use domain::{
    course::Partner,
    desk::{Revision, Stamp},
    own::{OwnExercise, OwnGate},
    words::GateId,
};
use store::{Archive, ImportError, Records};

use crate::{
    engines::{Desk, NOW, kept_couple, plan},
    on_both_engines,
};

on_both_engines!(
    what_goes_out_comes_back_with_the_same_content,
    an_archive_goes_into_an_empty_account_alone,
    what_is_not_ours_is_not_taken_in,
);

/// An account with something of everything, and earlier states.
async fn filled(records: &Records) {
    let couple = kept_couple(records, "Heron \u{202e}\"‘ü").await;
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
    records.create_thing(&OwnExercise::begin(), NOW).await.unwrap();
    records.create_thing(&OwnGate::begin(GateId::Own1), NOW).await.unwrap();
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
    let colleague = desk.second_account().await;
    assert!(matches!(colleague.import(&out, NOW).await, Err(ImportError::AlreadyHere)));
    assert_eq!(colleague.couples().await.unwrap(), [], "nothing of it was taken in");
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
