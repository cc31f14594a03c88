//! The text of a held session.

use domain::{
    course::Session,
    desk::{Outcome, SessionPlan, Status},
    library::english,
    template::for_record,
    words::Role,
};

use super::with_exercises;
use crate::support::settled;

fn held() -> SessionPlan {
    let moment = settled();
    let mut plan = with_exercises(&moment, 60, &["reassurance-menu"]);
    plan.number = 3;
    plan.on = Some("2026-11-24".parse().unwrap());
    plan.note = "SECRET-1".into();
    plan.why = "SECRET-2".into();
    plan.stop_if = "SECRET-3".into();
    plan.homework = vec![("reassurance-menu".parse().unwrap(), "Twice a week, ten minutes".into())];
    plan.status = Status::Held;
    for (n, block) in plan.blocks.iter_mut().enumerate() {
        block.note = format!("SECRET-{n}");
        block.outcome = Some([Outcome::Done, Outcome::Left, Outcome::Dreaded][n % 3]);
    }
    plan
}

#[test]
fn it_says_what_happened_and_nothing_private() {
    let text = for_record(english(), &held()).unwrap().text;
    assert!(!text.contains("SECRET"), "{text}");
    assert!(
        text.starts_with("Session 3: Tuesday, 24 November 2026, 09:30\n60 minutes, both partners, repair phase\n"),
        "{text}"
    );
    for words in [": done\n", ": left for another time\n", ": not wanted this time\n", "- Twice a week, ten minutes\n"]
    {
        assert!(text.contains(words), "{words} in {text}");
    }
}

#[test]
fn only_a_held_session_has_one_and_what_one_partner_did_alone_is_said() {
    let plan = held();
    assert!(for_record(english(), &SessionPlan { status: Status::Ready, ..plan.clone() }).is_none());
    assert!(!for_record(english(), &plan).unwrap().alone);
    let alone = SessionPlan { booked: Session::Individual(Role::Harmed, None), ..plan };
    let record = for_record(english(), &alone).unwrap();
    assert!(record.alone);
    assert!(record.text.contains("one partner alone") && !record.text.contains("harmed"), "{}", record.text);
}
