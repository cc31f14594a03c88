//! Templates in words.

use domain::{
    library::Library,
    minutes::Minutes,
    template::{Booked, Content, Filter, KeptTemplate, Left, Room, Template},
    words::Tag,
};

use crate::wording;

/// “1 block”, “5 blocks”.
pub fn count(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

/// What a template is, in one line: “60 minutes · Repair and atonement · 7 blocks, 1 open slot”.
pub fn facts(template: &Template) -> String {
    let slots = template.blocks.iter().filter(|block| matches!(block.content, Content::Slot(..))).count();
    let open = if slots == 0 { String::new() } else { format!(", {}", count(slots, "open slot")) };
    let alone = match template.booked {
        Booked::Couple => "",
        Booked::Individual(_) => " · for one partner",
    };
    format!(
        "{} minutes · {}{alone} · {}{open}",
        template.minutes,
        wording::phase(template.phase),
        count(template.blocks.len(), "block")
    )
}

/// How often a template was used.
pub fn used(kept: &KeptTemplate) -> String {
    match (kept.used, kept.last_used) {
        (0, _) => "Not used yet".into(),
        (1, Some(day)) => format!("Used once, on {}", day.with_year()),
        (times, Some(day)) => format!("Used {times} times, last on {}", day.with_year()),
        (times, None) => format!("Used {times} times"),
    }
}

/// What an open slot asks for.
pub fn filter(filter: Filter) -> String {
    let mut parts = Vec::new();
    parts.extend(filter.kind.map(|kind| wording::kind(kind).to_owned()));
    parts.extend(filter.tag.map(|tag| format!("touches on {}", self::tag(tag))));
    parts.extend(filter.phase.map(|phase| format!("{phase} phase")));
    parts.extend(filter.challenge.map(|challenge| format!("for {}", wording::challenge(challenge).to_lowercase())));
    parts.extend(filter.longest.map(|Minutes(minutes)| format!("up to {minutes} minutes")));
    if parts.is_empty() { "anything that fits".into() } else { parts.join(", ") }
}

/// What a tag is called.
pub fn tag(tag: Tag) -> String {
    tag.as_str().replace('-', " ")
}

/// Who is in the room.
pub fn room(room: Room) -> &'static str {
    match room {
        Room::Both => "Both",
        Room::Each => "Each for themselves",
        Room::First => "One partner alone",
        Room::Second => "The other partner alone",
    }
}

/// What a block of a template holds.
pub fn content(content: &Content, part: &str) -> String {
    match content {
        Content::Part => part.to_owned(),
        Content::Exercise(named) => named.title().to_owned(),
        Content::Slot(asked, _) => format!("Open slot: {}", filter(*asked)),
    }
}

/// What stays behind, in words.
pub fn left((what, n): (Left, usize)) -> String {
    match what {
        Left::PlanTitle => "The title of the plan".into(),
        Left::Day => "The day".into(),
        Left::Time => "The time of day".into(),
        Left::Titles => format!("{} of your own; the part's name stands there instead", count(n, "block title")),
        Left::Notes => count(n, "private note"),
        Left::Reasons => "Why this, why now, and when to stop".into(),
        Left::Doses => {
            format!("{} in words that were agreed; the library's words stand there instead", count(n, "homework task"))
        }
        Left::Outcomes => format!("What came of {}", count(n, "block")),
        Left::Sheets => "On which sheets things were to go; that is decided anew".into(),
        Left::Partners => "Which partner was seen alone; you choose that anew".into(),
    }
}

/// What goes along.
pub fn goes(library: &Library, template: &Template) -> Vec<String> {
    let exercises: Vec<&str> = template
        .blocks
        .iter()
        .filter_map(|block| match &block.content {
            Content::Exercise(named) => Some(named.title()),
            Content::Part | Content::Slot(..) => None,
        })
        .collect();
    let mut lines =
        vec![format!("{} with their parts, minutes and who is in the room", count(template.blocks.len(), "block"))];
    if !exercises.is_empty() {
        lines.push(format!("{}: {}", wording::exercises(exercises.len()), exercises.join("; ")));
    }
    let homework: Vec<&str> =
        template.homework.iter().map(|id| library.item(id).map_or(id.as_str(), |item| item.title.as_str())).collect();
    if !homework.is_empty() {
        lines.push(format!("Homework in the library's words: {}", homework.join("; ")));
    }
    lines
}
