//! Couples and plans to try things on.

use domain::{
    assess::{Answer, Assessment, CaseState, Session, Whom},
    library::english,
    plan::{
        BlockId, SessionPlan,
        editor::{Booking, Edit, ExerciseStatuses, apply, draft},
    },
    safety::interviews_on_record,
    vocabulary::{AppliesTo, GateId, ItemId, Minutes, Phase, SmallSet},
};

/// A couple at one moment, and how exercises stand for it.
#[derive(Debug)]
pub struct Moment {
    pub course: CaseState,
    pub picture: Assessment,
    pub standings: ExerciseStatuses,
}

impl Moment {
    pub fn of(course: CaseState, phase: Option<Phase>) -> Self {
        let picture = Assessment::of(english(), &course, phase, Session::Couple);
        let standings = ExerciseStatuses::of(&picture.moment(english(), &course));
        Self { course, picture, standings }
    }

    pub fn draft(&self, minutes: u8) -> SessionPlan {
        let booking = Booking {
            number: 1,
            on: None,
            start: Some("09:30".parse().unwrap()),
            minutes: Minutes(minutes),
            booked: Session::Couple,
        };
        draft(&self.picture.moment(english(), &self.course), booking)
    }

    pub fn apply(&self, plan: &SessionPlan, edit: &Edit) -> SessionPlan {
        apply(english(), &self.standings, plan, edit).unwrap()
    }

    /// An empty plan of an hour.
    pub fn empty(&self) -> SessionPlan {
        let mut plan = self.draft(60);
        plan.blocks.clear();
        plan.homework.clear();
        plan
    }
}

/// Returns the state after these answers and exercises.
pub fn course(ticked: &[&str], done: &[&str]) -> CaseState {
    let mut course = CaseState { done: done.iter().map(|id| id.parse().unwrap()).collect(), ..CaseState::default() };
    for id in ticked {
        let id = id.parse().unwrap();
        let both = english().indicator(&id).unwrap().applies_to == AppliesTo::Both;
        let whom = if both { Whom::Couple } else { Whom::A };
        course.answers.record(english(), &id, whom, Answer::Yes).unwrap();
    }
    course.observe_gates(english());
    course
}

/// A couple some way into the work, with nothing open.
pub fn settled() -> Moment {
    let done = [
        "individual-safety-interview",
        "ground-rules-and-secrets-policy",
        "negotiated-time-out",
        "stop-signal-agreement",
        "sexual-trust-primer",
        "impact-letter",
        "validation-practice",
    ];
    let moment = Moment::of(course(&["INF-08", "BET-07"], &done), Some(Phase::Repair));
    assert!(interviews_on_record(&moment.course.done));
    moment
}

/// The same couple after this gate was opened.
pub fn with_gate(moment: &Moment, indicator: &str, gate: GateId) -> Moment {
    let mut course = moment.course.clone();
    let id = indicator.parse().unwrap();
    let both = english().indicator(&id).unwrap().applies_to == AppliesTo::Both;
    course.answers.record(english(), &id, if both { Whom::Couple } else { Whom::A }, Answer::Yes).unwrap();
    course.observe_gates(english());
    assert!(course.gates.is_open(gate));
    Moment::of(course, Some(moment.standings.phase))
}

pub fn item(id: &str) -> ItemId {
    id.parse().unwrap()
}

pub fn block_of(plan: &SessionPlan, id: &str) -> BlockId {
    plan.blocks.iter().find(|block| block.exercise() == Some(&item(id))).unwrap().id
}

pub fn exercises(plan: &SessionPlan) -> SmallSet<ItemId> {
    plan.blocks.iter().filter_map(|block| block.exercise().cloned()).collect()
}
