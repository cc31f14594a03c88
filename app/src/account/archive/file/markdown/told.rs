//! Answers, background, interviews and other partners as Markdown.

use std::fmt::Write;

use domain::{
    assess::{Answer, Answers, Partner, Whom},
    library::Library,
    records::{
        Background, Couple, Discovery, Interview, Situation,
        other_partner::{OtherPartner, PartnerOf},
    },
};

use super::typed::{plain, quoted, words};

/// Adds the answers given with both in the room, or observed, and the counsellor's own words about them.
pub(super) fn together(
    text: &mut String,
    situation: &Situation,
    couple: &Couple,
    library: &Library,
) -> std::fmt::Result {
    writeln!(text, "\n## Answered together\n")?;
    told(text, &situation.answers, couple, library)?;
    strengths(text, situation, couple, library)?;
    background(text, &situation.background, couple, library)?;
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

/// Adds the interview of one partner.
pub(super) fn alone(
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
        writeln!(text, "- {}{} ({id}): {}", plain(&about(couple, whom)), plain(words), said(answer))?;
    }
    if any { Ok(()) } else { writeln!(text, "Nothing so far.") }
}

/// Returns whom an answer is about, before it; nothing where it is about both.
fn about(couple: &Couple, whom: Whom) -> String {
    match whom {
        Whom::A => format!("{}: ", couple.partner(Partner::A).label),
        Whom::B => format!("{}: ", couple.partner(Partner::B).label),
        Whom::OneOfThem => "one partner: ".to_owned(),
        Whom::Couple => String::new(),
    }
}

fn said(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "yes",
        Answer::No => "no",
    }
}

fn strengths(text: &mut String, situation: &Situation, couple: &Couple, library: &Library) -> std::fmt::Result {
    if situation.strengths.is_empty() {
        return Ok(());
    }
    writeln!(text, "\nStrengths:\n")?;
    for (id, answers) in &situation.strengths {
        let words = library.strength(id).map_or(id.as_str(), |strength| strength.text.as_str());
        for (whom, answer) in answers {
            writeln!(text, "- {}{}: {}", plain(&about(couple, *whom)), plain(words), said(*answer))?;
        }
    }
    Ok(())
}

fn background(text: &mut String, of: &Background, couple: &Couple, library: &Library) -> std::fmt::Result {
    for opening in library.openings() {
        if let Some(answer) = of.openings.get(&opening.id) {
            writeln!(text, "- {}: {}", plain(&opening.ask), said(*answer))?;
        }
    }
    words(text, "The story, in your words", &of.story)?;
    for (partner, hopes) in [Partner::A, Partner::B].into_iter().zip(&of.hopes) {
        words(text, &format!("Hopes of {}", plain(&couple.partner(partner).label)), hopes)?;
    }
    words(text, "A breach came to light", &of.came_to_light)?;
    if let Some(way) = of.discovery {
        let way = match way {
            Discovery::Found => "the partner found it out",
            Discovery::Told => "the person involved told it",
            Discovery::SomeoneElse => "someone else told it",
        };
        writeln!(text, "\nHow it came to light: {way}")?;
    }
    let next = of.ask_next_in_words(library);
    if !next.is_empty() {
        writeln!(text, "\nTo ask next time:\n")?;
    }
    next.iter().try_for_each(|ask| writeln!(text, "- {}", plain(ask)))
}

/// People outside the couple, with who told of them.
pub(super) fn other_partners(text: &mut String, couple: &Couple) -> std::fmt::Result {
    let others = &couple.others;
    if others.people.is_empty() && others.agreed_on.is_none() && others.agreement.is_empty() {
        return Ok(());
    }
    writeln!(text, "\n## Other partners\n")?;
    others.people.iter().try_for_each(|person| other_partner(text, person, couple))?;
    if let Some(day) = others.agreed_on {
        writeln!(text, "\nAgreement of {day}")?;
    }
    words(text, "The agreement", &others.agreement)
}

fn other_partner(text: &mut String, person: &OtherPartner, couple: &Couple) -> std::fmt::Result {
    let of = match person.partner_of {
        PartnerOf::Both => "both",
        PartnerOf::A => &couple.partner(Partner::A).label,
        PartnerOf::B => &couple.partner(Partner::B).label,
    };
    let told = match person.told.alone() {
        None => "told together".to_owned(),
        Some(by) => format!("told alone by {}", couple.partner(by).label),
    };
    let screened = if person.screened { "asked" } else { "not asked yet" };
    writeln!(
        text,
        "- {}, partner of {}, {}. {}. A talk of their own: {}. Safety questions: {screened}.",
        plain(&person.label),
        plain(of),
        plain(&told),
        person.asked.in_words(),
        person.own_talk.in_words().to_lowercase()
    )?;
    if person.note.trim().is_empty() { Ok(()) } else { writeln!(text, "\n{}\n", quoted(&person.note)) }
}
