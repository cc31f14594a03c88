//! A session that was recorded as plain text, for the practice's record system.

use std::fmt::Write;

use crate::{
    assess::{Partner, Session},
    library::Library,
    plan::{AgreedHomework, Outcome, PlanBlock, SessionPlan, SessionRecord, Status},
    planning::planner::Present,
    records::Couple,
    vocabulary::{Audience, Minutes, Tag},
};

/// The record text of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForRecord {
    /// The text: day, minutes, phase, blocks with their outcomes, homework. It contains no private note, name, reason
    /// or gate.
    pub text: String,
    /// True if it mentions work by one partner alone, so that it belongs where the other cannot read it.
    pub alone: bool,
}

/// The text of a session that was recorded; none of one that was not. `couple` is whose names are left out: where one was
/// typed into a title or into homework, the letter of the partner stands instead.
pub fn for_record(library: &Library, couple: &Couple, plan: &SessionPlan) -> Option<ForRecord> {
    if !plan.status.is_recorded() {
        return None;
    }
    let mut text = heading(plan);
    if plan.status == Status::Completed {
        took_place(&mut text, plan);
    }
    Some(ForRecord { text: without_names(&text, couple), alone: is_alone(library, plan) })
}

/// When it was, who came, and what became of it.
fn heading(plan: &SessionPlan) -> String {
    let mut text = String::new();
    let day =
        plan.on.map_or_else(|| "date not recorded".to_owned(), |day| format!("{}, {}", day.weekday(), day.with_year()));
    let start = plan.start.map_or_else(String::new, |start| format!(", {start}"));
    // Writing to a string cannot fail.
    let _ = writeln!(text, "Session {}: {day}{start}", plan.number);
    if !plan.title.trim().is_empty() {
        let _ = writeln!(text, "{}", plan.title.trim());
    }
    let record = plan.record.as_deref();
    let minutes = record.and_then(SessionRecord::length).unwrap_or_else(|| plan.minutes.0.into());
    let _ = match plan.status {
        Status::Cancelled => writeln!(text, "Cancelled"),
        Status::NoShow => writeln!(text, "No-show"),
        _ => writeln!(text, "{minutes} minutes, {}, {} phase", attended(plan.booked), plan.phase.in_words()),
    };
    if let Some((from, to)) = record.and_then(|record| Some((record.started?, record.ended?))) {
        let _ = writeln!(text, "{from} to {to}");
    }
    for (partner, letter) in plan.expected().into_iter().zip(letters(plan)) {
        if let Some(came) = record.and_then(|record| record.attendance_of(partner)) {
            let _ = writeln!(text, "Partner {letter}: {}", came.in_words());
        }
    }
    text
}

fn letters(plan: &SessionPlan) -> impl Iterator<Item = char> {
    plan.expected().into_iter().map(|partner| if partner == Partner::A { 'A' } else { 'B' })
}

/// What came of each item, and what was agreed.
fn took_place(text: &mut String, plan: &SessionPlan) {
    text.push('\n');
    for block in &plan.blocks {
        let took = plan.record.as_ref().and_then(|record| record.minutes.get(&block.id));
        let _ = writeln!(text, "- {}", line(block, took.copied().unwrap_or(block.minutes)));
    }
    let agreed: Vec<String> = match plan.record.as_deref().filter(|record| !record.homework.is_empty()) {
        Some(record) => record.homework.iter().map(agreed).collect(),
        None => plan.homework.iter().map(|(_, dose)| dose.trim().to_owned()).collect(),
    };
    text.push_str(if agreed.is_empty() { "\nHomework: none\n" } else { "\nHomework:\n" });
    for line in agreed {
        let _ = writeln!(text, "- {line}");
    }
}

fn agreed(agreed: &AgreedHomework) -> String {
    let whom = match agreed.whom {
        Audience::Both => "Both",
        Audience::A => "Partner A",
        Audience::B => "Partner B",
    };
    format!("{whom}: {}", agreed.words.on_paper())
}

/// The text without the names of this couple, in whatever case they were typed. A label of one letter is a letter already.
fn without_names(text: &str, couple: &Couple) -> String {
    let [a, b] = couple.partners.each_ref().map(|person| person.label.as_str());
    let mut text = text.to_owned();
    for (name, instead) in [(a, "A"), (b, "B"), (couple.name.as_str(), "the couple")] {
        if name.chars().count() > 1 {
            text = replace_word(&text, name, instead);
        }
    }
    text
}

/// Puts `instead` in the place of every `word` that is no part of a longer one.
fn replace_word(text: &str, word: &str, instead: &str) -> String {
    let (letters, wanted): (Vec<char>, Vec<char>) = (text.chars().collect(), word.chars().collect());
    let same = |one: &char, other: &char| one == other || one.to_lowercase().eq(other.to_lowercase());
    let ends = |at: Option<&char>| at.is_none_or(|letter| !letter.is_alphanumeric());
    let (mut kept, mut place) = (String::with_capacity(text.len()), 0);
    while place < letters.len() {
        let here = letters.get(place..place + wanted.len());
        let found = here.is_some_and(|here| here.iter().zip(&wanted).all(|(one, other)| same(one, other)))
            && ends(place.checked_sub(1).and_then(|before| letters.get(before)))
            && ends(letters.get(place + wanted.len()));
        if found {
            kept.push_str(instead);
            place += wanted.len();
        } else {
            kept.push(letters[place]);
            place += 1;
        }
    }
    kept
}

fn attended(booked: Session) -> &'static str {
    match booked {
        Session::Couple => "both",
        Session::Individual(_, Some(Partner::A)) => "partner A alone",
        Session::Individual(_, Some(Partner::B)) => "partner B alone",
        Session::Individual(_, None) => "one partner alone",
    }
}

fn line(block: &PlanBlock, minutes: Minutes) -> String {
    let who = match block.present {
        Present::Both | Present::One(..) => "",
        Present::Each => ", working individually",
        Present::Turn(Partner::A) => ", partner A alone",
        Present::Turn(Partner::B) => ", partner B alone",
    };
    let outcome = match block.outcome {
        Some(Outcome::Done) => ": done",
        Some(Outcome::Left) => ": not reached",
        Some(Outcome::Dreaded) => ": dreaded or declined",
        Some(Outcome::Partly) => ": partly",
        None => "",
    };
    format!("{} ({minutes} minutes{who}){outcome}", block.title.trim())
}

fn is_alone(library: &Library, plan: &SessionPlan) -> bool {
    let alone = |block: &PlanBlock| {
        let safety =
            block.exercise().and_then(|id| library.item(id)).is_some_and(|item| item.tags.contains(&Tag::Safety));
        safety || matches!(block.present, Present::One(..) | Present::Turn(_))
    };
    plan.booked != Session::Couple || plan.blocks.iter().any(alone)
}
