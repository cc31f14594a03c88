//! Earlier states of a plan: what changed since, in words, and what comes back when one is restored.

use domain::{
    library::english,
    paper::handout::{Audience, Discretion, Wanted, from_plan as handout, words_of},
    plan::{
        BlockId, KeptItem, SessionPlan, Status,
        editor::{Edit, Refused, check, restore},
    },
    versions::{compare_plans, newer_words},
    vocabulary::{GateId, Language, Minutes, SmallSet},
};
use serde_json::json;

use crate::support::{block_of, item, settled, with_gate};

fn labels() -> [String; 2] {
    ["Ash".into(), "Birch".into()]
}

fn said(was: &SessionPlan, is: &SessionPlan) -> Vec<(String, String, String)> {
    compare_plans(english(), &labels(), was, is).into_iter().map(|one| (one.what, one.was, one.is)).collect()
}

fn line(what: &str, was: &str, is: &str) -> (String, String, String) {
    (what.into(), was.into(), is.into())
}

fn own(id: u32, title: &str, of: &SessionPlan) -> domain::plan::PlanBlock {
    let mut block = of.blocks[0].clone();
    (block.id, block.title, block.minutes, block.item) = (BlockId(id), title.into(), Minutes(5), None);
    (block.note, block.sheets) = (String::new(), SmallSet::new());
    block
}

fn three() -> SessionPlan {
    let mut plan = settled().draft(60);
    plan.homework.clear();
    plan.blocks = [(1, "One"), (2, "Two"), (3, "Three")].map(|(id, title)| own(id, title, &plan)).to_vec();
    plan
}

#[test]
fn a_plan_is_no_different_from_itself() {
    let plan = settled().draft(60);
    assert_eq!(said(&plan, &plan), []);
}

#[test]
fn what_changed_is_said_in_words_with_what_was_and_what_is() {
    let was = three();
    let mut is = was.clone();
    is.title = "At last".into();
    is.on = "2026-11-24".parse().ok();
    is.blocks[0].minutes = Minutes(12);
    is.blocks[1].note = "slowly".into();
    is.blocks.remove(2);
    is.blocks.push(own(9, "Tea", &was));
    assert_eq!(
        said(&was, &is),
        [
            line("Session title", "", "At last"),
            line("Date", "none set", "Tuesday 24 November 2026"),
            line("Item removed", "Three, 5 minutes", ""),
            line("Item added", "", "Tea, 5 minutes"),
            line("Minutes of “One”", "5 minutes", "12 minutes"),
            line("Note on “Two”", "", "slowly"),
        ]
    );
}

#[test]
fn only_what_was_moved_is_said_to_have_moved() {
    let was = three();
    let mut is = was.clone();
    is.blocks.rotate_right(1);
    assert_eq!(said(&was, &is), [line("“Three” moved", "item 3", "item 1")]);
    is.blocks.reverse();
    assert_eq!(said(&was, &is).len(), 1, "two of three kept their order: {:?}", said(&was, &is));
    is = was.clone();
    is.blocks.remove(0);
    assert_eq!(said(&was, &is), [line("Item removed", "One, 5 minutes", "")], "what moves up was not moved");
}

#[test]
fn every_field_of_a_plan_that_a_counsellor_changes_is_told() {
    let mut plan = settled().draft(60);
    plan.homework.clear();
    let (was, json) = (plan.clone(), serde_json::to_value(&plan).unwrap());
    for (pointer, value) in [
        ("/title", json!("x")),
        ("/on", json!("2026-11-24")),
        ("/start", json!("11:15")),
        ("/minutes", json!(90)),
        ("/why", json!("x")),
        ("/stop_if", json!("x")),
        ("/note", json!("x")),
        ("/status", json!("ready")),
        ("/homework", json!([["impact-letter", "once"]])),
        ("/blocks/0/title", json!("x")),
        ("/blocks/0/minutes", json!(33)),
        ("/blocks/0/present", json!({ "turn": "a" })),
        ("/blocks/0/note", json!("x")),
        ("/blocks/0/sheets", json!(["a"])),
        ("/blocks/0/outcome", json!("done")),
    ] {
        let mut changed = json.clone();
        *changed.pointer_mut(pointer).unwrap() = value;
        let is: SessionPlan = serde_json::from_value(changed).unwrap();
        assert_ne!(is, was, "{pointer}");
        assert_eq!(said(&was, &is).len(), 1, "{pointer}: {:?}", said(&was, &is));
    }
}

#[test]
fn inv_10_a_newer_text_is_told_part_by_part_and_comes_only_when_it_is_asked_for() {
    let moment = settled();
    let plan = moment.apply(&moment.empty(), &Edit::Add(item("impact-letter")));
    let mut json = serde_json::to_value(&plan).unwrap();
    *json.pointer_mut("/blocks/0/item/client_text").unwrap() = json!(["An older paragraph."]);
    let old: SessionPlan = serde_json::from_value(json).unwrap();
    let (kept, now) = (old.blocks[0].item.as_ref().unwrap(), english().item(&item("impact-letter")).unwrap());
    let newer = newer_words(kept, now);
    assert_eq!(newer.len(), 1);
    assert_eq!((newer[0].what.as_str(), newer[0].was.as_str()), ("Client text", "An older paragraph."));
    assert_eq!(newer_words(&KeptItem::of(now), now), []);
    let restored = restore(english(), &moment.standings, &plan, &old).unwrap();
    assert_eq!(restored.blocks[0].item, old.blocks[0].item, "restored in the words that it had");
}

/// A plan made before GATE-CONTROL was opened, and brought back after.
#[test]
fn inv_4_a_restored_plan_gets_nothing_past_a_gate_that_was_opened_since() {
    let moment = settled();
    let id = item("impact-listening-session");
    let mut earlier = moment.apply(&moment.empty(), &Edit::Add(id.clone()));
    for block in &mut earlier.blocks {
        block.sheets = SmallSet::from([Audience::Both, Audience::A, Audience::B]);
    }
    earlier.status = Status::Ready;
    let later = with_gate(&moment, "ABU-01", GateId::Control);
    let now = later.empty();
    let restored = restore(english(), &later.standings, &now, &earlier).unwrap();
    assert!(restored.has(&id), "it stands there as it would, had the plan stayed as it was");
    assert_eq!(restored.status, Status::Draft, "and is ready no more");
    let looked = check(english(), &later.standings, &restored);
    let held = looked.about(block_of(&restored, "impact-listening-session"));
    assert!(held.into_iter().any(|concern| concern.hard && concern.text.starts_with("On hold: ")), "{looked:?}");
    assert!(!looked.may_be_ready());
    let kept = restored.blocks[0].item.as_ref().unwrap().title().to_string();
    for audience in [Audience::Both, Audience::A, Audience::B] {
        let wanted = Wanted {
            audience,
            discretion: Discretion::Standard,
            country: None,
            violence_lines: false,
            verified: domain::paper::handout::Verified::default(),
            language: Language::English,
        };
        if let Ok(sheet) = handout(english(), &later.course, &restored, &wanted) {
            assert!(!words_of(&sheet).iter().any(|word| word.as_str() == kept), "{audience}: {sheet:?}");
            assert_ne!(audience, Audience::Both, "no couple sheet at all while CONTROL is open");
        }
    }
}

#[test]
fn a_held_session_is_not_brought_back_to_a_draft_and_no_draft_is_brought_back_as_held() {
    let moment = settled();
    let draft = moment.draft(60);
    let held = SessionPlan { status: Status::Completed, note: "said later".into(), ..draft.clone() };
    assert_eq!(restore(english(), &moment.standings, &held, &draft), Err(Refused::WasHeld));
    let noted = SessionPlan { note: "said first".into(), ..held.clone() };
    assert_eq!(restore(english(), &moment.standings, &held, &noted), Ok(noted.clone()), "notes may come back");
    let back = restore(english(), &moment.standings, &draft, &noted).unwrap();
    assert_eq!(back.status, Status::Draft);
    assert!(back.blocks.iter().all(|block| block.outcome.is_none()));
}
