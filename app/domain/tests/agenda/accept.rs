//! Validation of a plan sent by a browser.

use domain::{
    library::english,
    plan::{
        SessionPlan, Status,
        editor::{Edit, Refused, accept, differences, merge},
    },
    vocabulary::{GateId, Minutes},
};
use serde_json::{Value, json};

use crate::support::{block_of, item, settled, with_gate};

/// The plan as somebody could send it, with this put in at this place.
fn forged(plan: &SessionPlan, pointer: &str, value: Value) -> SessionPlan {
    let mut json = serde_json::to_value(plan).unwrap();
    *json.pointer_mut(pointer).unwrap() = value;
    serde_json::from_value(json).unwrap()
}

fn place_of(plan: &SessionPlan, id: &str) -> usize {
    plan.block(block_of(plan, id)).unwrap().0
}

#[test]
fn inv_10_words_of_exercises_never_come_from_the_browser() {
    let moment = settled();
    let before = moment.empty();
    let sent = moment.apply(&before, &Edit::Add(item("impact-letter")));
    let words = json!(["He hits her"]);
    let stored =
        accept(english(), &moment.standings, &before, forged(&sent, "/blocks/0/item/client_text", words.clone()));
    assert_eq!(stored.unwrap().blocks[0].item, sent.blocks[0].item, "new: the library's words");
    let stored = accept(english(), &moment.standings, &sent, forged(&sent, "/blocks/0/item/client_text", words));
    assert_eq!(stored.unwrap().blocks[0].item, sent.blocks[0].item, "known: the stored words");
}

#[test]
fn inv_10_a_saved_plan_keeps_older_words_until_newer_ones_are_asked_for() {
    let moment = settled();
    let now = moment.apply(&moment.empty(), &Edit::Add(item("impact-letter")));
    let old = forged(&now, "/blocks/0/item/title", json!("An older title"));
    let kept = old.blocks[0].item.as_ref().unwrap();
    assert!(kept.differs_from(english().item(kept.id()).unwrap()));
    let same = accept(english(), &moment.standings, &old, old.clone()).unwrap();
    assert_eq!(same.blocks[0].item, old.blocks[0].item);
    let renewed = moment.apply(&old, &Edit::Renew(old.blocks[0].id));
    let stored = accept(english(), &moment.standings, &old, renewed).unwrap();
    assert_eq!(stored.blocks[0].item, now.blocks[0].item);
}

#[test]
fn inv_4_a_held_exercise_is_not_taken_in_but_one_that_was_there_stays_and_is_not_ready() {
    let moment = settled();
    let with = moment.apply(&moment.draft(60), &Edit::Add(item("impact-listening-session")));
    let later = with_gate(&moment, "ABU-01", GateId::Control);
    let refused = accept(english(), &later.standings, &later.empty(), with.clone());
    assert!(matches!(refused, Err(Refused::Held { .. })), "{refused:?}");
    let place = place_of(&with, "impact-listening-session");
    let typed = forged(&with, &format!("/blocks/{place}/note"), json!("typed after the gate opened"));
    let typed = SessionPlan { status: Status::Ready, ..typed };
    let stored = accept(english(), &later.standings, &with, typed).unwrap();
    assert_eq!(stored.blocks[place].note, "typed after the gate opened");
    assert_eq!(stored.status, Status::Draft);
}

#[test]
fn a_held_session_keeps_its_plan_and_takes_notes() {
    let moment = settled();
    let held = SessionPlan { status: Status::Completed, ..moment.draft(60) };
    let noted = forged(&held, "/note", json!("It went well"));
    assert_eq!(accept(english(), &moment.standings, &held, noted.clone()), Ok(noted));
    let shorter = forged(&held, "/blocks/0/minutes", json!(3));
    assert_eq!(accept(english(), &moment.standings, &held, shorter), Err(Refused::WasHeld));
    let reopened = SessionPlan { status: Status::Draft, ..held.clone() };
    assert_eq!(accept(english(), &moment.standings, &held, reopened), Err(Refused::WasHeld));
    let marked = accept(english(), &moment.standings, &moment.draft(60), held);
    assert!(marked.is_err(), "a session is marked as held with its outcomes alone");
}

#[test]
fn what_is_out_of_bounds_is_refused_whole() {
    let moment = settled();
    let plan = moment.draft(60);
    for (pointer, value) in [
        ("/minutes", json!(200)),
        ("/blocks/0/minutes", json!(0)),
        ("/title", json!("x".repeat(161))),
        ("/note", json!("x".repeat(20_001))),
        ("/blocks/1/id", json!(1)),
    ] {
        assert!(accept(english(), &moment.standings, &plan, forged(&plan, pointer, value)).is_err(), "{pointer}");
    }
    let longer = moment.apply(&plan, &Edit::Minutes(plan.blocks[0].id, Minutes(30)));
    assert!(accept(english(), &moment.standings, &plan, longer).is_ok(), "too long is said, not refused");
}

#[test]
fn sec_36_two_versions_are_shown_and_can_be_joined_without_losing_a_text() {
    let moment = settled();
    let base = moment.draft(60);
    let first = base.blocks[0].id;
    let here =
        moment.apply(&moment.apply(&base, &Edit::Note(first, "mine".into())), &Edit::AddOwn("Tea".into(), Minutes(5)));
    let there = moment
        .apply(&moment.apply(&base, &Edit::Note(first, "theirs".into())), &Edit::AddOwn("Walk".into(), Minutes(6)));
    let what: Vec<String> = differences(&here, &there).into_iter().map(|difference| difference.what).collect();
    assert_eq!(what, ["Agenda".to_owned(), format!("Private note of “{}”", base.blocks[0].title)]);
    let both = merge(&here, &there);
    assert_eq!(both.blocks[0].note, "mine\n\ntheirs");
    assert_eq!(merge(&both, &there), both, "joining twice adds nothing");
    let titles: Vec<&str> = both.blocks.iter().map(|block| block.title.as_str()).collect();
    assert!(titles.contains(&"Tea") && titles.contains(&"Walk"));
    assert!(accept(english(), &moment.standings, &base, both).is_ok());
}
