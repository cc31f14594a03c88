//! A session, as Markdown: what was planned, and what was written down after it.

use std::fmt::Write;

use domain::{
    assess::Partner,
    plan::{
        HomeworkResult, NextAppointment, Outcome, PlanBlock, SafetyToday, SessionPlan, SessionRecord, SheetContent,
        Status,
    },
    records::Couple,
    vocabulary::Audience,
};

use super::typed::{plain, quoted, words};

/// A session with everything that was typed about it.
pub(super) fn session(text: &mut String, plan: &SessionPlan, couple: &Couple) -> std::fmt::Result {
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
    for (name, typed) in [("Aim", &plan.why), ("Stop if", &plan.stop_if), ("Session note", &plan.note)] {
        words(text, name, typed)?;
    }
    for whom in [Audience::Both, Audience::A, Audience::B] {
        if let Some(contents) = &plan.sheet_contents {
            on_sheet(text, contents.of(whom), &sheet(whom, couple))?;
        }
    }
    plan.record.as_deref().map_or(Ok(()), |record| recorded(text, record, couple))
}

fn sheet(whom: Audience, couple: &Couple) -> String {
    match whom {
        Audience::Both => "the sheet for both".to_owned(),
        Audience::A => format!("the sheet of {}", plain(&couple.partner(Partner::A).label)),
        Audience::B => format!("the sheet of {}", plain(&couple.partner(Partner::B).label)),
    }
}

/// The words typed for a sheet, printed or not.
fn on_sheet(text: &mut String, content: &SheetContent, sheet: &str) -> std::fmt::Result {
    for (name, typed) in [("Your sentence on", &content.yours), ("Their own words on", &content.theirs)] {
        if let Some(typed) = typed {
            words(text, &format!("{name} {sheet}"), &typed.words.on_paper())?;
        }
    }
    Ok(())
}

/// Adds the record of the session: attendance, safety, homework, the next appointment.
fn recorded(text: &mut String, record: &SessionRecord, couple: &Couple) -> std::fmt::Result {
    for partner in [Partner::A, Partner::B] {
        let label = plain(&couple.partner(partner).label);
        if let Some(came) = record.attendance_of(partner) {
            writeln!(text, "\n{label}: {}", came.in_words())?;
        }
        if let Some(felt) = record.felt_safe[partner as usize] {
            writeln!(text, "\n{label} felt safe: {felt} of 10")?;
        }
    }
    if let Some((from, to)) = record.started.zip(record.ended) {
        writeln!(text, "\nFrom {from} to {to}")?;
    }
    for (day, time) in &record.moved_from {
        let day = day.map_or_else(|| "no day".to_owned(), |day| day.to_string());
        let time = time.map(|time| format!(", {time}")).unwrap_or_default();
        writeln!(text, "\nMoved from {day}{time}")?;
    }
    if let Some(safety) = record.safety {
        writeln!(text, "\nSafety: {}", found(safety))?;
    }
    words(text, "What was found about safety", &record.safety_note)?;
    for agreed in &record.homework {
        let result = agreed.result.map(|result| format!(" ({})", became(result))).unwrap_or_default();
        words(text, &format!("Agreed for {}{result}", sheet(agreed.whom, couple)), &agreed.words.on_paper())?;
    }
    if let Some(result) = record.homework_before {
        writeln!(text, "\nHomework of the session before: {}", became(result))?;
    }
    words(text, "Session note", &record.note)?;
    match record.next {
        Some(NextAppointment::At(day, time)) => writeln!(text, "\nNext appointment: {day}, {time}"),
        Some(NextAppointment::NoneYet) => writeln!(text, "\nNext appointment: none yet"),
        None => Ok(()),
    }
}

fn found(safety: SafetyToday) -> &'static str {
    match safety {
        SafetyToday::NoConcern => "each was asked, no concern",
        SafetyToday::Concern => "a concern",
        SafetyToday::NotChecked => "no one was asked",
    }
}

fn became(result: HomeworkResult) -> &'static str {
    match result {
        HomeworkResult::Done => "done",
        HomeworkResult::Partly => "partly done",
        HomeworkResult::NotDone => "not done",
    }
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
