//! Descriptions of templates.

use domain::{
    library::Library,
    plan::templates::{Booked, Content, Filter, KeptTemplate, Omitted, Room, Template},
    vocabulary::{Minutes, Phase, Tag},
};

use crate::layout::wording;

/// Formats “1 block”, “5 blocks”.
pub fn count(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

/// Formats a template in one line: “60 minutes · Repair and atonement · 7 blocks, 1 open slot”.
pub fn facts(template: &Template) -> String {
    let slots = template.blocks.iter().filter(|block| matches!(block.content, Content::Slot(..))).count();
    let open = if slots == 0 { String::new() } else { format!(", {}", count(slots, "placeholder")) };
    let alone = match template.booked {
        Booked::Couple => "",
        Booked::Individual(_) => " · for one partner",
    };
    format!(
        "{} minutes · {}{alone} · {}{open}",
        template.minutes,
        wording::phase(template.phase),
        count(template.blocks.len(), "item")
    )
}

/// Describes how often a template was used.
pub fn used(kept: &KeptTemplate) -> String {
    match (kept.used, kept.last_used) {
        (0, _) => "Not used yet".into(),
        (1, Some(day)) => format!("Used once, on {}", day.with_year()),
        (times, Some(day)) => format!("Used {times} times, last on {}", day.with_year()),
        (times, None) => format!("Used {times} times"),
    }
}

/// Describes the filter of an open slot.
pub fn filter(filter: Filter) -> String {
    let mut parts = Vec::new();
    parts.extend(filter.kind.map(|kind| wording::kind(kind).to_owned()));
    parts.extend(filter.tag.map(|tag| format!("touches on {}", crate::templates::words::tag(tag))));
    parts.extend(filter.phase.map(|phase| format!("{} phase", phase.in_words())));
    parts.extend(filter.challenge.map(|challenge| format!("for {}", wording::challenge(challenge).to_lowercase())));
    parts.extend(filter.longest.map(|Minutes(minutes)| format!("up to {minutes} minutes")));
    if parts.is_empty() { "anything that fits".into() } else { parts.join(", ") }
}

/// Returns the label of a tag.
pub fn tag(tag: Tag) -> String {
    tag.as_str().replace('-', " ")
}

/// Describes the participants of a block.
pub fn room(room: Room) -> &'static str {
    match room {
        Room::Both => "Both",
        Room::Each => "Both, working individually",
        Room::First => "One partner alone",
        Room::Second => "The other partner alone",
    }
}

/// Describes the content of a block.
pub fn content(content: &Content, part: &str) -> String {
    match content {
        Content::Part => part.to_owned(),
        Content::Exercise(named) => named.title().to_owned(),
        Content::Slot(asked, _) => format!("Placeholder: {}", filter(*asked)),
    }
}

/// Describes an omitted part.
pub fn left((what, n): (Omitted, usize)) -> String {
    match what {
        Omitted::PlanTitle => "The title of the plan".into(),
        Omitted::Day => "The date".into(),
        Omitted::Time => "The time of day".into(),
        Omitted::Titles => format!("{} of your own; the part’s name is used instead", count(n, "item title")),
        Omitted::Notes => count(n, "private note"),
        Omitted::Reasons => "Aim of the session, and when to stop".into(),
        Omitted::Doses => {
            format!("{} in agreed words; the library’s text is used instead", count(n, "homework task"))
        }
        Omitted::Outcomes => format!("Outcomes of {}", count(n, "item")),
        Omitted::Sheets => "Choices for the sheets; you make them again".into(),
        Omitted::Partners => "Which partner was seen alone; you choose again".into(),
    }
}

/// Lists the parts that are copied.
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
        vec![format!("{} with their parts, minutes and who takes part", count(template.blocks.len(), "item"))];
    if !exercises.is_empty() {
        lines.push(format!("{}: {}", wording::exercises(exercises.len()), exercises.join("; ")));
    }
    let homework: Vec<&str> =
        template.homework.iter().map(|id| library.item(id).map_or(id.as_str(), |item| item.title.as_str())).collect();
    if !homework.is_empty() {
        lines.push(format!("Homework in the library’s text: {}", homework.join("; ")));
    }
    lines
}

/// Returns the phases to choose from, with one for any.
pub(crate) fn phases() -> Vec<(String, String)> {
    let any = [(String::new(), "Any phase".to_owned())];
    any.into_iter().chain(Phase::ALL.iter().map(|one| (one.to_string(), wording::phase(*one).to_owned()))).collect()
}
