//! A case file: one moment of a couple's work as JSON, for the command line and for tests.
//!
//! Keys read: `ticked`, `no`, `closed_gates`, `done`, `phase`, `session`, `for`, `minutes`, `start`, `scales`, `facts`.
//! Descriptive keys are allowed and ignored. Anything else is an error that names the nearest valid key or id.

use std::str::FromStr;

use serde_json::{Map, Value};

pub use crate::vocabulary::Clock;
use crate::{
    assess::{self, Answer, Answers, BadAnswer, CaseState, Facts, Filled, Partner, Session, Whom},
    library::Library,
    planning::planner::{LONGEST, SHORTEST},
    vocabulary::{
        AppliesTo, GateId, IndicatorId, ItemId, Minutes, Phase, Role, did_you_mean, unique_keys::unique_keys,
    },
};

/// Keys that are read.
const KEYS: [&str; 11] =
    ["ticked", "no", "closed_gates", "done", "phase", "session", "for", "minutes", "start", "scales", "facts"];

/// Keys that describe a case to people. They are never read, so their content cannot reach a plan or a handout.
const DESCRIPTIVE: [&str; 8] = ["id", "title", "story", "expect", "expert_plan", "handout", "handout_never", "why"];

/// The default length of a session, in minutes.
const USUAL_LENGTH: u8 = 60;

/// A moment of a couple's work, and the session to plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The state of the case.
    pub course: CaseState,
    /// The phase, if the counsellor chose it.
    pub phase: Option<Phase>,
    /// The participants.
    pub session: Session,
    /// The length of the session, 30 to 120 minutes.
    pub minutes: Minutes,
    /// The start time, if given.
    pub start: Option<Clock>,
}

/// Error: every fault of a case file, one sentence each.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.join("\n"))]
pub struct BadCase(pub Vec<String>);

/// Reads a case file.
///
/// # Errors
/// Every fault: not JSON, a duplicate key, unknown keys or ids (with the nearest valid one), values out of range.
pub fn parse(library: &Library, json: &str) -> Result<Case, BadCase> {
    let not_json = |error| BadCase(vec![format!("not valid JSON: {error}")]);
    unique_keys(json).map_err(not_json)?;
    let value: Value = serde_json::from_str(json).map_err(not_json)?;
    let Value::Object(object) = value else {
        return Err(BadCase(vec!["a case is a JSON object: { \"ticked\": [...], ... }".into()]));
    };
    let mut reader = Reader { library, object: &object, problems: Vec::new() };
    let case = reader.case();
    if reader.problems.is_empty() { Ok(case) } else { Err(BadCase(reader.problems)) }
}

struct Reader<'a> {
    library: &'a Library,
    object: &'a Map<String, Value>,
    problems: Vec<String>,
}

impl Reader<'_> {
    fn case(&mut self) -> Case {
        self.keys();
        let mut course = CaseState { answers: self.answers(), done: self.done(), ..CaseState::default() };
        course.facts = self.facts();
        course.observe_gates(self.library);
        for (gate, reason) in self.closed_gates() {
            course.gates.close_as_stated(gate, &reason, &course.done);
        }
        Case {
            course,
            phase: self.word("phase", Phase::ALL.iter().map(|p| p.as_str())),
            session: self.session(),
            minutes: self.minutes(),
            start: self.start(),
        }
    }

    fn wrong(&mut self, text: String) {
        self.problems.push(text);
    }

    fn keys(&mut self) {
        for key in self.object.keys() {
            if !KEYS.contains(&key.as_str()) && !DESCRIPTIVE.contains(&key.as_str()) {
                let near = did_you_mean(key, KEYS.into_iter().chain(DESCRIPTIVE));
                self.wrong(format!("“{key}” is not a key of a case{near}"));
            }
        }
    }

    fn list(&mut self, key: &str) -> Vec<Value> {
        match self.object.get(key) {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(list)) => list.clone(),
            Some(_) => {
                self.wrong(format!("“{key}” is a list, as in \"{key}\": [...]"));
                Vec::new()
            }
        }
    }

    fn answers(&mut self) -> Answers {
        let mut answers = Answers::default();
        for (key, answer) in [("ticked", Answer::Yes), ("no", Answer::No)] {
            for entry in self.list(key) {
                if let Some((id, whom)) = self.answer(key, &entry) {
                    if answer == Answer::No && answers.is_yes(&id) {
                        self.wrong(format!("{id} is both in “ticked” and in “no”; keep one"));
                    } else if let Err(bad) = answers.record(self.library, &id, whom, answer) {
                        self.bad_answer(key, &bad);
                    }
                }
            }
        }
        answers
    }

    fn bad_answer(&mut self, key: &str, bad: &BadAnswer) {
        let near = match bad {
            BadAnswer::Unknown(id) => self.near_indicator(id.as_str()),
            _ => String::new(),
        };
        self.wrong(format!("{key}: {bad}{near}"));
    }

    fn near_indicator(&self, id: &str) -> String {
        did_you_mean(id, self.library.indicators().iter().map(|indicator| indicator.id.as_str()))
    }

    fn answer(&mut self, key: &str, entry: &Value) -> Option<(IndicatorId, Whom)> {
        let (text, who) = match entry {
            Value::String(id) => (id.as_str(), None),
            Value::Object(fields) => {
                self.known_fields(key, fields, &["id", "who"]);
                let id = fields.get("id").and_then(Value::as_str);
                (id?, fields.get("who").filter(|who| !who.is_null()))
            }
            _ => {
                self.wrong(format!("{key}: an entry is an id, or {{\"id\": \"INF-01\", \"who\": \"a\"}}"));
                return None;
            }
        };
        let Ok(id) = text.parse::<IndicatorId>() else {
            let near = self.near_indicator(text);
            self.wrong(format!("{key}: “{text}” is not an indicator{near}"));
            return None;
        };
        let both = self.library.indicator(&id).is_some_and(|i| i.applies_to == AppliesTo::Both);
        let whom = match who.map(|who| who.as_str().unwrap_or_default()) {
            None | Some("both" | "couple") if both => Whom::Couple,
            None => Whom::OneOfThem,
            Some("a") => Whom::A,
            Some("b") => Whom::B,
            Some(other) => {
                self.wrong(format!("{key}: {id}: who is \"a\" or \"b\", not “{other}”"));
                return None;
            }
        };
        Some((id, whom))
    }

    fn known_fields(&mut self, key: &str, fields: &Map<String, Value>, known: &[&str]) {
        for field in fields.keys() {
            if !known.contains(&field.as_str()) {
                let near = did_you_mean(field, known.iter().copied());
                self.wrong(format!("{key}: “{field}” is not a field here{near}"));
            }
        }
        if !fields.contains_key("id") && known.contains(&"id") {
            self.wrong(format!("{key}: an entry needs an id"));
        }
    }

    fn done(&mut self) -> crate::vocabulary::SmallSet<ItemId> {
        let mut done = crate::vocabulary::SmallSet::new();
        for entry in self.list("done") {
            let text = entry.as_str().unwrap_or_default();
            match text.parse::<ItemId>() {
                Ok(id) if self.library.item(&id).is_some() => {
                    done.insert(id);
                }
                _ => {
                    let near = did_you_mean(text, self.library.items().iter().map(|item| item.id.as_str()));
                    self.wrong(format!("done: “{}” is not an exercise{near}", entry.as_str().unwrap_or("?")));
                }
            }
        }
        done
    }

    fn closed_gates(&mut self) -> Vec<(GateId, String)> {
        let mut closed = Vec::new();
        match self.object.get("closed_gates") {
            None | Some(Value::Null) => {}
            Some(Value::Object(gates)) => {
                for (name, reason) in gates {
                    match (name.parse::<GateId>(), reason.as_str().map(str::trim)) {
                        (Ok(gate), Some(reason)) if !reason.is_empty() => closed.push((gate, reason.to_owned())),
                        (Ok(gate), _) => self.wrong(format!("closed_gates: {gate} needs a reason in words")),
                        (Err(_), _) => {
                            let near = did_you_mean(name, GateId::BUILT_IN.iter().map(|gate| gate.as_str()));
                            self.wrong(format!("closed_gates: “{name}” is not a safety hold{near}"));
                        }
                    }
                }
            }
            Some(_) => self.wrong("closed_gates is an object, as in {\"GATE-STI\": \"both tested\"}".into()),
        }
        closed
    }

    fn facts(&mut self) -> Facts {
        let mut facts = match self.object.get("facts") {
            None | Some(Value::Null) => Facts::default(),
            Some(value) => serde_json::from_value(value.clone()).unwrap_or_else(|error| {
                self.wrong(format!("facts: {error}"));
                Facts::default()
            }),
        };
        if self.phq9_item9() {
            facts.phq9_item9_positive = true;
        }
        facts
    }

    /// Reads the filled-in scales and returns the result for item 9 of the PHQ-9; the others are only validated.
    fn phq9_item9(&mut self) -> bool {
        let filled = match self.object.get("scales") {
            None | Some(Value::Null) => return false,
            Some(Value::Object(filled)) => filled,
            Some(_) => {
                self.wrong("scales is an object, as in {\"phq-9\": {\"answers\": [...]}}".into());
                return false;
            }
        };
        let mut positive = false;
        for (name, value) in filled {
            let Some(scale) = self.library.scales().iter().find(|scale| scale.id == *name) else {
                let near = did_you_mean(name, self.library.scales().iter().map(|scale| scale.id.as_str()));
                self.wrong(format!("scales: “{name}” is not a scale{near}"));
                continue;
            };
            let sheets = if value.is_array() { value.clone() } else { Value::Array(vec![value.clone()]) };
            match serde_json::from_value::<Vec<Filled>>(sheets) {
                Err(error) => self.wrong(format!("scales: {name}: {error}")),
                Ok(sheets) => {
                    for sheet in sheets {
                        if let Err(bad) = assess::score(scale, &sheet) {
                            self.wrong(format!("scales: {bad}"));
                        }
                        positive |= name == "phq-9" && assess::phq9_item9_is_positive(&sheet);
                    }
                }
            }
        }
        positive
    }

    fn word<'w, W: FromStr>(&mut self, key: &str, all: impl Iterator<Item = &'w str>) -> Option<W> {
        let text = self.text(key)?;
        let word = text.parse().ok();
        if word.is_none() {
            let near = did_you_mean(&text, all);
            self.wrong(format!("{key}: “{text}” is not a {key}{near}"));
        }
        word
    }

    fn text(&mut self, key: &str) -> Option<String> {
        match self.object.get(key) {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(text.clone()),
            Some(_) => {
                self.wrong(format!("“{key}” is a text in quotation marks"));
                None
            }
        }
    }

    fn session(&mut self) -> Session {
        let partner = match self.text("for").as_deref() {
            None => None,
            Some("a") => Some(Partner::A),
            Some("b") => Some(Partner::B),
            Some(other) => {
                self.wrong(format!("for: “{other}” is not a partner; write \"a\" or \"b\""));
                None
            }
        };
        let Some(text) = self.text("session") else { return Session::Couple };
        if text == "couple" {
            return Session::Couple;
        }
        let role = text.strip_prefix("individual (").and_then(|rest| rest.strip_suffix(')'));
        if let Some(role) = role.and_then(|role| role.parse::<Role>().ok()) {
            return Session::Individual(role, partner);
        }
        let all: Vec<String> = Role::ALL.iter().map(|role| format!("individual ({role})")).collect();
        let near = did_you_mean(&text, all.iter().map(String::as_str).chain(["couple"]));
        self.wrong(format!("session: “{text}” is neither “couple” nor “individual (role)”{near}"));
        Session::Couple
    }

    fn minutes(&mut self) -> Minutes {
        let Some(value) = self.object.get("minutes").filter(|value| !value.is_null()) else {
            return Minutes(USUAL_LENGTH);
        };
        let length = value.as_u64().and_then(|n| u8::try_from(n).ok()).map(Minutes);
        length.filter(|n| (SHORTEST..=LONGEST).contains(n)).unwrap_or_else(|| {
            self.wrong(format!("minutes: {value} is not between {SHORTEST} and {LONGEST} whole minutes"));
            Minutes(USUAL_LENGTH)
        })
    }

    fn start(&mut self) -> Option<Clock> {
        let text = self.text("start")?;
        text.parse().map_err(|error| self.wrong(format!("start: {error}"))).ok()
    }
}
