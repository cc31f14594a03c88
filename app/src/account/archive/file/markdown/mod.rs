//! An account as Markdown, for people.

use std::fmt::Write;

use domain::{assess::Partner, library::Library, vocabulary::Day};
use store::{Archive, ExportedCouple};

mod session;
mod told;
mod typed;

use typed::{plain, quoted};

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
    told::other_partners(text, couple)?;
    told::together(text, &of.situation, couple, library)?;
    for (partner, interview) in [Partner::A, Partner::B].into_iter().zip(&of.interviews) {
        told::alone(text, interview, couple, partner, library)?;
    }
    if !of.notes.trim().is_empty() {
        writeln!(text, "\n## Private notes\n\n{}", quoted(&of.notes))?;
    }
    of.plans.iter().try_for_each(|plan| session::session(text, plan, couple))
}
