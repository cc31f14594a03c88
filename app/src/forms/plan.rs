//! The form of the plan page. Every button sends the whole form, so that nothing that was typed is lost on the way.
//!
//! Fields: `seen`; `title`, `on`, `start`, `minutes`, `booked`, `role`, `why`, `stop_if`, `note`; for each block `b3` (it
//! was on the page), `b3-title`, `b3-minutes`, `b3-present`, `b3-note`, `b3-both`, `b3-a`, `b3-b`, `b3-outcome`; for each
//! homework `h-ITEM`; `own-title` and `own-minutes` of a new block; `homework-done`; and `do`, the button.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::{
    course::{Partner, Session},
    desk::{
        BlockId, Fault, Outcome, PlanBlock, Revision, SessionPlan, Status,
        agenda::{Details, Edit, Outcomes, Refused, Standings, apply},
    },
    handout::Audience,
    library::english,
    minutes::Minutes,
    plan::{LONGEST, Present, SHORTEST},
    words::Role,
};

/// What was typed, by the name of its field.
pub type Fields = HashMap<String, String>;

/// Fields that stand once on the page.
const SINGLE: [&str; 14] = [
    "seen",
    "title",
    "on",
    "start",
    "minutes",
    "booked",
    "role",
    "why",
    "stop_if",
    "note",
    "own-title",
    "own-minutes",
    "homework-done",
    "do",
];

/// Endings of the fields of a block.
const OF_BLOCK: [&str; 9] = ["", "-title", "-minutes", "-present", "-note", "-both", "-a", "-b", "-outcome"];

/// What the button asks for, after what was typed is taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing more.
    Save,
    /// One edit.
    Edit(Edit),
    /// Filling the free minutes.
    Fill,
    /// Marking the session as held.
    Held,
}

/// Whether every field is one of this form (checklist 6).
pub fn knows_all(fields: &Fields) -> bool {
    let of_block = |name: &str| {
        let digits = name.strip_prefix('b').map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
        digits.is_some_and(|rest| name.len() > rest.len() + 1 && OF_BLOCK.contains(&rest))
    };
    fields.keys().all(|name| SINGLE.contains(&name.as_str()) || name.starts_with("h-") || of_block(name))
}

/// The revision that the form was made from; nothing when it has none.
pub fn seen(fields: &Fields) -> Option<Revision> {
    fields.get("seen")?.parse().ok().map(Revision)
}

/// What the button asks for; nothing when no button is named so.
pub fn action(fields: &Fields) -> Option<Action> {
    let (verb, of) = fields.get("do").map_or(("save", ""), |text| text.split_once(':').unwrap_or((text, "")));
    let block = || of.parse().ok().map(BlockId);
    let minutes = |block: BlockId| fields.get(&format!("b{}-minutes", block.0))?.trim().parse::<u8>().ok();
    let edit = match verb {
        "save" => return Some(Action::Save),
        "fill" => return Some(Action::Fill),
        "held" => return Some(Action::Held),
        "add" => Edit::Add(of.parse().ok()?),
        "own" => {
            let minutes = fields.get("own-minutes").and_then(|text| text.trim().parse().ok()).unwrap_or(5);
            Edit::AddOwn(fields.get("own-title").cloned().unwrap_or_default(), Minutes(minutes))
        }
        "remove" => Edit::Remove(block()?),
        "up" => Edit::Up(block()?),
        "down" => Edit::Down(block()?),
        "less" => Edit::Minutes(block()?, Minutes(minutes(block()?)?.saturating_sub(1))),
        "more" => Edit::Minutes(block()?, Minutes(minutes(block()?)?.saturating_add(1))),
        "renew" => Edit::Renew(block()?),
        "give" => Edit::GiveHomework(of.parse().ok()?),
        "drop" => Edit::DropHomework(of.parse().ok()?),
        "ready" => Edit::Status(Status::Ready),
        "draft" => Edit::Status(Status::Draft),
        _ => return None,
    };
    Some(Action::Edit(edit))
}

/// The plan with everything in it that was typed, and what of it could not be read.
///
/// # Errors
///
/// When something that was typed may not stand in the plan.
pub fn typed(standings: &Standings, plan: &SessionPlan, fields: &Fields) -> Result<(SessionPlan, Vec<Fault>), Refused> {
    let mut faults = Vec::new();
    let mut edits = Vec::new();
    for block in &plan.blocks {
        of_block(standings, block, fields, &mut edits, &mut faults);
    }
    for (id, dose) in &plan.homework {
        if let Some(typed) = fields.get(&format!("h-{id}")).map(|text| text_of(text)).filter(|typed| typed != dose) {
            edits.push(Edit::Dose(id.clone(), typed));
        }
    }
    edits.push(Edit::Details(details(plan, fields, &mut faults)));
    let mut next = plan.clone();
    for edit in &edits {
        next = apply(english(), standings, &next, edit)?;
    }
    Ok((next, faults))
}

/// What came of the session.
pub fn outcomes(plan: &SessionPlan, fields: &Fields) -> Outcomes {
    let outcome = |block: &PlanBlock| {
        let outcome = match fields.get(&format!("b{}-outcome", block.id.0))?.as_str() {
            "done" => Outcome::Done,
            "dreaded" => Outcome::Dreaded,
            _ => Outcome::Left,
        };
        Some((block.id, outcome))
    };
    let homework_done = match fields.get("homework-done").map(String::as_str) {
        Some("yes") => Some(true),
        Some("no") => Some(false),
        _ => None,
    };
    Outcomes { blocks: plan.blocks.iter().filter_map(outcome).collect::<BTreeMap<_, _>>(), homework_done }
}

fn of_block(standings: &Standings, block: &PlanBlock, fields: &Fields, edits: &mut Vec<Edit>, faults: &mut Vec<Fault>) {
    let id = block.id;
    let name = |ending: &str| format!("b{}{ending}", id.0);
    let field = |ending: &str| fields.get(&name(ending));
    if field("").is_none() {
        return;
    }
    if let Some(title) = field("-title").filter(|title| !title.trim().is_empty() && **title != block.title) {
        edits.push(Edit::Rename(id, title.trim().to_owned()));
    }
    if let Some(typed) = field("-minutes") {
        match typed.trim().parse::<u8>() {
            Ok(minutes) if minutes == block.minutes.0 => {}
            Ok(minutes) if (1..=180).contains(&minutes) => edits.push(Edit::Minutes(id, Minutes(minutes))),
            _ => faults.push(Fault::new(&name("-minutes"), "Write the minutes as a number from 1 to 180.")),
        }
    }
    if let Some(present) = field("-present").and_then(|text| present(standings, text)).filter(|p| *p != block.present) {
        edits.push(Edit::Present(id, present));
    }
    if let Some(note) = field("-note").map(|text| text_of(text)).filter(|note| *note != block.note) {
        edits.push(Edit::Note(id, note));
    }
    if block.item.is_some() {
        let sheets = SHEETS.into_iter().filter(|(ending, _)| field(ending).is_some()).map(|(_, sheet)| sheet);
        let sheets: BTreeSet<Audience> = sheets.collect();
        if sheets != block.sheets {
            edits.push(Edit::Sheets(id, sheets));
        }
    }
}

const SHEETS: [(&str, Audience); 3] = [("-both", Audience::Both), ("-a", Audience::A), ("-b", Audience::B)];

fn details(plan: &SessionPlan, fields: &Fields, faults: &mut Vec<Fault>) -> Details {
    let mut details = Details::of(plan);
    let text = |name: &str| fields.get(name).map(|text| text_of(text));
    if let Some(title) = text("title") {
        title.trim().clone_into(&mut details.title);
    }
    if let Some(on) = text("on") {
        match on.trim() {
            "" => details.on = None,
            day => match day.parse() {
                Ok(day) => details.on = Some(day),
                Err(error) => faults.push(Fault::new("on", format!("Please {error}."))),
            },
        }
    }
    if let Some(start) = text("start") {
        match start.trim() {
            "" => details.start = None,
            time => match time.parse() {
                Ok(time) => details.start = Some(time),
                Err(_) => faults.push(Fault::new("start", "Write the time as hours and minutes, for example 09:30.")),
            },
        }
    }
    if let Some(minutes) = text("minutes") {
        match minutes.trim().parse() {
            Ok(minutes) if (SHORTEST.0..=LONGEST.0).contains(&minutes) => details.minutes = Minutes(minutes),
            _ => faults.push(Fault::new("minutes", "A session lasts 30 to 120 minutes.")),
        }
    }
    if let Some(booked) = text("booked") {
        details.booked = session(&booked, fields.get("role").map_or("", String::as_str));
    }
    for (name, place) in [("why", &mut details.why), ("stop_if", &mut details.stop_if), ("note", &mut details.note)] {
        if let Some(text) = text(name) {
            *place = text;
        }
    }
    details
}

/// Browsers send line breaks as CR LF; they are kept as LF.
fn text_of(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Who is expected, from the choice of a form: `couple`, or `a` or `b` with a role.
pub fn session(who: &str, role: &str) -> Session {
    let role = role.parse().unwrap_or(Role::Concerned);
    match who {
        "a" => Session::Individual(role, Some(Partner::A)),
        "b" => Session::Individual(role, Some(Partner::B)),
        _ => Session::Couple,
    }
}

/// Who is in the room, from the choice of a form.
pub fn present(standings: &Standings, text: &str) -> Option<Present> {
    let one = |partner| match standings.session {
        Session::Individual(role, _) => Present::One(role, Some(partner)),
        Session::Couple => Present::Turn(partner),
    };
    match text {
        "both" => Some(Present::Both),
        "each" => Some(Present::Each),
        "a" => Some(one(Partner::A)),
        "b" => Some(one(Partner::B)),
        _ => None,
    }
}
