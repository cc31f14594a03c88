//! An account as Markdown, for people.

use std::fmt::Write;

use domain::{
    assess::{Answer, Answers, Partner, Whom},
    library::Library,
    plan::{Outcome, PlanBlock, SessionPlan, Status},
    records::{Couple, Interview, Situation},
    vocabulary::Day,
};
use store::{Archive, ExportedCouple};

/// Formats everything about every couple, by name.
pub fn account(archive: &Archive, library: &Library, day: Day) -> anyhow::Result<String> {
    let mut couples = archive.couples().collect::<Result<Vec<_>, _>>()?;
    couples.sort_by_key(|one| one.couple.name.to_lowercase());
    let mut text = format!("# Reweave: everything in one account\n\nWritten on {day}. Not encrypted: keep it safe.\n");
    for couple in &couples {
        one(&mut text, couple, library)?;
    }
    Ok(text)
}

fn one(text: &mut String, of: &ExportedCouple, library: &Library) -> std::fmt::Result {
    let couple = &of.couple;
    writeln!(text, "\n# {}\n", plain(&couple.name))?;
    let people = [Partner::A, Partner::B].map(|partner| {
        let person = couple.partner(partner);
        if person.pronouns.is_empty() {
            plain(&person.label)
        } else {
            plain(&format!("{} ({})", person.label, person.pronouns))
        }
    });
    writeln!(text, "{} and {}", people[0], people[1])?;
    for (name, value) in [("Together", couple.together.clone()), ("Tags", couple.tags.join(", "))] {
        if !value.is_empty() {
            writeln!(text, "\n{name}: {}", plain(&value))?;
        }
    }
    if let Some(day) = couple.first_seen {
        writeln!(text, "\nFirst seen: {day}")?;
    }
    situation(text, &of.situation, couple, library)?;
    for (partner, interview) in [Partner::A, Partner::B].into_iter().zip(&of.interviews) {
        alone(text, interview, couple, partner, library)?;
    }
    if !of.notes.trim().is_empty() {
        writeln!(text, "\n## Private notes\n\n{}", quoted(&of.notes))?;
    }
    of.plans.iter().try_for_each(|plan| session(text, plan))
}

fn situation(text: &mut String, situation: &Situation, couple: &Couple, library: &Library) -> std::fmt::Result {
    writeln!(text, "\n## Answered together\n")?;
    told(text, &situation.answers, couple, library)?;
    let mut open = situation.gates.open_gates().peekable();
    if open.peek().is_some() {
        writeln!(text, "\nActive safety holds:\n")?;
    }
    for gate in open {
        writeln!(text, "- {}", plain(&library.gate(gate).name))?;
    }
    if !situation.done.is_empty() {
        writeln!(text, "\nDone so far:\n")?;
    }
    for id in &situation.done {
        let title = library.item(id).map_or_else(|| id.to_string(), |item| item.title.to_string());
        writeln!(text, "- {}", plain(&title))?;
    }
    Ok(())
}

fn alone(
    text: &mut String,
    interview: &Interview,
    couple: &Couple,
    partner: Partner,
    library: &Library,
) -> std::fmt::Result {
    if *interview == Interview::default() {
        return Ok(());
    }
    writeln!(text, "\n## Individual interview: {}\n", plain(&couple.partner(partner).label))?;
    if let Some(day) = interview.held_on {
        writeln!(text, "Took place on {day}\n")?;
    }
    beside_the_answers(text, interview, library)?;
    told(text, &interview.answers, couple, library)?;
    if interview.note.trim().is_empty() { Ok(()) } else { writeln!(text, "\n{}", quoted(&interview.note)) }
}

/// The conditions of an interview, what was asked for alone, and the clocks.
fn beside_the_answers(text: &mut String, interview: &Interview, library: &Library) -> std::fmt::Result {
    if let Some(setting) = interview.setting {
        writeln!(text, "- How you met: {}", setting.as_str())?;
    }
    if let Some(interpreter) = interview.interpreter() {
        writeln!(text, "- Interpreter: {}", interpreter.as_str())?;
    }
    for (item, day) in &interview.asked_for {
        let title = library.item(item).map_or_else(|| item.to_string(), |item| item.title.to_string());
        writeln!(text, "- Asked for alone on {day}: {}", plain(&title))?;
    }
    for (id, need) in &interview.urgent_needs {
        let day = need.day.map(|day| format!(", {day}")).unwrap_or_default();
        let time = need.time.map(|time| format!(", {time}")).unwrap_or_default();
        writeln!(text, "- Clock of {id}{day}{time}: {}", if need.seen_to { "seen to" } else { "open" })?;
    }
    Ok(())
}

fn told(text: &mut String, answers: &Answers, couple: &Couple, library: &Library) -> std::fmt::Result {
    let mut any = false;
    for (id, whom, answer) in answers.iter() {
        any = true;
        let words = library.indicator(id).map_or(id.as_str(), |indicator| indicator.text.as_str());
        let who = match whom {
            Whom::A => format!("{}: ", couple.partner(Partner::A).label),
            Whom::B => format!("{}: ", couple.partner(Partner::B).label),
            Whom::OneOfThem => "one partner: ".to_owned(),
            Whom::Couple => String::new(),
        };
        let said = match answer {
            Answer::Yes => "yes",
            Answer::No => "no",
        };
        writeln!(text, "- {}{} ({id}): {said}", plain(&who), plain(words))?;
    }
    if any { Ok(()) } else { writeln!(text, "Nothing so far.") }
}

fn session(text: &mut String, plan: &SessionPlan) -> std::fmt::Result {
    let status = match plan.status {
        Status::Draft => "draft",
        Status::Ready => "ready",
        Status::Completed => "took place",
        Status::Cancelled => "cancelled",
        Status::NoShow => "no-show",
    };
    write!(text, "\n## Session {}", plan.number)?;
    if !plan.title.is_empty() {
        write!(text, ": {}", plain(&plan.title))?;
    }
    let day = plan.on.map(|day| format!("{day}, ")).unwrap_or_default();
    writeln!(text, "\n\n{day}{} minutes, {} phase, {status}\n", plan.minutes, plan.phase.in_words())?;
    for entry in &plan.blocks {
        block(text, entry)?;
    }
    for (id, dose) in &plan.homework {
        writeln!(text, "- At home ({id}): {}", plain(dose))?;
        if let Some(words) = plan.client_words.get(id) {
            writeln!(text, "- Printed for the couple ({id}): {}", plain(&words.on_paper()))?;
        }
    }
    for (name, words) in [("Aim", &plan.why), ("Stop if", &plan.stop_if), ("Session note", &plan.note)] {
        if !words.trim().is_empty() {
            writeln!(text, "\n{name}:\n\n{}", quoted(words))?;
        }
    }
    Ok(())
}

fn block(text: &mut String, block: &PlanBlock) -> std::fmt::Result {
    let outcome = match block.outcome {
        None => "",
        Some(Outcome::Done) => ", done",
        Some(Outcome::Left) => ", not reached",
        Some(Outcome::Dreaded) => ", dreaded or declined",
        Some(Outcome::Partly) => ", partly",
    };
    writeln!(text, "- {} min, {}: {}{outcome}", block.minutes, plain(&block.part), plain(&block.title))?;
    if block.note.trim().is_empty() { Ok(()) } else { writeln!(text, "\n{}\n", quoted(&block.note)) }
}

/// Returns text on one line with Markdown escaped.
fn plain(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut plain = String::with_capacity(line.len());
    for letter in line.chars() {
        if "\\`*_[]<>#|".contains(letter) {
            plain.push('\\');
        }
        plain.push(letter);
    }
    plain
}

/// Returns typed text as a quotation, line by line.
fn quoted(words: &str) -> String {
    words.lines().map(|line| format!("> {}", plain(line))).collect::<Vec<_>>().join("\n")
}
