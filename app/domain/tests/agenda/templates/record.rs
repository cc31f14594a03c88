//! The text of a held session.

use domain::{
    assess::Session,
    library::english,
    paper::handout::{Audience, ClientWords},
    plan::{AgreedHomework, Attendance, Outcome, SessionPlan, SessionRecord, Status, templates::for_record},
    records::{Couple, Person},
    vocabulary::{Minutes, Role},
};

use super::with_exercises;
use crate::support::settled;

fn couple() -> Couple {
    let person = |label: &str| Person { label: label.into(), pronouns: String::new() };
    Couple { name: "Juniper".into(), partners: [person("Lena"), person("Tom")], ..Couple::default() }
}

fn held() -> SessionPlan {
    let moment = settled();
    let mut plan = with_exercises(&moment, 60, &["reassurance-menu"]);
    plan.number = 3;
    plan.on = Some("2026-11-24".parse().unwrap());
    plan.note = "SECRET-1".into();
    plan.why = "SECRET-2".into();
    plan.stop_if = "SECRET-3".into();
    plan.homework = vec![("reassurance-menu".parse().unwrap(), "Twice a week, ten minutes".into())];
    plan.status = Status::Completed;
    for (n, block) in plan.blocks.iter_mut().enumerate() {
        block.note = format!("SECRET-{n}");
        block.outcome = Some([Outcome::Done, Outcome::Left, Outcome::Dreaded][n % 3]);
    }
    plan
}

#[test]
fn it_says_what_happened_and_nothing_private() {
    let text = for_record(english(), &couple(), &held()).unwrap().text;
    assert!(!text.contains("SECRET"), "{text}");
    assert!(
        text.starts_with("Session 3: Tuesday, 24 November 2026, 09:30\n60 minutes, both, repair phase\n"),
        "{text}"
    );
    for words in [": done\n", ": not reached\n", ": dreaded or declined\n", "- Twice a week, ten minutes\n"] {
        assert!(text.contains(words), "{words} in {text}");
    }
}

#[test]
fn only_a_held_session_has_one_and_what_one_partner_did_alone_is_said() {
    let plan = held();
    assert!(for_record(english(), &couple(), &SessionPlan { status: Status::Ready, ..plan.clone() }).is_none());
    assert!(!for_record(english(), &couple(), &plan).unwrap().alone);
    let alone = SessionPlan { booked: Session::Individual(Role::Harmed, None), ..plan };
    let record = for_record(english(), &couple(), &alone).unwrap();
    assert!(record.alone);
    assert!(record.text.contains("one partner alone") && !record.text.contains("harmed"), "{}", record.text);
}

#[test]
fn u33_the_names_of_the_couple_and_the_note_are_left_out_of_what_was_recorded() {
    let mut plan = held();
    plan.title = "Lena’s wishes".into();
    let words = |text: &str| ClientWords::typed(text, false).unwrap().unwrap();
    let agreed = |whom, text| AgreedHomework { whom, words: words(text), result: None };
    plan.record = Some(Box::new(SessionRecord {
        attendance: [Some(Attendance::OnTime), Some(Attendance::Late(Some(Minutes(5))))],
        started: "16:05".parse().ok(),
        ended: "17:02".parse().ok(),
        minutes: [(plan.blocks[0].id, Minutes(9))].into(),
        homework: vec![agreed(Audience::B, "TOM writes; tomatoes for lena.")],
        note: "SECRET-4".into(),
        safety_note: "SECRET-5".into(),
        ..SessionRecord::default()
    }));
    let text = for_record(english(), &couple(), &plan).unwrap().text;
    for secret in ["SECRET", "Lena", "lena", "TOM", "Juniper"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    for words in ["A’s wishes", "57 minutes, both", "16:05 to 17:02", "Partner A: on time", "Partner B: 5 minutes late"]
    {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert!(text.contains("(9 minutes)") && text.contains("- Partner B: B writes; tomatoes for A.\n"), "{text}");
}

#[test]
fn a_cancelled_session_is_one_line() {
    let plan = SessionPlan { status: Status::Cancelled, ..held() };
    let text = for_record(english(), &couple(), &plan).unwrap().text;
    assert!(text.contains("\nCancelled\n") && !text.contains("Homework"), "{text}");
}
