//! A small room to try rules in: a case in, and questions about it.

use domain::{
    assess::Assessment,
    case_file::{self, Case},
    library::{english, model::Item},
    paper::handout::{self, Audience, Discretion, Handout, Refusal, Wanted},
    planning::{
        planner::{Plan, plan},
        suggest,
    },
    safety::holds,
    vocabulary::{GateId, Language, Minutes, SmallSet, Tag},
};
use serde_json::{Value, json};

/// Exercises that are done in most tests, so that only the rule in question holds anything back.
pub const SCREENED: &str = "individual-safety-interview";

pub struct Room {
    pub case: Case,
    pub picture: Assessment,
}

impl Room {
    pub fn of(case: &Value) -> Self {
        let case = case_file::parse(english(), &case.to_string()).unwrap_or_else(|bad| panic!("{bad}"));
        let picture = Assessment::of(english(), &case.course, case.phase, case.session);
        Self { case, picture }
    }

    /// A couple that was screened and for whom these indicators are ticked.
    pub fn screened(ticked: &[&str]) -> Self {
        Self::with(ticked, &[], "safety")
    }

    /// The same, with more done and in a phase.
    pub fn with(ticked: &[&str], done: &[&str], phase: &str) -> Self {
        let done: Vec<&str> = done.iter().copied().chain([SCREENED]).collect();
        Self::of(&json!({ "ticked": ticked, "done": done, "phase": phase }))
    }

    /// A couple for whom everything was done, so that needs hold nothing back.
    pub fn all_done(ticked: &[&str]) -> Self {
        let done: Vec<&str> = english().items().iter().map(|item| item.id.as_str()).collect();
        Self::of(&json!({ "ticked": ticked, "done": done, "phase": "maintenance" }))
    }

    pub fn is_open(&self, gate: GateId) -> bool {
        self.case.course.gates.is_open(gate)
    }

    /// Ids of what holds this exercise.
    pub fn holds(&self, id: &str) -> Vec<String> {
        holds(&self.case.course, item(id)).iter().map(domain::safety::Hold::id).collect()
    }

    pub fn is_held_by(&self, id: &str, by: &str) -> bool {
        self.holds(id).iter().any(|hold| hold == by)
    }

    pub fn is_free(&self, id: &str) -> bool {
        self.holds(id).is_empty()
    }

    /// Exercises with this tag that are not held.
    pub fn free_with(&self, tag: Tag) -> SmallSet<&'static str> {
        let tagged = english().items().iter().filter(|item| item.tags.contains(&tag));
        tagged.map(|item| item.id.as_str()).filter(|id| self.is_free(id)).collect()
    }

    pub fn suggested(&self) -> Vec<String> {
        let moment = self.picture.moment(english(), &self.case.course);
        suggest(&moment).iter().map(|suggestion| suggestion.item.id.to_string()).collect()
    }

    pub fn place_of(&self, id: &str) -> Option<usize> {
        self.suggested().iter().position(|suggested| suggested == id)
    }

    pub fn plan(&self, minutes: u8) -> Plan {
        plan(&self.picture.moment(english(), &self.case.course), Minutes(minutes))
    }

    pub fn warns(&self, rule: &str) -> bool {
        self.plan(60).warnings.iter().any(|warning| warning.rule == rule && !warning.text.is_empty())
    }

    pub fn sheet(&self, audience: Audience) -> Result<Handout, Refusal> {
        self.sheet_in(audience, None, false)
    }

    pub fn sheet_in(
        &self,
        audience: Audience,
        country: Option<&str>,
        violence_lines: bool,
    ) -> Result<Handout, Refusal> {
        handout::make(english(), &self.case.course, &self.plan(60), &Self::wanted(audience, country, violence_lines))
    }

    pub fn wanted(audience: Audience, country: Option<&str>, violence_lines: bool) -> Wanted {
        Wanted {
            audience,
            discretion: Discretion::Standard,
            country: country.map(Into::into),
            language: Language::English,
            violence_lines,
            verified: domain::paper::handout::Verified::default(),
        }
    }
}

pub fn item(id: &str) -> &'static Item {
    let id = id.parse().expect("an id");
    english().item(&id).expect("an exercise of the library")
}

/// The exercises of a plan, in order.
pub fn items_of(plan: &Plan) -> Vec<&'static Item> {
    plan.blocks.iter().filter_map(|block| Some(item(block.item.as_ref()?.as_str()))).collect()
}

/// The exercises of the main work of a plan.
pub fn main_of(plan: &Plan) -> Vec<&'static Item> {
    let main = plan.blocks.iter().filter(|block| block.part == "Main work");
    main.filter_map(|block| Some(item(block.item.as_ref()?.as_str()))).collect()
}

/// Many different moments: every challenge alone and in pairs, every phase, some or all exercises done.
pub fn many_rooms() -> Vec<Room> {
    let ticks: [&[&str]; 10] = [
        &["INF-01", "INF-05", "INF-07"],
        &["INF-08", "BET-07"],
        &["BET-01", "BET-02", "STR-02"],
        &["TRA-01", "TRA-08", "TRA-12"],
        &["ADD-01", "ADD-10", "ABU-11"],
        &["POW-01", "POW-03", "EXP-03"],
        &["EXP-01", "EXP-02", "EXP-12"],
        &["STR-01", "STR-05", "STR-06"],
        &["TRA-04", "TRA-07"],
        &["GEN-01", "INF-03"],
    ];
    let library = english();
    let all: Vec<&str> = library.items().iter().map(|item| item.id.as_str()).collect();
    let quiet: Vec<&str> =
        library.items().iter().filter(|item| !item.high_intensity).map(|item| item.id.as_str()).collect();
    let skills = ["negotiated-time-out", "stop-signal-agreement", "speaker-listener-turns", "validation-practice"];
    let done: [&[&str]; 4] = [&[], &skills, &quiet, &all];
    let mut rooms = Vec::new();
    for ticked in ticks {
        for done in done {
            for phase in ["safety", "meaning", "repair", "intimacy", "maintenance"] {
                rooms.push(Room::with(ticked, done, phase));
            }
        }
    }
    rooms
}
