//! A couple's situation: what changes do, what interviews open, and what a shared screen may hold.

mod alone;
mod interviews;
mod restore;

use domain::{
    assess::{Answer, Assessment, Partner, Session, Whom},
    library::{english, model::InterviewAbout},
    planning::suggest,
    records::{
        AnswerChange, BadEdit, ChallengeMark, Edit, FactChange, Interview, SharedView, Situation, SituationForm, Stamp,
        StrengthChange, accounts_differ, course, open_questions, standings,
    },
    safety::{Closing, Ground},
    vocabulary::{AppliesTo, Challenge, GateId, IndicatorId, SmallSet},
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

/// Generates a private interview; some are complete and on record.
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
        let mut seen = SmallSet::new();
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
            Assessment::of(english(), &course(&situation, [&nobody, &nobody]), None, Session::Couple).findings
        };
        prop_assert_eq!(points(&once), points(&backwards));
    }

    /// A gate that opened stays open, whatever is unticked afterwards.
    #[test]
    fn gates_latch_through_every_change(
        a in interview(Partner::A), b in interview(Partner::B), edits in vec(any_edit(), 0..20),
    ) {
        let (mut situation, interviews) = heard(a, b);
        let mut open = SmallSet::new();
        for edit in &edits {
            situation.edit(english(), both(&interviews), std::slice::from_ref(edit), NOW).unwrap();
            let now: SmallSet<GateId> = situation.gates.open_gates().collect();
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
        let mut shared = SharedView::of(english(), &situation, both(&interviews));
        for edit in &after {
            situation.edit(english(), both(&interviews), std::slice::from_ref(edit), NOW).unwrap();
            shared.edit(english(), edit).unwrap();
        }
        let whole = course(&situation, both(&interviews));
        let (theirs, ours) =
            (Assessment::of(english(), &whole, situation.phase, Session::Couple), shared.picture(english()));
        let look = |picture: &Assessment| -> Vec<_> {
            picture.findings.iter().map(|f| (f.challenge, f.points, f.band)).collect()
        };
        prop_assert_eq!(look(&theirs), look(&ours));
        prop_assert_eq!(theirs.phase, ours.phase);
        prop_assert_eq!(situation.gates.open_gates().collect::<Vec<_>>(), shared.gates.open_gates().collect::<Vec<_>>());
        prop_assert_eq!(whole.done, shared.course().done);
        prop_assert_eq!(SharedView::of(english(), &situation, both(&interviews)).interviewed(), shared.interviewed());
    }

    /// Comparing two sheets gives exactly what leads from one to the other.
    #[test]
    fn the_difference_of_two_sheets_leads_from_one_to_the_other(
        one in vec(any_edit(), 0..12), other in vec(any_edit(), 0..12),
    ) {
        let sheet = |edits: &[Edit]| {
            let mut sheet = SituationForm::default();
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

    /// Private answers are on no shared screen: no question, id or person; only points and gates.
    #[test]
    fn an_interview_answer_never_shows_in_the_couples_answers(
        a in interview(Partner::A), b in interview(Partner::B), edits in vec(any_edit(), 0..10),
    ) {
        let (mut situation, interviews) = heard(a, b);
        situation.edit(english(), both(&interviews), &edits, NOW).unwrap();
        let shared = SharedView::of(english(), &situation, both(&interviews));
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
    let (mut situation, [mut a, mut b]) = heard((clean(Partner::A), true), (clean(Partner::B), true));
    let id: IndicatorId = "ABU-09".parse().unwrap();
    a.answers.record(english(), &id, Whom::B, Answer::Yes).unwrap();
    situation.hear(english(), Partner::A, &mut a, &b, true);
    assert!(!situation.gates.is_open(GateId::Control) && situation.round == 0);
    situation.edit(english(), [&a, &b], &[edit("INF-09", Whom::A, Some(Answer::Yes))], NOW).unwrap();
    assert!(!situation.gates.is_open(GateId::Control), "looking through a phone since finding out is no sign of it");
    let id: IndicatorId = "ABU-13".parse().unwrap();
    b.answers.record(english(), &id, Whom::B, Answer::Yes).unwrap();
    situation.hear(english(), Partner::B, &mut b, &a, false);
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
    let mut shared = SharedView::default();
    let openings = english().openings();
    assert_eq!(open_questions(english(), &shared.sheet), openings.len(), "the openings first");
    let rows = |shared: &SharedView| standings(english(), shared, &shared.picture(english()).findings);
    assert!(rows(&shared).iter().all(|row| row.mark == ChallengeMark::NotAsked));
    shared.edit(english(), &edit("STR-02", Whom::Couple, Some(Answer::No))).unwrap();
    let stressors =
        |shared: &SharedView| rows(shared).into_iter().find(|row| row.challenge == Challenge::Stressors).unwrap();
    assert_eq!(stressors(&shared).mark, ChallengeMark::NoSign);
    let of_it = openings.iter().find(|opening| opening.asks.iter().any(|id| id.as_str() == "STR-02")).unwrap();
    let unfolded = openings.len() + of_it.asks.len() - 1;
    assert_eq!(open_questions(english(), &shared.sheet), unfolded, "and the questions of one that was begun");
    shared.edit(english(), &edit("STR-02", Whom::Couple, None)).unwrap();
    assert_eq!(stressors(&shared).mark, ChallengeMark::NotAsked);
    let abuse = rows(&shared).into_iter().find(|row| row.challenge == Challenge::Abuse).unwrap();
    assert_eq!(abuse.mark, ChallengeMark::NotAsked, "nobody was asked alone");
}

#[test]
fn strengths_give_a_reason_and_little_weight_and_no_points() {
    let nobody = Interview::default();
    let mut situation = Situation::default();
    situation.edit(english(), [&nobody, &nobody], &[edit("STR-02", Whom::Couple, Some(Answer::Yes))], NOW).unwrap();
    let look = |situation: &Situation| {
        let course = course(situation, [&nobody, &nobody]);
        let picture = Assessment::of(english(), &course, None, Session::Couple);
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
    assert!(because.iter().any(|reason| reason.starts_with("Builds on a strength")), "{because:?}");
    assert!(situation.edit(english(), [&nobody, &nobody], &[Edit::Strength(change(Whom::A))], NOW).is_err());
}
