//! The edits and actions of the plan form's fields and buttons. Shared by server and browser.

use domain::{
    assess::{Partner, Session},
    case_file::Clock,
    paper::handout::{Audience, ClientWords},
    plan::{
        BlockId, PlanBlock, SessionPlan, Status,
        editor::{Details, Edit},
    },
    planning::{
        planner::{LONGEST, Present, SHORTEST},
        role_of,
    },
    records::Fault,
    vocabulary::{Day, Minutes, Role, SmallSet, text_case::sentence},
};

/// Fields of the plan as a whole.
pub const DETAILS: [&str; 9] = ["title", "on", "start", "minutes", "booked", "role", "why", "stop_if", "note"];

/// Prefixes of the fields of a homework.
pub const OF_HOMEWORK: [&str; 3] = ["h-", "a-", "q-"];

/// Suffixes of the fields of a block, one for each edit.
pub const OF_BLOCK: [&str; 7] = ["-title", "-minutes", "-present", "-note", "-both", "-a", "-b"];

/// The action of a button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Saving only.
    Save,
    /// One edit.
    Edit(Edit),
    /// Filling the free minutes.
    Fill,
}

/// The name of the choice of the block after which an exercise is added; empty for its usual place.
pub const AFTER: &str = "after";

/// Returns the action of the button with this value; `own` returns the typed title and minutes of a new block, and
/// `after` is the block after which an exercise is added. `None` if there is no such button.
pub fn action(
    plan: &SessionPlan,
    button: &str,
    own: impl FnOnce() -> (String, String),
    after: Option<&str>,
) -> Option<Action> {
    let (verb, of) = button.split_once(':').unwrap_or((button, ""));
    let block = || of.parse().ok().map(BlockId);
    let minutes = |by: i8| {
        let (_, block) = plan.block(block()?)?;
        Some(Edit::Minutes(block.id, Minutes(block.minutes.0.saturating_add_signed(by))))
    };
    let edit = match verb {
        "save" => return Some(Action::Save),
        "fill" => return Some(Action::Fill),
        "fit" => Edit::Fit,
        "add" => match after.and_then(|id| id.parse().ok()).map(BlockId).filter(|id| plan.block(*id).is_some()) {
            Some(block) => Edit::AddAfter(of.parse().ok()?, block),
            None => Edit::Add(of.parse().ok()?),
        },
        "swap" => {
            let (block, item) = of.split_once(':')?;
            Edit::Swap(BlockId(block.parse().ok()?), item.parse().ok()?)
        }
        "own" => {
            let (title, minutes) = own();
            Edit::AddOwn(title, Minutes(minutes.trim().parse().unwrap_or(5)))
        }
        "remove" => Edit::Remove(block()?),
        "minutes" | "to" | "off" => remedy(plan, verb, of)?,
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

/// Returns the value of the button that makes this edit, which answers a concern: [`action`] reads it. `None` for edits that
/// answer none.
pub fn remedy_button(plan: &SessionPlan, edit: &Edit) -> Option<String> {
    Some(match edit {
        Edit::Minutes(id, minutes) => format!("minutes:{}:{minutes}", id.0),
        Edit::MoveTo(id, to) => format!("to:{}:{to}", id.0),
        Edit::Remove(id) => format!("remove:{}", id.0),
        Edit::DropHomework(id) => format!("drop:{id}"),
        Edit::Sheets(id, sheets) => {
            let off = plan.block(*id)?.1.sheets.difference(sheets).next()?;
            format!("off:{}:{off}", id.0)
        }
        _ => return None,
    })
}

/// Reads what follows `minutes:`, `to:` and `off:`: a block, and its minutes, its place or a sheet.
fn remedy(plan: &SessionPlan, verb: &str, of: &str) -> Option<Edit> {
    let (id, more) = of.split_once(':')?;
    let (_, block) = plan.block(BlockId(id.parse().ok()?))?;
    Some(match verb {
        "minutes" => Edit::Minutes(block.id, Minutes(more.parse().ok()?)),
        "to" => Edit::MoveTo(block.id, more.parse().ok()?),
        _ => {
            let mut sheets = block.sheets.clone();
            sheets.retain(|sheet| sheet.to_string() != more);
            Edit::Sheets(block.id, sheets)
        }
    })
}

/// Returns the edit for the value of a field; `None` if it equals the plan. `room` is the session allowed today, and
/// `roles` are the partners' roles according to the answers.
///
/// # Errors
/// If the value is invalid; the fault gives the expected format, and repeats nothing.
pub fn change(
    room: Session,
    roles: [Role; 2],
    plan: &SessionPlan,
    name: &str,
    value: &str,
) -> Result<Option<Edit>, Fault> {
    if let Some(id) = name.strip_prefix("h-") {
        let known = plan.homework.iter().find(|(item, _)| item.as_str() == id);
        return Ok(known.filter(|(_, dose)| dose != value).map(|(item, _)| Edit::Dose(item.clone(), value.into())));
    }
    if let Some((is_text, id)) = agreed_field(name) {
        return agreed(plan, is_text, id, value);
    }
    if let Some((block, ending)) = of_block(plan, name) {
        return in_block(room, block, ending, value);
    }
    let now = Details::of(plan);
    let next = detail(&now, roles, name, value)?;
    Ok((next != now).then_some(Edit::Details(next)))
}

/// Parses the name of a field for agreed words (true) or of the tick below it (false), with its exercise; `None` for
/// others.
fn agreed_field(name: &str) -> Option<(bool, &str)> {
    let text = name.strip_prefix("a-").map(|id| (true, id));
    text.or_else(|| name.strip_prefix("q-").map(|id| (false, id)))
}

/// Changes the agreed words of an exercise, or their discretion.
fn agreed(plan: &SessionPlan, is_text: bool, id: &str, value: &str) -> Result<Option<Edit>, Fault> {
    let Some((item, _)) = plan.homework.iter().find(|(item, _)| item.as_str() == id) else { return Ok(None) };
    let now = plan.client_words.get(item);
    let typed = if is_text { value } else { now.map_or("", ClientWords::as_str) };
    let discreet = if is_text { now.is_some_and(ClientWords::are_discreet) } else { !value.is_empty() };
    let next = ClientWords::typed(typed, discreet).map_err(|why| Fault::new(format!("a-{id}"), why.to_string()))?;
    Ok((next.as_ref() != now).then(|| Edit::Agreed(item.clone(), next)))
}

/// Parses a name such as `b3-note` into block and suffix.
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
                return Err(Fault::new(format!("b{}-minutes", id.0), "Enter the minutes as a number from 1 to 180."));
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
    let mut sheets: SmallSet<Audience> = block.sheets.clone();
    let changed = if value.is_empty() { sheets.remove(&audience) } else { sheets.insert(audience) };
    (changed && block.item.is_some()).then_some(Edit::Sheets(block.id, sheets))
}

fn detail(now: &Details, roles: [Role; 2], name: &str, value: &str) -> Result<Details, Fault> {
    let mut next = now.clone();
    match name {
        "title" => value.clone_into(&mut next.title),
        "why" => value.clone_into(&mut next.why),
        "stop_if" => value.clone_into(&mut next.stop_if),
        "note" => value.clone_into(&mut next.note),
        "on" => {
            next.on = day(value)?;
        }
        "start" => {
            next.start = start(value)?;
        }
        "minutes" => next.minutes = length(value)?,
        "booked" => {
            let role = if now.booked == Session::Couple { "" } else { who(now.booked).1.as_str() };
            next.booked = session(value, role, roles);
        }
        // Nothing was chosen while both were expected.
        "role" if value.is_empty() => {}
        "role" => next.booked = session(who(now.booked).0, value, roles),
        _ => {}
    }
    Ok(next)
}

/// Parses the day of a session, field `on`; `None` if it is empty.
///
/// # Errors
/// If it is no day; the fault says what to enter.
pub fn day(typed: &str) -> Result<Option<Day>, Fault> {
    match typed.trim() {
        "" => Ok(None),
        day => day.parse().map(Some).map_err(|error| Fault::new("on", sentence(&format!("{error}")))),
    }
}

/// Parses the start time of a session, field `start`; `None` if it is empty.
///
/// # Errors
/// If it is no time; the fault says what to enter.
pub fn start(typed: &str) -> Result<Option<Clock>, Fault> {
    match typed.trim() {
        "" => Ok(None),
        time => time.parse().map(Some).map_err(|_| Fault::new("start", "Enter a time, for example 09:30.")),
    }
}

/// Parses the length of a session, field `minutes`.
///
/// # Errors
/// If it is not 30 to 120; the fault says so.
pub fn length(typed: &str) -> Result<Minutes, Fault> {
    let minutes = typed.trim().parse().map(Minutes).ok().filter(|minutes| (SHORTEST..=LONGEST).contains(minutes));
    minutes.ok_or_else(|| Fault::new("minutes", "A session lasts 30 to 120 minutes."))
}

/// Parses the participants: `couple`, or `a` or `b` with a role. The default role is that of the answers
/// ([`domain::planning::roles`]).
pub fn session(who: &str, role: &str, roles: [Role; 2]) -> Session {
    let alone = |partner| Session::Individual(role.parse().unwrap_or(role_of(roles, partner)), Some(partner));
    match who {
        "a" => alone(Partner::A),
        "b" => alone(Partner::B),
        _ => Session::Couple,
    }
}

/// Returns the choices of a form that [`session`] parses as this.
pub fn who(booked: Session) -> (&'static str, Role) {
    match booked {
        Session::Couple => ("couple", Role::Concerned),
        Session::Individual(role, Some(Partner::B)) => ("b", role),
        Session::Individual(role, _) => ("a", role),
    }
}

/// Parses the participants of a block.
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
