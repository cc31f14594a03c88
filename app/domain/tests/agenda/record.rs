//! Recording that a session took place, and the way back.

use domain::{
    library::english,
    plan::{
        Outcome, SessionEvent, SessionPlan, SessionRecord, Status,
        editor::{Concluded, Edit, Outcomes, Refused, accept, call_off, conclude, reopen},
    },
    records::{Interview, Situation, Stamp, When},
};

use crate::support::{item, settled};

/// A moment long after every session of these tests.
pub fn later() -> When {
    When { day: "2026-12-31".parse().unwrap(), time: "20:00".parse().unwrap(), at: Stamp(9) }
}

fn nobody() -> [Interview; 2] {
    [Interview::default(), Interview::default()]
}

fn plan() -> SessionPlan {
    let moment = settled();
    let mut plan = moment.apply(&moment.empty(), &Edit::Add(item("impact-letter")));
    plan = moment.apply(&plan, &Edit::Add(item("impact-listening-session")));
    plan
}

fn outcomes(plan: &SessionPlan) -> Outcomes {
    let of = [Outcome::Done, Outcome::Dreaded];
    let blocks = plan.blocks.iter().zip(of).map(|(block, outcome)| (block.id, outcome));
    Outcomes { blocks: blocks.collect(), homework_done: Some(false) }
}

fn record(plan: &SessionPlan, situation: &Situation, now: When) -> Result<Concluded, Refused> {
    conclude(english(), plan, situation, nobody().each_ref(), &outcomes(plan), now)
}

#[test]
fn reopening_takes_back_what_recording_counted_and_it_can_be_recorded_again() {
    let mut situation = Situation::begin(english());
    situation.facts.sessions_since_review = 4;
    let plan = plan();
    let after = record(&plan, &situation, later()).unwrap();
    assert_eq!((after.situation.facts.sessions_since_review, after.situation.recorded.len()), (5, 1));
    let back = reopen(english(), &after.plan, &after.situation, nobody().each_ref()).unwrap();
    assert_eq!(back.situation, situation, "as if it had not been recorded");
    assert_eq!(back.plan.status, Status::Draft);
    assert_eq!(back.plan.blocks[0].outcome, Some(Outcome::Done), "what was chosen is still chosen");
    let again = record(&back.plan, &back.situation, later()).unwrap();
    assert_eq!(again, after);
    assert_eq!(reopen(english(), &plan, &situation, nobody().each_ref()), Err(Refused::NotRecorded));
    // A session that was recorded before there was a memory of it.
    let old = Situation { recorded: Vec::new(), ..after.situation.clone() };
    let back = reopen(english(), &after.plan, &old, nobody().each_ref()).unwrap();
    assert!(!back.situation.done.contains(&item("impact-letter")), "the careful way");
}

#[test]
fn what_was_done_before_stays_done_when_a_later_session_is_reopened() {
    let mut situation = Situation::begin(english());
    situation.done.insert(item("impact-letter"));
    let after = record(&plan(), &situation, later()).unwrap();
    let back = reopen(english(), &after.plan, &after.situation, nobody().each_ref()).unwrap();
    assert!(back.situation.done.contains(&item("impact-letter")));
}

#[test]
fn a_session_is_recorded_once_it_has_started_and_says_when_that_is() {
    let situation = Situation::begin(english());
    let mut plan = plan();
    (plan.on, plan.start) = ("2026-11-26".parse().ok(), "16:00".parse().ok());
    let at = |day: &str, time: &str| When { day: day.parse().unwrap(), time: time.parse().unwrap(), at: Stamp(1) };
    let words = record(&plan, &situation, at("2026-11-26", "14:51")).unwrap_err().to_string();
    assert_eq!(words, "This session starts at 16:00. You can record it then.");
    let words = record(&plan, &situation, at("2026-11-24", "18:00")).unwrap_err().to_string();
    assert_eq!(words, "This session starts on Thursday 26 November at 16:00. You can record it then.");
    assert!(record(&plan, &situation, at("2026-11-26", "16:00")).is_ok());
    assert!(record(&plan, &situation, at("2026-11-27", "09:00")).is_ok());
}

#[test]
fn no_outcome_is_chosen_for_the_counsellor() {
    let plan = plan();
    let none = Outcomes::default();
    let refused = conclude(english(), &plan, &Situation::begin(english()), nobody().each_ref(), &none, later());
    assert_eq!(refused, Err(Refused::NoOutcome(plan.blocks[0].title.clone())));
}

#[test]
fn a_browser_cannot_say_what_came_of_a_reopened_session() {
    let moment = settled();
    let after = record(&plan(), &Situation::begin(english()), later()).unwrap();
    let back = reopen(english(), &after.plan, &after.situation, nobody().each_ref()).unwrap().plan;
    let mut sent = back.clone();
    sent.blocks[0].outcome = None;
    sent.blocks[1].outcome = Some(Outcome::Done);
    assert_eq!(accept(english(), &moment.standings, &back, sent), Ok(back));
}

#[test]
fn no_sentence_stands_under_one_block_after_the_other() {
    let mut course = crate::support::course(&["ABU-01"], &["individual-safety-interview"]);
    course.observe_gates(english());
    let moment = crate::support::Moment::of(course, None);
    let mut plan = settled().draft(60);
    plan.booked = domain::assess::Session::Individual(domain::vocabulary::Role::Harmed, None);
    let check = domain::plan::editor::check(english(), &moment.standings, &plan);
    let mut said = domain::vocabulary::SmallSet::new();
    for same in check.repeated() {
        assert!(same.len() > 1 && said.insert(same[0].text.clone()), "twice: {}", same[0].text);
    }
    assert!(!said.is_empty(), "every block is stopped by the same hold");
    for concern in plan.blocks.iter().flat_map(|block| check.only_about(block.id)) {
        assert!(said.insert(concern.text.clone()), "twice: {}", concern.text);
    }
    for concern in check.concerns.iter().filter(|concern| concern.block.is_some()) {
        assert!(said.contains(&concern.text), "left out: {}", concern.text);
    }
}

#[test]
fn a_session_is_cancelled_at_any_time_and_missed_only_once_it_has_started() {
    let situation = Situation::begin(english());
    let mut plan = plan();
    (plan.on, plan.start) = ("2026-11-26".parse().ok(), "16:00".parse().ok());
    plan.blocks[0].outcome = Some(Outcome::Done);
    let before = When { day: "2026-11-24".parse().unwrap(), time: "18:00".parse().unwrap(), at: Stamp(1) };
    let cancelled = call_off(&plan, SessionEvent::Cancelled, before).unwrap();
    assert_eq!((cancelled.status, cancelled.blocks[0].outcome), (Status::Cancelled, None), "nothing counts as done");
    assert!(matches!(call_off(&plan, SessionEvent::NoShow, before), Err(Refused::NotStarted(_))));
    assert_eq!(call_off(&plan, SessionEvent::NoShow, later()).unwrap().status, Status::NoShow);
    assert_eq!(call_off(&cancelled, SessionEvent::Cancelled, later()), Err(Refused::WasHeld));
    let back = reopen(english(), &cancelled, &situation, nobody().each_ref()).unwrap();
    assert_eq!((back.plan.status, back.situation), (Status::Draft, situation));
}

#[test]
fn r42_what_was_done_in_part_is_left_for_another_time() {
    let plan = plan();
    let blocks = plan.blocks.iter().map(|block| (block.id, Outcome::Partly)).collect();
    let partly = Outcomes { blocks, homework_done: None };
    let situation = Situation::begin(english());
    let after = conclude(english(), &plan, &situation, nobody().each_ref(), &partly, later()).unwrap();
    assert!(after.situation.done.is_empty() && after.situation.facts.dreaded_or_skipped.is_empty());
}

#[test]
fn a_record_is_stored_and_never_travels_to_a_browser() {
    let moment = settled();
    let record = SessionRecord { note: "KANARI".into(), ..SessionRecord::default() };
    let stored = SessionPlan { record: Some(Box::new(record)), ..plan() };
    let json = serde_json::to_string(&stored).unwrap();
    assert_eq!(serde_json::from_str::<SessionPlan>(&json).unwrap(), stored);
    let mut old = serde_json::to_value(&stored).unwrap();
    old.as_object_mut().unwrap().remove("record");
    assert_eq!(serde_json::from_value::<SessionPlan>(old).unwrap().record, None, "plans of before have none");
    let packed = postcard::to_allocvec(&stored).unwrap();
    assert!(!packed.windows(6).any(|part| part == b"KANARI"));
    let sent: SessionPlan = postcard::from_bytes(&packed).unwrap();
    assert_eq!(sent.record, None);
    assert_eq!(accept(english(), &moment.standings, &stored, sent), Ok(stored), "the stored one stays");
}
