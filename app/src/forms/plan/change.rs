//! What one field and one button of the plan's form ask for. The same on the server and in the browser.

use std::collections::BTreeSet;

use domain::{
    course::{Partner, Session},
    desk::{
        BlockId, Fault, PlanBlock, SessionPlan, Status,
        agenda::{Details, Edit},
    },
    handout::Audience,
    minutes::Minutes,
    plan::{LONGEST, Present, SHORTEST},
    words::Role,
};

/// Fields of the plan as a whole.
pub const DETAILS: [&str; 9] = ["title", "on", "start", "minutes", "booked", "role", "why", "stop_if", "note"];

/// Endings of the fields of a block, each with what it asks for.
pub const OF_BLOCK: [&str; 7] = ["-title", "-minutes", "-present", "-note", "-both", "-a", "-b"];

/// What a button asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing more than saving what was typed.
    Save,
    /// One edit.
    Edit(Edit),
    /// Filling the free minutes.
    Fill,
    /// Marking the session as held.
    Held,
}

/// What the button with this value asks for; `own` is what was typed for a new block, its title and its minutes. Nothing
/// when no button has this value.
pub fn action(plan: &SessionPlan, button: &str, own: impl FnOnce() -> (String, String)) -> Option<Action> {
    let (verb, of) = button.split_once(':').unwrap_or((button, ""));
    let block = || of.parse().ok().map(BlockId);
    let minutes = |by: i8| {
        let (_, block) = plan.block(block()?)?;
        Some(Edit::Minutes(block.id, Minutes(block.minutes.0.saturating_add_signed(by))))
    };
    let edit = match verb {
        "save" => return Some(Action::Save),
        "fill" => return Some(Action::Fill),
        "held" => return Some(Action::Held),
        "add" => Edit::Add(of.parse().ok()?),
        "own" => {
            let (title, minutes) = own();
            Edit::AddOwn(title, Minutes(minutes.trim().parse().unwrap_or(5)))
        }
        "remove" => Edit::Remove(block()?),
        "up" => Edit::Up(block()?),
        "down" => Edit::Down(block()?),
        "less" => minutes(-1)?,
        "more" => minutes(1)?,
        "renew" => Edit::Renew(block()?),
        "give" => Edit::GiveHomework(of.parse().ok()?),
        "drop" => Edit::DropHomework(of.parse().ok()?),
        "ready" => Edit::Status(Status::Ready),
        "draft" => Edit::Status(Status::Draft),
        _ => return None,
    };
    Some(Action::Edit(edit))
}

/// The edit that the field `name` asks for when it says `value`; nothing when it says what stands in the plan.
/// `room` is who may come today.
///
/// # Errors
///
/// When the value cannot be read; the fault says what to write, and repeats nothing.
pub fn change(room: Session, plan: &SessionPlan, name: &str, value: &str) -> Result<Option<Edit>, Fault> {
    if let Some(id) = name.strip_prefix("h-") {
        let known = plan.homework.iter().find(|(item, _)| item.as_str() == id);
        return Ok(known.filter(|(_, dose)| dose != value).map(|(item, _)| Edit::Dose(item.clone(), value.into())));
    }
    if let Some((block, ending)) = of_block(plan, name) {
        return in_block(room, block, ending, value);
    }
    let now = Details::of(plan);
    let next = detail(&now, name, value)?;
    Ok((next != now).then_some(Edit::Details(next)))
}

/// The block and the ending of a name such as `b3-note`.
fn of_block<'a, 'n>(plan: &'a SessionPlan, name: &'n str) -> Option<(&'a PlanBlock, &'n str)> {
    let (id, ending) = name.split_at(name.find('-')?);
    let id = BlockId(id.strip_prefix('b')?.parse().ok()?);
    Some((plan.block(id)?.1, ending))
}

fn in_block(room: Session, block: &PlanBlock, ending: &str, value: &str) -> Result<Option<Edit>, Fault> {
    let id = block.id;
    let edit = match ending {
        "-title" => (value != block.title).then(|| Edit::Rename(id, value.to_owned())),
        "-note" => (value != block.note).then(|| Edit::Note(id, value.to_owned())),
        "-minutes" => match value.trim().parse::<u8>() {
            Ok(minutes) if minutes == block.minutes.0 => None,
            Ok(minutes) if (1..=180).contains(&minutes) => Some(Edit::Minutes(id, Minutes(minutes))),
            _ => {
                return Err(Fault::new(&format!("b{}-minutes", id.0), "Write the minutes as a number from 1 to 180."));
            }
        },
        "-present" => present(room, value).filter(|now| *now != block.present).map(|now| Edit::Present(id, now)),
        "-both" => sheets(block, Audience::Both, value),
        "-a" => sheets(block, Audience::A, value),
        "-b" => sheets(block, Audience::B, value),
        _ => None,
    };
    Ok(edit)
}

fn sheets(block: &PlanBlock, audience: Audience, value: &str) -> Option<Edit> {
    let mut sheets: BTreeSet<Audience> = block.sheets.clone();
    let changed = if value.is_empty() { sheets.remove(&audience) } else { sheets.insert(audience) };
    (changed && block.item.is_some()).then_some(Edit::Sheets(block.id, sheets))
}

fn detail(now: &Details, name: &str, value: &str) -> Result<Details, Fault> {
    let mut next = now.clone();
    match name {
        "title" => value.clone_into(&mut next.title),
        "why" => value.clone_into(&mut next.why),
        "stop_if" => value.clone_into(&mut next.stop_if),
        "note" => value.clone_into(&mut next.note),
        "on" => {
            next.on = match value.trim() {
                "" => None,
                day => Some(day.parse().map_err(|error| Fault::new("on", format!("Please {error}.")))?),
            };
        }
        "start" => {
            let told = || Fault::new("start", "Write the time as hours and minutes, for example 09:30.");
            next.start = match value.trim() {
                "" => None,
                time => Some(time.parse().map_err(|_| told())?),
            };
        }
        "minutes" => match value.trim().parse() {
            Ok(minutes) if (SHORTEST.0..=LONGEST.0).contains(&minutes) => next.minutes = Minutes(minutes),
            _ => return Err(Fault::new("minutes", "A session lasts 30 to 120 minutes.")),
        },
        "booked" => next.booked = session(value, who(now.booked).1.as_str()),
        "role" => next.booked = session(who(now.booked).0, value),
        _ => {}
    }
    Ok(next)
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

/// The choices of a form that [`session`] reads as this.
pub fn who(booked: Session) -> (&'static str, Role) {
    match booked {
        Session::Couple => ("couple", Role::Concerned),
        Session::Individual(role, Some(Partner::B)) => ("b", role),
        Session::Individual(role, _) => ("a", role),
    }
}

/// Who is in the room, from the choice of a form.
fn present(room: Session, text: &str) -> Option<Present> {
    let one = |partner| match room {
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
