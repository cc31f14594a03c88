//! The fields of the record of a session: what is stored as fields, and fields as what is to be stored.

use std::collections::HashMap;

use domain::{
    assess::Partner,
    case_file::Clock,
    paper::handout::{Audience, ClientWords},
    plan::{
        AgreedHomework, Attendance, BlockId, HomeworkResult, MOST_HOMEWORK, NextAppointment, Outcome, SafetyToday,
        SessionEvent, SessionPlan, SessionRecord,
    },
    records::Fault,
    safety::SafetyConcern,
    vocabulary::{Day, Minutes, SmallMap},
};

use crate::interview::fields::letter;

/// Fields by their names.
pub type Fields = HashMap<String, String>;

/// The most letters of the note.
const LONGEST_NOTE: usize = 20_000;

pub(super) const EVENTS: [(SessionEvent, &str, &str); 4] = [
    (SessionEvent::TookPlace, "took-place", "Took place"),
    (SessionEvent::Moved, "moved", "Moved"),
    (SessionEvent::Cancelled, "cancelled", "Cancelled"),
    (SessionEvent::NoShow, "no-show", "No-show"),
];

/// How a partner came.
pub(super) const CAME: [(&str, &str); 4] =
    [("on-time", "On time"), ("late", "Late"), ("cancelled", "Cancelled"), ("no-show", "No-show")];

pub(super) const OUTCOMES: [(Outcome, &str, &str); 4] = [
    (Outcome::Done, "done", "Done"),
    (Outcome::Partly, "partly", "Partly"),
    (Outcome::Left, "left", "Not reached"),
    (Outcome::Dreaded, "dreaded", "Dreaded or declined"),
];

pub(super) const RESULTS: [(HomeworkResult, &str, &str); 3] = [
    (HomeworkResult::Done, "done", "Done"),
    (HomeworkResult::Partly, "partly", "Partly"),
    (HomeworkResult::NotDone, "not-done", "Not done"),
];

pub(super) const SAFETY: [(SafetyToday, &str, &str); 3] = [
    (SafetyToday::NoConcern, "no-concern", "No concern"),
    (SafetyToday::Concern, "concern", "Concern"),
    (SafetyToday::NotChecked, "not-checked", "Not checked"),
];

pub(super) const CONCERNS: [(SafetyConcern, &str, &str); 5] = [
    (SafetyConcern::Control, "control", "Fear, violence, pressure or control"),
    (SafetyConcern::Suicide, "suicide", "Suicide, self-harm, or harm to someone else"),
    (SafetyConcern::AtRisk, "at-risk", "A child or an adult at risk"),
    (SafetyConcern::Medical, "medical", "An urgent medical need"),
    (SafetyConcern::Unclear, "unclear", "Not clear yet: treated as control until each was asked alone"),
];

const WHOM: [(Audience, &str); 3] = [(Audience::Both, "both"), (Audience::A, "a"), (Audience::B, "b")];

/// The value of a choice.
pub(super) fn value_of<T: PartialEq + Copy, W>(choices: &[(T, &'static str, W)], chosen: Option<T>) -> &'static str {
    choices.iter().find(|(one, ..)| Some(*one) == chosen).map_or("", |(_, value, _)| value)
}

/// The choice with this value.
pub(crate) fn choice<T: Copy, W>(choices: &[(T, &'static str, W)], value: &str) -> Option<T> {
    choices.iter().find(|(_, known, _)| *known == value).map(|(one, ..)| *one)
}

/// The result that a field of homework says.
pub(crate) fn result(value: &str) -> Option<HomeworkResult> {
    choice(&RESULTS, value)
}

/// What is stored of a session, by the names of the fields of its form; `before` is the record of the session before.
pub fn stored(plan: &SessionPlan, before: Option<&SessionRecord>) -> SmallMap<String, String> {
    let none = SessionRecord::default();
    let record = plan.record.as_deref().unwrap_or(&none);
    let mut fields = SmallMap::new();
    let mut put = |name: String, value: String| {
        if !value.is_empty() {
            fields.insert(name, value);
        }
    };
    let time = |time: Option<Clock>| time.map(|time| time.to_string()).unwrap_or_default();
    put("event".into(), value_of(&EVENTS, record.event).into());
    put("started".into(), time(record.started));
    put("ended".into(), time(record.ended));
    for partner in [Partner::A, Partner::B] {
        let letter = letter(partner);
        let (came, late) = match record.attendance_of(partner) {
            None => ("", None),
            Some(Attendance::OnTime) => ("on-time", None),
            Some(Attendance::Late(minutes)) => ("late", minutes),
            Some(Attendance::Cancelled) => ("cancelled", None),
            Some(Attendance::NoShow) => ("no-show", None),
        };
        put(format!("came-{letter}"), came.into());
        put(format!("late-{letter}"), late.map(|minutes| minutes.to_string()).unwrap_or_default());
        let felt = record.felt_safe[partner as usize];
        put(format!("felt-{letter}"), felt.map(|felt| felt.to_string()).unwrap_or_default());
    }
    for block in &plan.blocks {
        put(outcome_name(block.id), value_of(&OUTCOMES, block.outcome).into());
        let took = record.minutes.get(&block.id).map(ToString::to_string);
        put(minutes_name(block.id), took.unwrap_or_default());
    }
    put("homework-before".into(), value_of(&RESULTS, record.homework_before).into());
    for (n, agreed) in before.into_iter().flat_map(|before| &before.homework).enumerate() {
        put(format!("before{n}"), value_of(&RESULTS, agreed.result).into());
    }
    for (n, agreed) in homework_shown(plan).iter().enumerate() {
        put(format!("hw{n}"), agreed.words.as_str().into());
        put(format!("hw{n}-for"), agreed.whom.to_string());
        put(format!("hw{n}-discreet"), if agreed.words.are_discreet() { "yes".into() } else { String::new() });
    }
    put("safety".into(), value_of(&SAFETY, record.safety).into());
    put("concern".into(), value_of(&CONCERNS, record.concern).into());
    put("safety-note".into(), record.safety_note.clone());
    put("note".into(), record.note.clone());
    put("next".into(), record.next.map(next_value).unwrap_or_default());
    fields
}

/// The homework that the form begins with: what was written down, and before that what the plan holds in words that were
/// typed to be printed.
fn homework_shown(plan: &SessionPlan) -> Vec<AgreedHomework> {
    match &plan.record {
        Some(record) => record.homework.clone(),
        None => plan
            .client_words
            .values()
            .map(|words| AgreedHomework { whom: Audience::Both, words: words.clone(), result: None })
            .collect(),
    }
}

pub(super) fn outcome_name(block: BlockId) -> String {
    format!("b{}-outcome", block.0)
}

pub(super) fn minutes_name(block: BlockId) -> String {
    format!("b{}-minutes", block.0)
}

/// How the form says a next appointment.
pub(super) fn next_value(next: NextAppointment) -> String {
    match next {
        NextAppointment::NoneYet => "none".into(),
        NextAppointment::At(day, time) => format!("{day} {time}"),
    }
}

/// What the form said.
pub struct Typed {
    /// The record to store.
    pub record: SessionRecord,
    /// What came of each item.
    pub outcomes: SmallMap<BlockId, Outcome>,
    /// What came of the homework of the session before, in its order.
    pub before: Vec<Option<HomeworkResult>>,
    /// Where the session was moved to.
    pub moved_to: (Option<Day>, Option<Clock>),
    /// What cannot be stored as it was typed.
    pub faults: Vec<Fault>,
}

/// True if the form has a field of this name.
pub fn is_known(plan: &SessionPlan, before: Option<&SessionRecord>, name: &str) -> bool {
    const FIXED: [&str; 21] = [
        "seen",
        "do",
        "event",
        "started",
        "ended",
        "came-a",
        "came-b",
        "late-a",
        "late-b",
        "felt-a",
        "felt-b",
        "homework-before",
        "safety",
        "concern",
        "safety-note",
        "note",
        "next",
        "next-on",
        "next-start",
        "moved-on",
        "moved-start",
    ];
    let numbered = |prefix: &str, most: usize| {
        let number = name.strip_prefix(prefix).map(|rest| rest.trim_end_matches("-for").trim_end_matches("-discreet"));
        number.and_then(|number| number.parse().ok()).is_some_and(|n: usize| n < most)
    };
    FIXED.contains(&name)
        || plan.blocks.iter().any(|block| name == outcome_name(block.id) || name == minutes_name(block.id))
        || numbered("hw", MOST_HOMEWORK)
        || numbered("before", before.map_or(0, |before| before.homework.len()))
}

/// Reads the fields on top of what is stored.
pub fn typed(plan: &SessionPlan, before: Option<&SessionRecord>, fields: &Fields) -> Typed {
    let mut reader = Reader { fields, faults: Vec::new() };
    let mut record = plan.record.as_deref().cloned().unwrap_or_default();
    record.event = reader.choice(&EVENTS, "event");
    record.started = reader.time("started");
    record.ended = reader.time("ended");
    for partner in [Partner::A, Partner::B] {
        let letter = letter(partner);
        record.attendance[partner as usize] = reader.attendance(letter);
        record.felt_safe[partner as usize] =
            reader.number(&format!("felt-{letter}"), 0..=10, "Enter a number from 0 to 10, or leave it empty.");
    }
    record.homework_before = reader.choice(&RESULTS, "homework-before");
    record.homework = reader.homework(plan.record.as_deref());
    record.safety = reader.choice(&SAFETY, "safety");
    record.concern = reader.choice(&CONCERNS, "concern");
    record.safety_note = reader.text("safety-note", 2_000);
    record.note = reader.text("note", LONGEST_NOTE);
    record.next = reader.next();
    record.minutes = SmallMap::new();
    let mut outcomes = SmallMap::new();
    for block in &plan.blocks {
        if let Some(outcome) = reader.choice(&OUTCOMES, &outcome_name(block.id)) {
            outcomes.insert(block.id, outcome);
        }
        let why = "Enter whole minutes, 0 to 180, or leave it empty.";
        if let Some(took) = reader.number(&minutes_name(block.id), 0..=180, why) {
            record.minutes.insert(block.id, Minutes(took));
        }
    }
    let before = before.map_or(0, |before| before.homework.len());
    let before = (0..before).map(|n| reader.choice(&RESULTS, &format!("before{n}"))).collect();
    let moved_to = (reader.day("moved-on"), reader.time("moved-start"));
    Typed { record, outcomes, before, moved_to, faults: reader.faults }
}

/// Reads one field after the other and keeps what is wrong.
struct Reader<'a> {
    fields: &'a Fields,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn said(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str).trim()
    }

    fn choice<T: Copy, W>(&self, choices: &[(T, &'static str, W)], name: &str) -> Option<T> {
        choice(choices, self.said(name))
    }

    fn time(&mut self, name: &str) -> Option<Clock> {
        let said = self.said(name).to_owned();
        let read = said.parse().ok();
        if read.is_none() && !said.is_empty() {
            self.faults.push(Fault::new(name, "Enter a time, for example 16:05."));
        }
        read
    }

    fn day(&mut self, name: &str) -> Option<Day> {
        let said = self.said(name).to_owned();
        let read = said.parse().ok();
        if read.is_none() && !said.is_empty() {
            self.faults.push(Fault::new(name, "Enter the date as year-month-day, for example 2026-12-10."));
        }
        read
    }

    fn number(&mut self, name: &str, range: std::ops::RangeInclusive<u8>, why: &str) -> Option<u8> {
        let said = self.said(name).to_owned();
        let read = said.parse().ok().filter(|number| range.contains(number));
        if read.is_none() && !said.is_empty() {
            self.faults.push(Fault::new(name, why));
        }
        read
    }

    fn text(&mut self, name: &str, most: usize) -> String {
        let text = self.fields.get(name).map(|text| text.replace("\r\n", "\n")).unwrap_or_default();
        if text.chars().count() > most {
            self.faults.push(Fault::new(name, format!("Keep this text to {most} characters or fewer.")));
        }
        text
    }

    fn attendance(&mut self, letter: char) -> Option<Attendance> {
        let late = self.number(&format!("late-{letter}"), 0..=180, "Enter whole minutes, 0 to 180, or leave it empty.");
        match self.said(&format!("came-{letter}")) {
            "on-time" => Some(Attendance::OnTime),
            "late" => Some(Attendance::Late(late.map(Minutes))),
            "cancelled" => Some(Attendance::Cancelled),
            "no-show" => Some(Attendance::NoShow),
            _ => None,
        }
    }

    /// The homework in the order of its rows; a row without words is no homework. What came of a task stays with its words.
    fn homework(&mut self, stored: Option<&SessionRecord>) -> Vec<AgreedHomework> {
        let mut homework = Vec::new();
        for n in 0..MOST_HOMEWORK {
            let name = format!("hw{n}");
            let discreet = !self.said(&format!("{name}-discreet")).is_empty();
            let text = self.fields.get(&name).cloned().unwrap_or_default();
            let words = match ClientWords::typed(text.trim(), discreet) {
                Ok(Some(words)) => words,
                Ok(None) => continue,
                Err(why) => {
                    self.faults.push(Fault::new(&name, why.to_string()));
                    continue;
                }
            };
            let said = self.said(&format!("{name}-for"));
            let whom = WHOM.iter().find(|(_, value)| *value == said).map_or(Audience::Both, |(whom, _)| *whom);
            let same = |agreed: &&AgreedHomework| agreed.whom == whom && agreed.words.as_str() == words.as_str();
            let result = stored.into_iter().flat_map(|stored| &stored.homework).find(same).and_then(|same| same.result);
            homework.push(AgreedHomework { whom, words, result });
        }
        homework
    }

    fn next(&mut self) -> Option<NextAppointment> {
        match self.said("next").to_owned().as_str() {
            "none" => Some(NextAppointment::NoneYet),
            "other" => {
                let (on, start) = (self.day("next-on"), self.time("next-start"));
                for name in ["next-on", "next-start"] {
                    if self.said(name).is_empty() {
                        self.faults.push(Fault::new(name, "Enter the date and the time of the next appointment."));
                    }
                }
                Some(NextAppointment::At(on?, start?))
            }
            chosen => {
                let (day, time) = chosen.split_once(' ')?;
                Some(NextAppointment::At(day.parse().ok()?, time.parse().ok()?))
            }
        }
    }
}
