//! The cases, read.

use domain::{
    assess::Assessment,
    case_file::{self, Case},
    library::english,
    paper::handout::{Audience, Discretion, Handout, Refusal, Wanted, make},
    planning::planner::{Plan, plan},
    vocabulary::Language,
};
use serde_json::Value;

/// A worked case: its own JSON, and what the tool reads in it.
pub struct Worked {
    pub json: Value,
    pub case: Case,
    pub picture: Assessment,
}

/// Every worked case.
pub fn all() -> Vec<Worked> {
    let cases: Vec<Value> = serde_json::from_str(include_str!("cases.json")).expect("the cases are JSON");
    cases.into_iter().map(read).collect()
}

/// Reads one case.
pub fn read(json: Value) -> Worked {
    let case = case_file::parse(english(), &json.to_string()).unwrap_or_else(|bad| panic!("{}: {bad}", json["id"]));
    let picture = Assessment::of(english(), &case.course, case.phase, case.session);
    Worked { json, case, picture }
}

impl Worked {
    pub fn id(&self) -> &str {
        self.json["id"].as_str().unwrap_or("?")
    }

    pub fn plan(&self) -> Plan {
        plan(&self.picture.moment(english(), &self.case.course), self.case.minutes)
    }

    pub fn sheet(&self, audience: Audience, discretion: Discretion) -> Result<Handout, Refusal> {
        self.sheet_in(audience, discretion, Language::English)
    }

    pub fn sheet_in(&self, audience: Audience, discretion: Discretion, language: Language) -> Result<Handout, Refusal> {
        let wanted = Wanted {
            audience,
            discretion,
            country: Some("UK".into()),
            violence_lines: false,
            verified: domain::paper::handout::Verified::default(),
            language,
        };
        make(english(), &self.case.course, &self.plan(), &wanted)
    }
}

/// The texts of a JSON list.
pub fn texts(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}
