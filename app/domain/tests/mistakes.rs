//! Answers that were entered by mistake: what alone goes back to them is lifted, and nothing else.

use domain::{
    assess::{Answer, CaseState, Partner, Session, Whom},
    library::english,
    records::{
        AnswerChange, Edit, Interview, Recorded, Situation, Stamp, course,
        mistake::{NotTakenBack, Slip, Source, TakenBack, candidates, take_back},
    },
    safety::{Closing, GateEvent, Ground, WorkOnHold},
    vocabulary::GateId,
};

const HOUR: i64 = 60 * 60 * 1_000_000;
const NOON: Stamp = Stamp(1_795_000_000_000_000);

fn later(hours: i64) -> Stamp {
    Stamp(NOON.0 + hours * HOUR)
}

/// A couple whose interviews are complete and whose interview hold is lifted.
struct Room {
    situation: Situation,
    interviews: [Interview; 2],
}

impl Room {
    fn interviewed() -> Self {
        let mut room =
            Self { situation: Situation::begin(english()), interviews: [Interview::default(), Interview::default()] };
        for partner in [Partner::A, Partner::B] {
            room.ask(partner, None, Stamp(0));
        }
        let known = course(&room.situation, room.both());
        let closing =
            Closing { by: "C.".into(), on: "2026-11-20".into(), ground: Ground::AsDemanded("both seen".into()) };
        room.situation.gates.close(GateId::Unscreened, closing, &known.answers, &known.done).unwrap();
        room
    }

    fn both(&self) -> [&Interview; 2] {
        self.interviews.each_ref()
    }

    /// Everything is asked of a partner alone; this one question is answered with yes.
    fn ask(&mut self, partner: Partner, yes: Option<(&str, Whom)>, at: Stamp) {
        let place = partner as usize;
        let (before, other) = (self.interviews[place].clone(), self.interviews[1 - place].clone());
        let mut interview = Interview { held_on: "2026-11-20".parse().ok(), alone: true, ..before.clone() };
        for part in &english().interview().parts {
            interview.no_to_the_rest(english(), partner, &part.id);
        }
        if let Some((id, whom)) = yes {
            interview.answers.record(english(), &id.parse().unwrap(), whom, Answer::Yes).unwrap();
        }
        interview.note_changes(&before, at);
        self.situation.hear(english(), partner, &mut interview, &other, true);
        self.interviews[place] = interview;
    }

    fn answer(&mut self, id: &str, whom: Whom, answer: Option<Answer>, at: Stamp) {
        let change = Edit::Answer(AnswerChange { indicator: id.parse().unwrap(), whom, answer });
        let [a, b] = &self.interviews;
        self.situation.edit(english(), [a, b], &[change], at).unwrap();
    }

    fn undo(&mut self, source: Source, id: &str, whom: Whom, at: Stamp) -> Result<Vec<GateId>, NotTakenBack> {
        let slip = Slip { source, indicator: id.parse().unwrap(), whom };
        take_back(english(), &mut self.situation, &mut self.interviews, &slip, &because(at))
    }

    fn is_active(&self, gate: GateId) -> bool {
        self.situation.gates.is_open(gate)
    }

    fn course(&self) -> CaseState {
        course(&self.situation, self.both())
    }
}

fn because(at: Stamp) -> TakenBack {
    TakenBack {
        by: "ada".into(),
        on: "2026-11-26".parse().unwrap(),
        at,
        nobody_said_it: true,
        reason: "I pressed the wrong row.".into(),
    }
}

#[test]
fn a_slip_together_lifts_what_it_alone_put_on_and_both_steps_stay() {
    let mut room = Room::interviewed();
    room.answer("INF-03", Whom::B, Some(Answer::Yes), NOON);
    assert!(room.is_active(GateId::Affair));
    let offered = candidates(english(), &room.situation, room.both(), GateId::Affair, later(2));
    assert_eq!((offered.len(), offered[0].entered, &offered[0].too_late), (1, Some(NOON), &None));
    let lifted = room.undo(Source::Together, "INF-03", Whom::B, later(2)).unwrap();
    assert!(lifted.contains(&GateId::Affair) && !room.is_active(GateId::Affair));
    assert_eq!(room.situation.answers.about(&"INF-03".parse().unwrap(), Whom::B), None, "not asked is not no");
    let history = room.situation.gates.state(GateId::Affair).history;
    let [GateEvent::Opened(_), GateEvent::Closed(closing)] = &history[..] else { panic!("{history:?}") };
    assert_eq!(closing.ground, Ground::EnteredByMistake("I pressed the wrong row.".into()));
    room.answer("INF-03", Whom::B, Some(Answer::Yes), later(3));
    assert!(room.is_active(GateId::Affair), "said after all, it puts the hold on again");
}

#[test]
fn r15_after_a_slip_on_the_control_hold_a_check_alone_is_due() {
    let mut room = Room::interviewed();
    room.ask(Partner::A, Some(("ABU-01", Whom::A)), NOON);
    assert_eq!(WorkOnHold::of(english(), &room.course()).unwrap().first(), GateId::Control);
    let lifted = room.undo(Source::Alone(Partner::A), "ABU-01", Whom::A, later(1)).unwrap();
    assert!(lifted.contains(&GateId::Control) && !room.is_active(GateId::Control));
    assert!(WorkOnHold::of(english(), &room.course()).is_none(), "joint work is on hold no more");
    assert!(room.is_active(GateId::Unscreened), "a check alone is due");
    assert!(!room.course().has_done("individual-safety-interview"));
    for partner in [Partner::A, Partner::B] {
        room.ask(partner, None, later(2));
    }
    let known = room.course();
    let closing = Closing { by: "C.".into(), on: "2026-11-27".into(), ground: Ground::AsDemanded("seen again".into()) };
    room.situation.gates.close(GateId::Unscreened, closing, &known.answers, &known.done).unwrap();
    assert!(room.situation.gates.open_gates().next().is_none());
}

#[test]
fn a_hold_that_something_else_put_on_as_well_stays() {
    let mut room = Room::interviewed();
    room.ask(Partner::A, Some(("ABU-01", Whom::A)), Stamp(NOON.0 - 30 * HOUR));
    room.ask(Partner::B, Some(("ABU-03", Whom::B)), NOON);
    assert_eq!(
        room.undo(Source::Alone(Partner::B), "ABU-03", Whom::B, later(1))
            .map(|lifted| lifted.contains(&GateId::Control)),
        Ok(false)
    );
    assert!(room.is_active(GateId::Control), "somebody is afraid");
    let history = room.situation.gates.state(GateId::Control).history;
    assert!(history.iter().any(|event| matches!(event, GateEvent::TakenBack(_))), "{history:?}");
}

#[test]
fn what_was_said_once_and_taken_back_is_no_slip_of_today() {
    let mut room = Room::interviewed();
    room.answer("INF-03", Whom::B, Some(Answer::Yes), Stamp(NOON.0 - 90 * HOUR));
    room.answer("INF-03", Whom::B, None, Stamp(NOON.0 - 80 * HOUR));
    room.answer("INF-03", Whom::B, Some(Answer::Yes), NOON);
    let offered = candidates(english(), &room.situation, room.both(), GateId::Affair, later(1));
    assert_eq!(offered[0].too_late, Some(NotTakenBack::NotAlone));
    assert_eq!(room.undo(Source::Together, "INF-03", Whom::B, later(1)), Ok(Vec::new()));
    assert!(room.is_active(GateId::Affair), "the hold goes back to what was said before");
}

#[test]
fn a_slip_is_taken_back_within_a_day_before_a_session_with_a_reason_or_not_at_all() {
    let fresh = || {
        let mut room = Room::interviewed();
        room.answer("INF-03", Whom::B, Some(Answer::Yes), NOON);
        room
    };
    let refused = |mut room: Room, at, with: fn(&mut TakenBack)| {
        let before = (room.situation.clone(), room.interviews.clone());
        let slip = Slip { source: Source::Together, indicator: "INF-03".parse().unwrap(), whom: Whom::B };
        let mut because = because(at);
        with(&mut because);
        let refused = take_back(english(), &mut room.situation, &mut room.interviews, &slip, &because).unwrap_err();
        assert_eq!((room.situation, room.interviews), before, "nothing is changed");
        refused
    };
    assert_eq!(refused(fresh(), later(25), |_| ()), NotTakenBack::DayPassed);
    assert_eq!(refused(fresh(), later(1), |with| with.nobody_said_it = false), NotTakenBack::Said);
    assert_eq!(refused(fresh(), later(1), |with| with.reason = "  ".into()), NotTakenBack::NoReason);
    let mut after = fresh();
    after.situation.recorded.push(Recorded {
        session: 3,
        at: later(1),
        done: [].into(),
        seen_alone: [].into(),
        dreaded: [].into(),
        since_review: 0,
        reviewed: false,
        homework_missed: None,
    });
    assert_eq!(refused(after, later(2), |_| ()), NotTakenBack::SessionSince(3));
    let mut old = fresh();
    old.situation.changes.clear();
    assert_eq!(refused(old, later(1), |_| ()), NotTakenBack::TimeUnknown, "kept before times were");
    let mut room = fresh();
    assert_eq!(room.undo(Source::Together, "INF-03", Whom::A, later(1)), Err(NotTakenBack::NotYes));
}

#[test]
fn no_form_lifts_a_hold_with_the_ground_of_a_slip() {
    let mut room = Room::interviewed();
    room.ask(Partner::A, Some(("ABU-01", Whom::A)), NOON);
    let known = room.course();
    let ground = Ground::EnteredByMistake("not so".into());
    let closing = Closing { by: "C.".into(), on: "2026-11-20".into(), ground };
    assert!(room.situation.gates.close(GateId::Control, closing, &known.answers, &known.done).is_err());
    assert!(room.is_active(GateId::Control));
}

#[test]
fn a_situation_that_was_kept_before_is_read() {
    let mut json = serde_json::to_value(Situation::begin(english())).unwrap();
    json.as_object_mut().unwrap().remove("recorded");
    let old: Situation = serde_json::from_value(json).unwrap();
    assert!(old.recorded.is_empty());
    let mut json = serde_json::to_value(Interview::default()).unwrap();
    json.as_object_mut().unwrap().remove("changes");
    assert_eq!(serde_json::from_value::<Interview>(json).unwrap(), Interview::default());
}

#[test]
fn joint_work_is_on_hold_while_a_hold_that_stops_it_is_active_and_for_sessions_with_both_alone() {
    let mut room = Room::interviewed();
    assert_eq!(WorkOnHold::of(english(), &room.course()), None);
    room.answer("INF-03", Whom::B, Some(Answer::Yes), NOON);
    assert_eq!(WorkOnHold::of(english(), &room.course()), None, "a softer hold stops no session");
    room.ask(Partner::A, Some(("ABU-01", Whom::A)), NOON);
    let on_hold = WorkOnHold::of(english(), &room.course()).unwrap();
    assert!(on_hold.stops(Session::Couple));
    assert!(!on_hold.stops(Session::Individual(domain::vocabulary::Role::Harmed, Some(Partner::A))));
    assert!(on_hold.possible().iter().any(|id| *id == *"individual-safety-planning"), "{on_hold:?}");
    let words = on_hold.in_words(english());
    assert!(
        words.starts_with(WorkOnHold::HEADLINE) && words.contains(&english().gate(GateId::Control).name),
        "{words}"
    );
}
