//! Compares two states of a session plan.

use super::{Changed, Changes, record, words};
use crate::vocabulary::SmallSet;
use crate::{
    assess::{Partner, Session},
    library::Library,
    plan::{BlockId, Outcome, PlanBlock, SessionPlan, Status},
    planning::planner::Present,
    vocabulary::Audience,
};

/// Returns the changes from `was` to `is`, in the order of the page. `labels` are the partners' labels.
pub fn compare_plans(library: &Library, labels: &[String; 2], was: &SessionPlan, is: &SessionPlan) -> Vec<Changed> {
    let mut changes = Changes::default();
    let day =
        |plan: &SessionPlan| plan.on.map_or("none set".into(), |day| format!("{} {}", day.weekday(), day.with_year()));
    let start = |plan: &SessionPlan| plan.start.map_or("none set".into(), |start| start.to_string());
    changes.compare("Session title", &*was.title, &*is.title);
    changes.compare("Date", day(was), day(is));
    changes.compare("Start", start(was), start(is));
    changes.compare("Length", minutes(was.minutes.0), minutes(is.minutes.0));
    changes.compare("Who is coming", expected(labels, was.booked), expected(labels, is.booked));
    changes.compare("Status", status(was.status), status(is.status));
    blocks(&mut changes, labels, was, is);
    homework(&mut changes, library, was, is);
    changes.compare("Aim of this session", &*was.why, &*is.why);
    changes.compare("Stop if", &*was.stop_if, &*is.stop_if);
    changes.compare("Your note", &*was.note, &*is.note);
    record::compare(&mut changes, labels, was, is);
    changes.0
}

fn blocks(changes: &mut Changes, labels: &[String; 2], was: &SessionPlan, is: &SessionPlan) {
    let line = |block: &PlanBlock| format!("{}, {}", block.title, minutes(block.minutes.0));
    for block in was.blocks.iter().filter(|block| is.block(block.id).is_none()) {
        changes.add("Item removed", line(block), "");
    }
    for block in is.blocks.iter().filter(|block| was.block(block.id).is_none()) {
        changes.add("Item added", "", line(block));
    }
    for id in moved(was, is) {
        if let (Some((from, block)), Some((to, _))) = (was.block(id), is.block(id)) {
            let place = |n: usize| format!("item {}", n + 1);
            changes.add(format!("“{}” moved", block.title), place(from), place(to));
        }
    }
    for block in &is.blocks {
        if let Some((_, before)) = was.block(block.id) {
            inside(changes, labels, before, block);
        }
    }
}

fn inside(changes: &mut Changes, labels: &[String; 2], was: &PlanBlock, is: &PlanBlock) {
    let title = &is.title;
    changes.compare("Title of an item", &*was.title, &**title);
    changes.compare(format!("Minutes of “{title}”"), minutes(was.minutes.0), minutes(is.minutes.0));
    changes.compare(format!("Who takes part in “{title}”"), present(labels, was.present), present(labels, is.present));
    changes.compare(format!("On the handout from “{title}”"), sheets(labels, &was.sheets), sheets(labels, &is.sheets));
    changes.compare(format!("Note on “{title}”"), &*was.note, &*is.note);
    changes.compare(format!("Outcome of “{title}”"), outcome(was.outcome), outcome(is.outcome));
    let exercise = |block: &PlanBlock| block.item.as_ref().map(|kept| kept.title().to_string()).unwrap_or_default();
    match (&was.item, &is.item) {
        (Some(before), Some(now)) if before.id() == now.id() => {
            words::compare(changes, &format!(" of “{title}”"), before, now);
        }
        _ => changes.compare(format!("Exercise of “{title}”"), exercise(was), exercise(is)),
    }
}

/// Returns the minimal set of blocks to move from one order to the other: those in both, except the longest run that
/// kept its order.
fn moved(was: &SessionPlan, is: &SessionPlan) -> Vec<BlockId> {
    let places: Vec<(BlockId, usize)> =
        is.blocks.iter().filter_map(|block| Some((block.id, was.block(block.id)?.0))).collect();
    // The longest run that ends with each, and the one before it in that run.
    let mut runs: Vec<(usize, Option<usize>)> = Vec::with_capacity(places.len());
    for (n, (_, place)) in places.iter().enumerate() {
        let earlier = (0..n).filter(|before| places[*before].1 < *place).max_by_key(|before| runs[*before].0);
        runs.push((earlier.map_or(1, |before| runs[before].0 + 1), earlier));
    }
    let mut at = (0..runs.len()).max_by_key(|n| runs[*n].0);
    let mut kept = SmallSet::new();
    while let Some(n) = at {
        kept.insert(n);
        at = runs[n].1;
    }
    places.iter().enumerate().filter(|(n, _)| !kept.contains(n)).map(|(_, (id, _))| *id).collect()
}

fn homework(changes: &mut Changes, library: &Library, was: &SessionPlan, is: &SessionPlan) {
    let dose = |plan: &SessionPlan, wanted: &_| {
        plan.homework.iter().find(|(id, _)| id == wanted).map(|(_, dose)| dose.clone())
    };
    let new = is.homework.iter().filter(|(id, _)| dose(was, id).is_none());
    for (id, _) in was.homework.iter().chain(new) {
        let title = library.item(id).map_or(id.as_str(), |item| item.title.as_str());
        let (before, now) = (dose(was, id), dose(is, id));
        if before != now {
            changes.add(format!("Homework from “{title}”"), before.unwrap_or_default(), now.unwrap_or_default());
        }
        let printed = |plan: &SessionPlan| plan.client_words.get(id).map(ToString::to_string).unwrap_or_default();
        if printed(was) != printed(is) {
            changes.add(format!("Homework from “{title}”, printed"), printed(was), printed(is));
        }
    }
}

fn minutes(count: u8) -> String {
    if count == 1 { "1 minute".into() } else { format!("{count} minutes") }
}

fn label(labels: &[String; 2], partner: Partner) -> &str {
    &labels[partner as usize]
}

fn expected(labels: &[String; 2], session: Session) -> String {
    match session {
        Session::Couple => "both".into(),
        Session::Individual(_, Some(partner)) => format!("{} alone", label(labels, partner)),
        Session::Individual(role, None) => format!("one partner alone ({})", role.in_words()),
    }
}

fn present(labels: &[String; 2], present: Present) -> String {
    match present {
        Present::Both => "both".into(),
        Present::Each => "both, working individually".into(),
        Present::Turn(partner) | Present::One(_, Some(partner)) => format!("{} alone", label(labels, partner)),
        Present::One(role, None) => format!("one partner alone ({})", role.in_words()),
    }
}

fn sheets(labels: &[String; 2], sheets: &SmallSet<Audience>) -> String {
    if sheets.is_empty() {
        return "on no sheet".into();
    }
    let name = |sheet: &Audience| match sheet {
        Audience::Both => "the sheet for both".to_owned(),
        Audience::A => format!("{}’s own sheet", label(labels, Partner::A)),
        Audience::B => format!("{}’s own sheet", label(labels, Partner::B)),
    };
    sheets.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Draft => "draft",
        Status::Ready => "ready",
        Status::Completed => "took place",
        Status::Cancelled => "cancelled",
        Status::NoShow => "no-show",
    }
}

fn outcome(outcome: Option<Outcome>) -> &'static str {
    match outcome {
        None => "not recorded",
        Some(Outcome::Done) => "done",
        Some(Outcome::Left) => "not reached",
        Some(Outcome::Dreaded) => "dreaded or declined",
        Some(Outcome::Partly) => "partly",
    }
}
