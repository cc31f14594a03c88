//! Records of one partner alone beside the answers: what they asked for, how it was held, and clocks.

use domain::{
    assess::{Answer, Partner, Whom},
    library::english,
    records::{Interpreter, Interview, Setting, Situation, Source, Stamp, UrgentNeed, course, due_alone, kept_in_mind},
    safety::holds,
    vocabulary::{Day, GateId},
};
use proptest::prelude::*;

use super::{both, clean, edit, heard, interview};

fn told(id: &str, whom: Whom) -> Interview {
    let mut interview = Interview::default();
    interview.answers.record(english(), &id.parse().unwrap(), whom, Answer::Yes).unwrap();
    interview
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn titles(interview: &Interview, situation: &Situation, asked: Partner) -> Vec<String> {
    interview.waiting_to_be_asked_for(english(), situation, asked).into_iter().map(|item| item.id.to_string()).collect()
}

#[test]
fn r53_what_was_demanded_as_a_penance_waits_on_the_page_of_the_one_who_told_it_alone() {
    let mut one = told("ABU-17", Whom::B);
    let (mut situation, other) = (Situation::default(), Interview::default());
    situation.hear(english(), Partner::A, &mut one, &other, false);
    assert!(situation.gates.is_open(GateId::Control));
    for item in ["transparency-agreement", "structured-question-time", "full-apology-sequence"] {
        assert!(titles(&one, &situation, Partner::A).contains(&item.to_owned()), "{item}");
    }
    assert!(titles(&other, &situation, Partner::B).is_empty(), "the page of the other partner shows no sign of it");
}

#[test]
fn r53_asking_alone_releases_what_waits_and_undoing_it_holds_it_again() {
    let (mut situation, mut interviews) = heard((clean(Partner::A), true), (clean(Partner::B), true));
    interviews[0].answers.record(english(), &"ABU-17".parse().unwrap(), Whom::B, Answer::Yes).unwrap();
    let item = english().items().iter().find(|item| item.is("transparency-agreement")).unwrap();
    let held = |situation: &Situation, interviews: &[Interview; 2]| {
        let held = holds(&course(situation, both(interviews)), item);
        held.iter().any(|hold| hold.id() == "R53")
    };
    assert!(held(&situation, &interviews));
    interviews[0].asked_for.insert(item.id.clone(), day("2026-11-20"));
    assert!(!held(&situation, &interviews));
    let mut by_the_other = interviews.clone();
    by_the_other[1].asked_for = std::mem::take(&mut by_the_other[0].asked_for);
    assert!(held(&situation, &by_the_other), "asking by the one who uses control releases nothing");
    interviews[0].asked_for.remove(&item.id);
    assert!(held(&situation, &interviews));
    let other = interviews[1].clone();
    situation.hear(english(), Partner::A, &mut interviews[0], &other, false);
    interviews[0].asked_for.insert(item.id.clone(), day("2026-11-20"));
    assert!(held(&situation, &interviews), "while CONTROL is open it releases nothing");
}

proptest! {
    /// The page of one partner says the same whatever the other one told, and whatever holds that activated.
    #[test]
    fn sec_nothing_on_the_page_of_one_partner_follows_from_what_the_other_told(
        own in interview(Partner::A), other in interview(Partner::B),
    ) {
        let (situation, interviews) = heard(own.clone(), other);
        let (alone, unheard) = heard(own, (Interview::default(), false));
        let page = |situation: &Situation, one: &Interview| {
            let due = due_alone(english(), situation, one, Partner::A);
            let due: Vec<_> = due.into_iter().map(|due| (due.question.ask.clone(), due.again)).collect();
            let waits: Vec<_> = titles(one, situation, Partner::A);
            (due, waits)
        };
        prop_assert_eq!(page(&situation, &interviews[0]), page(&alone, &unheard[0]));
    }
}

#[test]
fn what_follows_a_yes_is_due_with_the_one_who_said_it_and_holds_come_first() {
    let mut one = told("ABU-02", Whom::A);
    let (mut situation, other) = (Situation::default(), told("STR-04", Whom::B));
    situation.hear(english(), Partner::A, &mut one, &other, false);
    let due = |interview: &Interview, asked| {
        let due = due_alone(english(), &situation, interview, asked);
        due.into_iter().map(|due| due.question.indicator.to_string()).collect::<Vec<_>>()
    };
    let with_a = due(&one, Partner::A);
    assert!(with_a.contains(&"ABU-21".to_owned()) && with_a.contains(&"ABU-19".to_owned()));
    let opens = |id: &String| !english().indicator(&id.parse().unwrap()).unwrap().opens.is_empty();
    assert!(with_a.iter().map(opens).is_sorted_by_key(|opens| !opens), "{with_a:?}");
    assert!(!due(&other, Partner::B).contains(&"ABU-21".to_owned()));
    assert!(due(&Interview::default(), Partner::B).is_empty(), "where no one was asked yet, the interview is due");
}

#[test]
fn r55_dependence_that_was_safe_is_due_again_after_half_a_year() {
    let (mut situation, mut interviews) = heard((clean(Partner::A), true), (clean(Partner::B), true));
    let id = "GEN-28".parse().unwrap();
    for interview in &mut interviews {
        let before = interview.clone();
        interview.answers.record(english(), &id, Whom::Couple, Answer::Yes).unwrap();
        let mut fresh = Interview::default();
        fresh.answers.record(english(), &id, Whom::Couple, Answer::Yes).unwrap();
        let mut empty = Interview { changes: before.changes.clone(), ..fresh.clone() };
        empty.note_changes(&Interview::default(), Stamp(10));
        interview.changes = empty.changes;
    }
    let again = |situation: &Situation| {
        let due = due_alone(english(), situation, &interviews[0], Partner::A);
        due.iter().any(|due| due.again && due.question.indicator == id)
    };
    assert!(!again(&situation));
    let later = Stamp(10 + 184 * 24 * 60 * 60 * 1_000_000);
    situation.edit(english(), both(&interviews), &[edit("STR-01", Whom::A, Some(Answer::Yes))], later).unwrap();
    assert!(again(&situation));
}

#[test]
fn a_reminder_names_who_told_what_it_rests_on() {
    let (mut situation, mut interviews) = heard((clean(Partner::A), true), (clean(Partner::B), true));
    interviews[1].answers.record(english(), &"ADD-15".parse().unwrap(), Whom::B, Answer::Yes).unwrap();
    situation
        .edit(english(), both(&interviews), &[edit("EXP-14", Whom::Couple, Some(Answer::Yes))], Stamp(20))
        .unwrap();
    let course = course(&situation, both(&interviews));
    let all = kept_in_mind(english(), &situation, both(&interviews), &course);
    let of = |rule: &str| all.iter().find(|one| one.warning.rule == rule).map(|one| one.sources.clone());
    assert_eq!(of("R66"), Some(vec![Source::Alone(Partner::B)]));
    assert_eq!(of("R69"), Some(vec![Source::Together]));
    assert!(all.len() <= 3 && all[0].warning.rule == "R66", "those of hard rules first");
}

#[test]
fn r67_an_interview_is_complete_only_where_no_one_could_follow_it() {
    let (mut situation, mut interviews) = heard((clean(Partner::A), true), (clean(Partner::B), true));
    let [mut one, other] = interviews.clone();
    assert!(
        one.counts(&situation) && one.not_yet(english(), Partner::A).is_none(),
        "older interviews say nothing of it"
    );
    let before = one.clone();
    one.set_interpreter(english(), Partner::A, Some(Interpreter::Relative));
    one.note_changes(&before, Stamp(10));
    situation.hear(english(), Partner::A, &mut one, &other, true);
    assert!(one.not_yet(english(), Partner::A).is_some_and(|not_yet| not_yet.followed));
    assert!(situation.gates.is_open(GateId::Unscreened) && !one.counts(&situation));
    one.set_interpreter(english(), Partner::A, None);
    assert!(one.not_yet(english(), Partner::A).is_some_and(|not_yet| not_yet.interpreter && !not_yet.followed));
    assert_eq!(one.followed_at(), Some(Stamp(10)));
    one.set_interpreter(english(), Partner::A, Some(Interpreter::Independent));
    situation.hear(english(), Partner::A, &mut one, &other, true);
    assert!(one.counts(&situation));
    assert!(!other.counts(&situation), "it is held again with each");
    interviews[0] = one;
    assert!(!course(&situation, both(&interviews)).has_done("individual-safety-interview"));
}

#[test]
fn an_interview_from_before_these_fields_opens_and_says_nothing_of_them() {
    let old = r#"{"note":"","held_on":"2026-11-02","alone":true,"recorded":true,"round":0}"#;
    let old: Interview = serde_json::from_str(old).unwrap();
    assert_eq!((old.setting, old.interpreter(), old.privacy()), (None, None, Some(true)));
    assert!(old.urgent_needs.is_empty() && old.is_on_record());
    let mut known = told("GEN-16", Whom::A);
    assert_eq!(known.interpreter(), Some(Interpreter::Missing));
    known.setting = Some(Setting::Video);
    known.set_interpreter(english(), Partner::A, Some(Interpreter::Relative));
    let again: Interview = serde_json::from_str(&serde_json::to_string(&known).unwrap()).unwrap();
    assert_eq!(again, known);
}

#[test]
fn r63_each_clock_runs_for_itself_and_is_closed_for_itself() {
    let mut interview = told("GEN-05", Whom::A);
    interview.answers.record(english(), &"GEN-12".parse().unwrap(), Whom::A, Answer::Yes).unwrap();
    let hours: Vec<u16> = interview.timed_needs(english()).iter().map(|one| one.clock.hours).collect();
    assert_eq!(hours, [72, 120]);
    let event = UrgentNeed { day: Some(day("2026-11-23")), time: "22:30".parse().ok(), seen_to: false };
    let fourth_day = (day("2026-11-27"), "10:30".parse().unwrap());
    assert_eq!(event.until(72), Some((day("2026-11-26"), "22:30".parse().unwrap())));
    assert_eq!(event.minutes_left(72, fourth_day), Some(-12 * 60), "one way is shut");
    assert_eq!(event.minutes_left(120, fourth_day), Some(36 * 60), "the other is open");
    let without_time = UrgentNeed { time: None, ..event };
    assert_eq!(without_time.minutes_left(120, fourth_day), Some(13 * 60 + 30), "the day counts from its beginning");
    assert_eq!(UrgentNeed::default().until(72), None);
    interview.urgent_needs.insert("GEN-05".parse().unwrap(), UrgentNeed { seen_to: true, ..event });
    let closed: Vec<bool> = interview.timed_needs(english()).iter().map(|one| one.need.seen_to).collect();
    assert_eq!(closed, [true, false]);
}

#[test]
fn r63_both_clocks_are_asked_about_after_force_or_a_barrier_that_was_left_out() {
    let asks = |interview: &Interview, asked| interview.clocks_to_ask(english(), asked).len();
    assert_eq!(asks(&told("ABU-24", Whom::A), Partner::A), 2);
    assert_eq!(asks(&told("ABU-24", Whom::A), Partner::B), 0, "not the one who did it");
    let mut one = told("ABU-03", Whom::A);
    one.answers.record(english(), &"GEN-05".parse().unwrap(), Whom::A, Answer::No).unwrap();
    assert_eq!(asks(&one, Partner::A), 1);
}
