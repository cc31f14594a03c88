//! The JSON that scripts read. Keys are a contract: add, never rename.

use domain::{
    assess::{Finding, PhaseChoice},
    case_file::Clock,
    planning::{
        Suggestion,
        planner::{HomeworkTask, Plan, Sheet, Warning},
        suggest,
    },
    safety::{Hold, WorkOnHold, gate_holds, holds},
    vocabulary::GateId,
};
use serde::Serialize;

use super::assessed_case::AssessedCase;

#[derive(Serialize)]
pub struct MapShape {
    /// The holds that stop joint work; empty if both partners may come.
    pub on_hold: Vec<String>,
    pub challenges: Vec<Finding>,
    pub gates: Vec<GateShape>,
    pub phase: PhaseChoice,
    /// Held by an open gate.
    pub blocked: Vec<BlockedShape>,
    /// Held by a hard rule or a need alone.
    pub held: Vec<BlockedShape>,
    pub not_asked: Vec<String>,
    pub suggested: Vec<SuggestedShape>,
}

#[derive(Serialize)]
pub struct GateShape {
    pub id: String,
    pub open: bool,
    pub opened_by: Vec<String>,
    pub closed_because: Option<String>,
}

#[derive(Serialize)]
pub struct BlockedShape {
    pub item: String,
    pub by: Vec<String>,
}

#[derive(Serialize)]
pub struct SuggestedShape {
    pub item: String,
    pub title: String,
    pub because: Vec<String>,
    pub minutes: u8,
    pub after: Vec<String>,
    pub confirm: Vec<String>,
}

#[derive(Serialize)]
pub struct PlanShape {
    /// The holds that stop joint work; empty if both partners may come.
    pub on_hold: Vec<String>,
    pub minutes: u8,
    pub session: String,
    pub phase: PhaseChoice,
    pub blocks: Vec<BlockShape>,
    pub homework: Vec<HomeworkTask>,
    pub sheets: Vec<Sheet>,
    pub why: String,
    pub stop_if: String,
    pub warnings: Vec<Warning>,
}

#[derive(Serialize)]
pub struct BlockShape {
    pub part: String,
    /// Time of day, or hours and minutes since the beginning if the case gives no start.
    pub start: String,
    pub minutes: u8,
    pub item: Option<String>,
    pub title: String,
    pub audience: String,
    pub high_intensity: bool,
    pub confirm: Vec<String>,
    pub reminders: Vec<Warning>,
}

pub fn map(read: &AssessedCase) -> MapShape {
    let course = &read.case.course;
    let mut blocked = Vec::new();
    let mut held = Vec::new();
    for item in read.library.items() {
        let by: Vec<String> = holds(course, item).iter().map(Hold::id).collect();
        let shape = |by| BlockedShape { item: item.id.to_string(), by };
        if gate_holds(course, item).next().is_some() {
            blocked.push(shape(by));
        } else if !by.is_empty() {
            held.push(shape(by));
        }
    }
    let not_asked = read.library.indicators().iter().filter(|indicator| course.answers.is_not_asked(indicator));
    MapShape {
        on_hold: on_hold(read),
        challenges: read.picture.findings.clone(),
        gates: gates(read),
        phase: read.picture.phase.clone(),
        blocked,
        held,
        not_asked: not_asked.map(|indicator| indicator.id.to_string()).collect(),
        suggested: suggestions(read).iter().map(suggested).collect(),
    }
}

/// Returns the suggestions that have a reason.
pub fn suggestions(read: &AssessedCase) -> Vec<Suggestion<'_>> {
    let mut all = suggest(&read.picture.moment(read.library, &read.case.course));
    all.retain(|suggestion| suggestion.score > 0);
    all
}

fn gates(read: &AssessedCase) -> Vec<GateShape> {
    let shape = |(gate, state): (GateId, &domain::safety::GateState)| GateShape {
        id: gate.to_string(),
        open: state.open,
        opened_by: state.opened_by.iter().map(|opener| opener.id().to_owned()).collect(),
        closed_because: state.closed.as_ref().map(|closing| closing.ground.in_words().to_owned()),
    };
    read.case.course.gates.iter().map(shape).collect()
}

fn suggested(suggestion: &Suggestion<'_>) -> SuggestedShape {
    SuggestedShape {
        item: suggestion.item.id.to_string(),
        title: suggestion.item.title.to_string(),
        because: suggestion.because.clone(),
        minutes: suggestion.item.minutes.typical.0,
        after: suggestion.after.iter().map(ToString::to_string).collect(),
        confirm: suggestion.confirm.clone(),
    }
}

/// Returns the ids of the holds that stop joint work.
fn on_hold(read: &AssessedCase) -> Vec<String> {
    read.on_hold().iter().flat_map(WorkOnHold::gates).map(|gate| gate.to_string()).collect()
}

pub fn plan(read: &AssessedCase, plan: &Plan) -> PlanShape {
    let start = read.case.start;
    let start = start.unwrap_or(Clock::MIDNIGHT);
    let blocks = plan.blocks.iter().map(|block| BlockShape {
        part: block.part.clone(),
        start: start.later(block.start).to_string(),
        minutes: block.minutes.0,
        item: block.item.as_ref().map(ToString::to_string),
        title: block.title.clone(),
        audience: block.audience.to_string(),
        high_intensity: block.high_intensity,
        confirm: block.confirm.clone(),
        reminders: block.reminders.clone(),
    });
    PlanShape {
        on_hold: on_hold(read),
        minutes: plan.minutes.0,
        session: plan.session.to_string(),
        phase: plan.phase.clone(),
        blocks: blocks.collect(),
        homework: plan.homework.clone(),
        sheets: plan.sheets.clone(),
        why: plan.why.clone(),
        stop_if: plan.stop_if.clone(),
        warnings: plan.warnings.clone(),
    }
}
