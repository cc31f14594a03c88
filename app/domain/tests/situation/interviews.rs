//! Later interviews: the answers that count, the questions that are asked, and those on no page that both may see.

use domain::{
    assess::{Answer, Assessment, Partner, Session, Whom},
    library::english,
    plan::editor::ExerciseStatuses,
    records::{Interview, SharedView, Situation, Stamp, course},
    safety::Hold,
    vocabulary::{Challenge, GateId},
};

use super::{both, clean, edit, heard};

/// The same interview put on record at a time.
fn told_at(situation: &mut Situation, interviews: &mut [Interview; 2], asked: Partner, id: &str, whom: Whom, at: i64) {
    let before = interviews[asked as usize].clone();
    let mut now = before.clone();
    now.answers.record(english(), &id.parse().unwrap(), whom, Answer::Yes).unwrap();
    now.note_changes(&before, Stamp(at));
    let other = interviews[asked.other() as usize].clone();
    situation.hear(english(), asked, &mut now, &other, false);
    interviews[asked as usize] = now;
}

fn breach(situation: &mut Situation, interviews: &[Interview; 2], id: &str, at: i64) {
    let yes = edit(id, Whom::A, Some(Answer::Yes));
    situation.edit(english(), both(interviews), &[yes], Stamp(at)).unwrap();
}

fn infidelity(situation: &Situation, interviews: &[Interview; 2]) -> u16 {
    let full = Assessment::of(english(), &course(situation, both(interviews)), None, Session::Couple).findings;
    let shared = SharedView::of(english(), situation, both(interviews)).picture(english()).findings;
    let points = |findings: &[domain::assess::Finding]| domain::assess::points_of(findings, Challenge::Infidelity);
    assert_eq!(points(&full), points(&shared), "a shared screen shows the very points");
    points(&full)
}

#[test]
fn r74_a_breach_is_settled_on_the_word_of_the_partner_who_was_hurt_until_something_new_is_told() {
    let (mut situation, mut interviews) = heard((clean(Partner::A), true), (clean(Partner::B), true));
    let gen_29 = "GEN-29".parse().unwrap();
    for one in &mut interviews {
        one.answers.clear(&gen_29, Whom::Couple);
    }
    breach(&mut situation, &interviews, "INF-01", 10);
    assert_eq!(infidelity(&situation, &interviews), 3);
    let mut by_the_other = (situation.clone(), interviews.clone());
    told_at(&mut by_the_other.0, &mut by_the_other.1, Partner::A, "GEN-29", Whom::Couple, 20);
    assert_eq!(infidelity(&by_the_other.0, &by_the_other.1), 3, "the partner who did it cannot settle it");
    told_at(&mut situation, &mut interviews, Partner::B, "GEN-29", Whom::Couple, 20);
    assert_eq!(infidelity(&situation, &interviews), 1);
    let mut shared = SharedView::of(english(), &situation, both(&interviews));
    let again = edit("BET-01", Whom::A, Some(Answer::Yes));
    shared.edit(english(), &again).unwrap();
    breach(&mut situation, &interviews, "BET-01", 30);
    assert_eq!(infidelity(&situation, &interviews), 3, "something new takes it back");
    let findings = shared.picture(english()).findings;
    assert_eq!(domain::assess::points_of(&findings, Challenge::Infidelity), 3);
    interviews[1].changes.clear();
    assert_eq!(infidelity(&situation, &interviews), 3, "without a day it counts for nothing");
}

#[test]
fn r67_an_interview_that_somebody_heard_is_held_again_with_each() {
    let (mut situation, mut interviews) = heard((clean(Partner::A), true), (clean(Partner::B), true));
    assert!(course(&situation, both(&interviews)).has_done("individual-safety-interview"));
    told_at(&mut situation, &mut interviews, Partner::A, "GEN-17", Whom::A, 10);
    assert!(situation.gates.is_open(GateId::Unscreened));
    assert!(!interviews[0].counts(&situation));
    assert!(!course(&situation, both(&interviews)).has_done("individual-safety-interview"));
}

#[test]
fn an_interview_on_record_keeps_counting_when_the_guide_grows_and_a_new_one_asks_all_of_it() {
    let mut interview = clean(Partner::A);
    let part = english().interview().parts.iter().find(|part| part.id == "danger").unwrap();
    assert!(part.must && part.since == 2);
    for question in &part.questions {
        interview.answers.clear(&question.indicator, question.about.whom(Partner::A));
    }
    let missing = interview.not_yet(english(), Partner::A).unwrap().not_asked;
    assert_eq!(missing, 4, "what follows a yes is not missing without one");
    let mut situation = Situation::default();
    let other = Interview::default();
    let mut refused = interview.clone();
    situation.hear(english(), Partner::A, &mut refused, &other, true);
    assert!(!refused.recorded, "a new interview asks about danger");
    interview.recorded = true;
    situation.hear(english(), Partner::A, &mut interview, &other, false);
    assert!(interview.counts(&situation), "one on record stays there");
    situation.hear(english(), Partner::A, &mut interview, &other, true);
    assert!(interview.recorded && interview.edition == 0, "saying it again neither helps nor harms");
}

#[test]
fn no_question_is_asked_because_of_what_the_other_partner_told() {
    let asks = |interview: &Interview, situation: &Situation, id: &str| {
        interview.questions_due(english(), situation).any(|(_, question)| question.indicator == *id)
    };
    let mut told = Interview::default();
    told.answers.record(english(), &"ABU-02".parse().unwrap(), Whom::A, Answer::Yes).unwrap();
    let (silent, mut situation) = (Interview::default(), Situation::default());
    assert!(asks(&told, &situation, "ABU-21") && asks(&told, &situation, "ABU-19"));
    assert!(!asks(&silent, &situation, "ABU-21"), "the other interview is never looked at");
    assert!(asks(&silent, &situation, "GEN-14") && !asks(&silent, &situation, "ABU-17"));
    breach(&mut situation, &[told, silent.clone()], "INF-01", 1);
    assert!(asks(&silent, &situation, "ABU-17"), "what was told with both in the room");
}

#[test]
fn a_reminder_that_rests_on_something_told_alone_stands_on_no_page_that_both_may_see() {
    let (mut situation, mut interviews) = heard((clean(Partner::A), true), (clean(Partner::B), true));
    told_at(&mut situation, &mut interviews, Partner::A, "ADD-15", Whom::A, 10);
    let together = edit("EXP-14", Whom::Couple, Some(Answer::Yes));
    situation.edit(english(), both(&interviews), &[together], Stamp(20)).unwrap();
    let course = course(&situation, both(&interviews));
    let picture = Assessment::of(english(), &course, None, Session::Couple);
    let all = ExerciseStatuses::of(&picture.moment(english(), &course));
    let says = |statuses: &ExerciseStatuses, rule: &str| statuses.reminders.iter().any(|one| one.rule == rule);
    assert!(says(&all, "R66") && says(&all, "R69"));
    let shared = SharedView::of(english(), &situation, both(&interviews));
    let (heard, face) = (shared.course(), shared.picture(english()));
    let page = all.with_reasons_of(&face.moment(english(), &heard));
    assert!(!says(&page, "R66") && says(&page, "R69"));
}

#[test]
fn a_hold_on_a_plan_page_names_no_answer() {
    for rule in english().rules().iter().filter(|rule| rule.released_by.is_some() && rule.id.as_str() != "R67") {
        let held = Hold::Rule(rule.id.clone()).in_words(english());
        assert!(english().indicators().iter().all(|one| !held.contains(one.id.as_str())), "{held}");
        assert!(held.len() < 120, "{held}");
    }
}
