//! A couple's situation: what changes do, what interviews open, and what a shared screen may hold.

use std::collections::BTreeSet;

use domain::{
    answers::{Answer, Whom},
    course::{Partner, Session},
    desk::{
        AnswerChange, BadEdit, Edit, FactChange, Interview, Mark, Shared, Sheet, Situation, Stamp, StrengthChange,
        accounts_differ, compare_situations, course, not_asked, standings,
    },
    gates::{Closing, Ground},
    ids::IndicatorId,
    library::{english, model::InterviewAbout},
    picture::Picture,
    suggest::suggest,
    words::{AppliesTo, Challenge, GateId},
};
use proptest::{collection::vec, prelude::*, sample::select};

const NOW: Stamp = Stamp(1);

fn edit(indicator: &str, whom: Whom, answer: Option<Answer>) -> Edit {
    Edit::Answer(AnswerChange { indicator: indicator.parse().unwrap(), whom, answer })
}

fn answer() -> impl Strategy<Value = Option<Answer>> {
    select(vec![None, Some(Answer::Yes), Some(Answer::Yes), Some(Answer::No)])
}

/// A change that a screen for both can send.
fn any_edit() -> impl Strategy<Value = Edit> {
    let asked: Vec<IndicatorId> =
        english().questions().iter().flat_map(|group| &group.questions).map(|q| q.indicator.clone()).collect();
    let answers = (select(asked), any::<bool>(), answer()).prop_map(|(indicator, first, answer)| {
        let both = english().indicator(&indicator).unwrap().applies_to == AppliesTo::Both;
        let whom = if both { Whom::Couple } else { [Whom::A, Whom::B][usize::from(first)] };
        Edit::Answer(AnswerChange { indicator, whom, answer })
    });
    let facts = prop_oneof![
        any::<bool>().prop_map(FactChange::ChosenNoSex),
        any::<bool>().prop_map(FactChange::HomeworkMissed),
        any::<u8>().prop_map(FactChange::SessionsSinceReview),
    ];
    prop_oneof![8 => answers, 1 => facts.prop_map(Edit::Fact)]
}

/// What one partner tells alone; now and then all of it is asked and put on record.
fn interview(asked: Partner) -> impl Strategy<Value = (Interview, bool)> {
    let count = english().interview().questions().count();
    (vec((0..count, answer()), 0..8), any::<bool>()).prop_map(move |(told, whole)| {
        let mut interview = Interview { held_on: "2026-11-20".parse().ok(), alone: true, ..Interview::default() };
        for (place, answer) in told {
            let question = english().interview().questions().nth(place).unwrap();
            let whom = question.about.whom(asked);
            if let Some(answer) = answer {
                interview.answers.record(english(), &question.indicator, whom, answer).unwrap();
            }
        }
        if whole {
            for part in &english().interview().parts {
                interview.no_to_the_rest(english(), asked, &part.id);
            }
        }
        (interview, whole)
    })
}

/// A situation after both interviews were heard, in this order.
fn heard(a: (Interview, bool), b: (Interview, bool)) -> (Situation, [Interview; 2]) {
    let mut situation = Situation::default();
    let (mut one, mut other) = (a.0, Interview::default());
    situation.hear(english(), Partner::A, &mut one, &other, a.1);
    other = b.0;
    situation.hear(english(), Partner::B, &mut other, &one, b.1);
    (situation, [one, other])
}

fn both(interviews: &[Interview; 2]) -> [&Interview; 2] {
    [&interviews[0], &interviews[1]]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    /// Points depend on what was told, not on when.
    #[test]
    fn the_order_of_changes_never_matters_for_points(edits in vec(any_edit(), 0..20)) {
        let mut seen = BTreeSet::new();
        let once: Vec<Edit> = edits
            .into_iter()
            .filter(|edit| match edit {
                Edit::Answer(change) => seen.insert((change.indicator.clone(), change.whom)),
                _ => false,
            })
            .collect();
        let backwards: Vec<Edit> = once.iter().rev().cloned().collect();
        let nobody = Interview::default();
        let points = |edits: &[Edit]| {
            let mut situation = Situation::default();
            for edit in edits {
                situation.edit(english(), [&nobody, &nobody], std::slice::from_ref(edit), NOW).unwrap();
            }
            Picture::of(english(), &course(&situation, [&nobody, &nobody]), None, Session::Couple).findings
        };
        prop_assert_eq!(points(&once), points(&backwards));
    }

    /// A gate that opened stays open, whatever is unticked afterwards.
    #[test]
    fn gates_latch_through_every_change(
        a in interview(Partner::A), b in interview(Partner::B), edits in vec(any_edit(), 0..20),
    ) {
        let (mut situation, interviews) = heard(a, b);
        let mut open = BTreeSet::new();
        for edit in &edits {
            situation.edit(english(), both(&interviews), std::slice::from_ref(edit), NOW).unwrap();
            let now: BTreeSet<GateId> = situation.gates.open_gates().collect();
            prop_assert!(now.is_superset(&open), "{open:?} became {now:?}");
            open = now;
        }
    }

    /// The browser maps what it may know, the server everything: points, order, gates, phase and rounds are the same.
    #[test]
    fn a_shared_screen_shows_the_very_map_of_the_whole_situation(
        a in interview(Partner::A), b in interview(Partner::B), before in vec(any_edit(), 0..10),
        close in any::<bool>(), after in vec(any_edit(), 0..10),
    ) {
        let (mut situation, interviews) = heard(a, b);
        situation.edit(english(), both(&interviews), &before, NOW).unwrap();
        if close {
            close_what_can_be_closed(&mut situation, both(&interviews));
        }
        let mut shared = Shared::of(english(), &situation, both(&interviews));
        for edit in &after {
            situation.edit(english(), both(&interviews), std::slice::from_ref(edit), NOW).unwrap();
            shared.edit(english(), edit).unwrap();
        }
        let whole = course(&situation, both(&interviews));
        let (theirs, ours) =
            (Picture::of(english(), &whole, situation.phase, Session::Couple), shared.picture(english()));
        let look = |picture: &Picture| -> Vec<_> {
            picture.findings.iter().map(|f| (f.challenge, f.points, f.band)).collect()
        };
        prop_assert_eq!(look(&theirs), look(&ours));
        prop_assert_eq!(theirs.phase, ours.phase);
        prop_assert_eq!(situation.gates.open_gates().collect::<Vec<_>>(), shared.gates.open_gates().collect::<Vec<_>>());
        prop_assert_eq!(whole.done, shared.course().done);
        prop_assert_eq!(Shared::of(english(), &situation, both(&interviews)).interviewed(), shared.interviewed());
    }

    /// Comparing two sheets gives exactly what leads from one to the other.
    #[test]
    fn the_difference_of_two_sheets_leads_from_one_to_the_other(
        one in vec(any_edit(), 0..12), other in vec(any_edit(), 0..12),
    ) {
        let sheet = |edits: &[Edit]| {
            let mut sheet = Sheet::default();
            for edit in edits {
                sheet.make(english(), edit).unwrap();
            }
            sheet
        };
        let (mut from, to) = (sheet(&one), sheet(&other));
        for edit in from.edits_to(&to) {
            from.make(english(), &edit).unwrap();
        }
        prop_assert_eq!(from.edits_to(&to), vec![]);
        prop_assert_eq!(from, to);
    }

    /// What was told alone is in no shared screen: no question, no id, no person; only points and gates.
    #[test]
    fn an_interview_answer_never_shows_in_the_couples_answers(
        a in interview(Partner::A), b in interview(Partner::B), edits in vec(any_edit(), 0..10),
    ) {
        let (mut situation, interviews) = heard(a, b);
        situation.edit(english(), both(&interviews), &edits, NOW).unwrap();
        let shared = Shared::of(english(), &situation, both(&interviews));
        let picture = shared.picture(english());
        let json = serde_json::to_string(&shared).unwrap();
        for question in english().interview().questions() {
            prop_assert!(!json.contains(question.indicator.as_str()), "{}", question.indicator);
            prop_assert!(!picture.findings.iter().flat_map(|f| &f.evidence).any(|e| e.indicator == question.indicator));
        }
        prop_assert!(!situation.answers.iter().any(|(id, _, _)| english().is_asked_alone(id)));
    }
}

fn close_what_can_be_closed(situation: &mut Situation, interviews: [&Interview; 2]) {
    let whole = course(situation, interviews);
    let closing = || Closing { by: "C.".into(), on: "2026-11-21".into(), ground: Ground::AsDemanded("checked".into()) };
    for gate in GateId::BUILT_IN.iter().rev() {
        let _ = situation.gates.close(*gate, closing(), &whole.answers, &whole.done);
    }
}

fn clean(asked: Partner) -> Interview {
    let mut interview = Interview { held_on: "2026-11-20".parse().ok(), alone: true, ..Interview::default() };
    for part in &english().interview().parts {
        interview.no_to_the_rest(english(), asked, &part.id);
    }
    interview
}

#[test]
fn r1_unscreened_stays_open_until_both_interviews_are_on_record() {
    let mut situation = Situation::default();
    let nobody = Interview::default();
    let mut a = clean(Partner::A);
    situation.hear(english(), Partner::A, &mut a, &nobody, true);
    assert!(a.counts(&situation) && situation.gates.is_open(GateId::Unscreened));
    let one = course(&situation, [&a, &nobody]);
    let closing =
        || Closing { by: "C.".into(), on: "2026-11-20".into(), ground: Ground::AsDemanded("both seen".into()) };
    assert!(situation.gates.close(GateId::Unscreened, closing(), &one.answers, &one.done).is_err());
    let mut b = clean(Partner::B);
    situation.hear(english(), Partner::B, &mut b, &a, true);
    let whole = course(&situation, [&a, &b]);
    situation.gates.close(GateId::Unscreened, closing(), &whole.answers, &whole.done).unwrap();
    situation.observe(english(), [&a, &b]);
    assert!(!situation.gates.is_open(GateId::Unscreened));
}

#[test]
fn r15_interviews_are_recorded_anew_once_control_shows_later() {
    let (mut situation, [mut a, mut b]) = heard((clean(Partner::A), true), (clean(Partner::B), true));
    close_what_can_be_closed(&mut situation, [&a, &b]);
    assert!(!situation.gates.is_open(GateId::Unscreened));
    let id: IndicatorId = "ABU-13".parse().unwrap();
    a.answers.record(english(), &id, Whom::A, Answer::Yes).unwrap();
    situation.hear(english(), Partner::A, &mut a, &b, false);
    assert!(situation.gates.is_open(GateId::Unscreened));
    assert!(!a.counts(&situation) && !b.counts(&situation), "both are asked again");
    assert!(a.is_on_record(), "what was held stays on record");
    let closing = Closing { by: "C.".into(), on: "2026-11-22".into(), ground: Ground::AsDemanded("seen".into()) };
    let whole = course(&situation, [&a, &b]);
    assert!(situation.gates.close(GateId::Unscreened, closing.clone(), &whole.answers, &whole.done).is_err());
    situation.hear(english(), Partner::A, &mut a, &b, true);
    situation.hear(english(), Partner::B, &mut b, &a, true);
    let whole = course(&situation, [&a, &b]);
    situation.gates.close(GateId::Unscreened, closing, &whole.answers, &whole.done).unwrap();
}

#[test]
fn r51_a_pattern_of_signs_told_in_different_rooms_opens_control_and_asks_again() {
    let (mut situation, [mut a, b]) = heard((clean(Partner::A), true), (clean(Partner::B), true));
    let id: IndicatorId = "ABU-09".parse().unwrap();
    a.answers.record(english(), &id, Whom::B, Answer::Yes).unwrap();
    situation.hear(english(), Partner::A, &mut a, &b, true);
    assert!(!situation.gates.is_open(GateId::Control) && situation.round == 0);
    situation.edit(english(), [&a, &b], &[edit("INF-09", Whom::A, Some(Answer::Yes))], NOW).unwrap();
    assert!(situation.gates.is_open(GateId::Control));
    assert!(!a.counts(&situation) && !b.counts(&situation));
}

#[test]
fn an_interview_is_put_on_record_only_once_all_that_must_be_asked_was_asked() {
    let mut situation = Situation::default();
    let nobody = Interview::default();
    let mut interview = clean(Partner::A);
    let fear: IndicatorId = "ABU-01".parse().unwrap();
    interview.answers.clear(&fear, Whom::A);
    situation.hear(english(), Partner::A, &mut interview, &nobody, true);
    assert!(!interview.recorded, "not asked is not no");
    assert_eq!(interview.not_yet(english(), Partner::A).map(|not_yet| not_yet.not_asked), Some(1));
    interview.answers.record(english(), &fear, Whom::A, Answer::No).unwrap();
    interview.alone = false;
    situation.hear(english(), Partner::A, &mut interview, &nobody, true);
    assert!(!interview.recorded, "somebody may have listened");
    interview.alone = true;
    situation.hear(english(), Partner::A, &mut interview, &nobody, true);
    assert!(interview.recorded);
    interview.answers.clear(&fear, Whom::A);
    situation.hear(english(), Partner::A, &mut interview, &nobody, false);
    assert!(!interview.recorded, "taking an answer back takes it off the record");
}

#[test]
fn accounts_that_differ_are_noticed_and_silence_differs_from_nothing() {
    let (mut a, mut b) = (Interview::default(), Interview::default());
    let act = english().interview().questions().find(|q| q.indicator == *"ABU-02").unwrap();
    assert_eq!(act.about, InterviewAbout::Asked);
    a.answers.record(english(), &act.indicator, Whom::A, Answer::Yes).unwrap();
    assert!(!accounts_differ([&a, &b]), "B was not asked");
    b.answers.record(english(), &act.indicator, Whom::A, Answer::Yes).unwrap();
    assert!(!accounts_differ([&a, &b]));
    b.answers.record(english(), &act.indicator, Whom::A, Answer::No).unwrap();
    assert!(accounts_differ([&a, &b]) && accounts_differ([&b, &a]));
}

#[test]
fn safety_questions_are_refused_with_both_in_the_room_and_nothing_is_changed() {
    let nobody = Interview::default();
    let mut situation = Situation::default();
    let edits = [edit("STR-02", Whom::Couple, Some(Answer::Yes)), edit("ABU-01", Whom::A, Some(Answer::No))];
    let refused = situation.edit(english(), [&nobody, &nobody], &edits, NOW);
    assert_eq!(refused, Err(BadEdit::AskedAlone));
    assert_eq!(situation, Situation::default());
    let unknown = edit("STR-99", Whom::A, None);
    assert!(situation.edit(english(), [&nobody, &nobody], &[unknown], NOW).is_err());
}

#[test]
fn what_was_not_asked_is_said_and_counted() {
    let mut shared = Shared::default();
    let all: usize = english().questions().iter().map(|group| group.questions.len()).sum();
    assert_eq!(not_asked(english(), &shared.sheet.answers), all);
    let rows = |shared: &Shared| standings(english(), shared, &shared.picture(english()).findings);
    assert!(rows(&shared).iter().all(|row| row.mark == Mark::NotAsked));
    shared.edit(english(), &edit("STR-02", Whom::Couple, Some(Answer::No))).unwrap();
    let stressors =
        |shared: &Shared| rows(shared).into_iter().find(|row| row.challenge == Challenge::Stressors).unwrap();
    assert_eq!(stressors(&shared).mark, Mark::NoSign);
    assert_eq!(not_asked(english(), &shared.sheet.answers), all - 1);
    shared.edit(english(), &edit("STR-02", Whom::Couple, None)).unwrap();
    assert_eq!(stressors(&shared).mark, Mark::NotAsked);
    let abuse = rows(&shared).into_iter().find(|row| row.challenge == Challenge::Abuse).unwrap();
    assert_eq!(abuse.mark, Mark::NotAsked, "nobody was asked alone");
}

#[test]
fn strengths_give_a_reason_and_little_weight_and_no_points() {
    let nobody = Interview::default();
    let mut situation = Situation::default();
    situation.edit(english(), [&nobody, &nobody], &[edit("STR-02", Whom::Couple, Some(Answer::Yes))], NOW).unwrap();
    let look = |situation: &Situation| {
        let course = course(situation, [&nobody, &nobody]);
        let picture = Picture::of(english(), &course, None, Session::Couple);
        let suggested = suggest(&picture.moment(english(), &course));
        let primer = suggested.iter().find(|s| s.item.id == *"sexual-trust-primer").unwrap();
        (picture.findings.clone(), primer.score, primer.because.clone())
    };
    let (findings, score, _) = look(&situation);
    let change = |whom| StrengthChange { strength: "early-ground".into(), whom, answer: Some(Answer::Yes) };
    situation.edit(english(), [&nobody, &nobody], &[Edit::Strength(change(Whom::Couple))], NOW).unwrap();
    let (after, higher, because) = look(&situation);
    assert_eq!(findings, after);
    assert_eq!(higher - score, 5);
    assert!(because.iter().any(|reason| reason.starts_with("It builds on what is there")), "{because:?}");
    assert!(situation.edit(english(), [&nobody, &nobody], &[Edit::Strength(change(Whom::A))], NOW).is_err());
}

fn restored(now: &Situation, interviews: &[Interview; 2], earlier: &Situation) -> Situation {
    let mut restored = now.clone();
    restored.restore(english(), both(interviews), earlier, Stamp(9)).unwrap();
    restored
}

proptest! {
    /// Whatever was told in between: an earlier state brings answers back and takes no gate, deed or count with it.
    #[test]
    fn inv_3_restoring_closes_no_gate_and_takes_nothing_back_that_was_not_typed_here(
        a in interview(Partner::A),
        b in interview(Partner::B),
        before in vec(any_edit(), 0..12),
        after in vec(any_edit(), 0..12),
    ) {
        let (mut earlier, interviews) = heard(a, b);
        earlier.edit(english(), both(&interviews), &before, NOW).unwrap();
        let mut now = earlier.clone();
        now.edit(english(), both(&interviews), &after, Stamp(2)).unwrap();
        now.done.insert("impact-letter".parse().unwrap());
        let back = restored(&now, &interviews, &earlier);
        for gate in now.gates.open_gates() {
            prop_assert!(back.gates.is_open(gate), "{gate} was closed");
        }
        prop_assert_eq!(&back.done, &now.done);
        prop_assert_eq!(back.facts.sessions_since_review, now.facts.sessions_since_review);
        prop_assert_eq!(back.facts.homework_missed, now.facts.homework_missed);
        prop_assert!(back.round >= now.round);
        prop_assert_eq!(&back.answers, &earlier.answers);
        prop_assert!(back.changes.starts_with(&now.changes), "the history goes on");
    }
}

#[test]
fn restoring_opens_a_closed_gate_again_when_its_sign_comes_back_and_keeps_a_closing_otherwise() {
    let interviews = [Interview::default(), Interview::default()];
    let trauma = english().indicators().iter().find(|indicator| {
        indicator.opens.iter().any(|gate| *gate == GateId::Sti) && !english().is_asked_alone(&indicator.id)
    });
    let indicator = trauma.unwrap();
    let whom = if indicator.applies_to == AppliesTo::Both { Whom::Couple } else { Whom::A };
    let told = edit(indicator.id.as_str(), whom, Some(Answer::Yes));
    let mut earlier = Situation::begin(english());
    earlier.edit(english(), both(&interviews), &[told], NOW).unwrap();
    assert!(earlier.gates.is_open(GateId::Sti));
    let closing = Closing { by: "C.".into(), on: "2026-11-20".into(), ground: Ground::AsDemanded("seen".into()) };
    let mut closed = earlier.clone();
    closed.gates.close(GateId::Sti, closing, &closed.answers.clone(), &closed.done.clone()).unwrap();
    let same = restored(&closed, &interviews, &earlier);
    assert!(!same.gates.is_open(GateId::Sti), "the sign stood there all along: its closing holds");
    let mut taken_back = closed.clone();
    let none = edit(indicator.id.as_str(), whom, None);
    taken_back.edit(english(), both(&interviews), &[none], Stamp(3)).unwrap();
    let again = restored(&taken_back, &interviews, &earlier);
    assert!(again.gates.is_open(GateId::Sti), "the sign came back, so does its gate");
}

#[test]
fn sec_what_is_asked_alone_is_neither_restored_nor_named_in_a_comparison() {
    let interviews = [Interview::default(), Interview::default()];
    let mut earlier = Situation::begin(english());
    let change = AnswerChange { indicator: "ABU-01".parse().unwrap(), whom: Whom::A, answer: Some(Answer::Yes) };
    earlier.take(english(), both(&interviews), &[change], NOW).unwrap();
    let now = Situation::begin(english());
    let back = restored(&now, &interviews, &earlier);
    assert!(!back.answers.is_ticked("ABU-01"));
    let labels = ["Ash".to_owned(), "Birch".to_owned()];
    let compare = |was: &Situation, is: &Situation| {
        compare_situations(english(), &labels, |_| "a phase", &Sheet::of(was), &Sheet::of(is))
    };
    assert_eq!(compare(&now, &earlier), []);
    let told = [edit("STR-05", Whom::Couple, Some(Answer::Yes)), Edit::Fact(FactChange::Ending(true))];
    let mut next = now.clone();
    next.edit(english(), both(&interviews), &told, NOW).unwrap();
    let said = compare(&now, &next);
    assert_eq!(said.len(), 2);
    assert!(said[0].what.contains("Both"), "{said:?}");
    assert_eq!((said[0].was.as_str(), said[0].is.as_str()), ("not asked", "yes"));
    assert_eq!((said[1].was.as_str(), said[1].is.as_str()), ("not ticked", "yes"));
}
