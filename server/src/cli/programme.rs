//! `reweave programme`: a series of sessions from a case.

use std::path::PathBuf;

use anyhow::bail;
use domain::{
    library::Library,
    planning::planner::{LONGEST, SHORTEST},
    programme::{DraftInput, FEWEST, MOST, Planned, Programme, ProgrammeSpec, Purpose, Shown, Step, StepStatus, draft},
    vocabulary::{Minutes, SmallSet},
};

use super::{
    assessed_case::{AssessedCase, read},
    input::Inputs,
    output::{Out, line},
};

/// Default number of sessions of a programme.
const USUAL: u16 = 8;

/// Arguments of `reweave programme`.
#[derive(Debug, clap::Args)]
pub struct ProgrammeArguments {
    /// The case file; `-` reads standard input.
    case: PathBuf,
    /// Number of sessions, 4 to 16.
    #[arg(long, default_value_t = USUAL)]
    sessions: u16,
    /// Length of each session, 30 to 120; otherwise the case says, or it is 60.
    #[arg(long)]
    minutes: Option<u16>,
    /// Print JSON for scripts.
    #[arg(long)]
    json: bool,
}

pub fn run(arguments: &ProgrammeArguments) -> anyhow::Result<()> {
    let read = read(&Inputs::default(), &arguments.case)?;
    let programme = make(&read, arguments)?;
    let mut out = Out::default();
    if arguments.json {
        line!(out, "{}", serde_json::to_string_pretty(&programme)?);
    } else {
        read.lead(&mut out);
        print(&mut out, read.library, &programme);
    }
    out.send()
}

fn make(read: &AssessedCase, arguments: &ProgrammeArguments) -> anyhow::Result<Programme> {
    let sessions = u8::try_from(arguments.sessions).ok().filter(|n| (FEWEST..=MOST).contains(n));
    let Some(sessions) = sessions else {
        bail!("a treatment outline has {FEWEST} to {MOST} sessions, not {}", arguments.sessions)
    };
    let wanted = arguments.minutes.unwrap_or(read.case.minutes.0.into());
    let minutes = u8::try_from(wanted).ok().map(Minutes).filter(|minutes| (SHORTEST..=LONGEST).contains(minutes));
    let Some(minutes) = minutes else { bail!("a session has {SHORTEST} to {LONGEST} minutes, not {wanted}") };
    let wish = ProgrammeSpec { sessions, minutes, first: 1 };
    let unsaid = SmallSet::new();
    let (course, chosen, booked) = (&read.case.course, read.case.phase, read.case.session);
    Ok(draft(DraftInput { library: read.library, course, chosen, booked, unsaid: &unsaid }, wish))
}

fn print(out: &mut Out, library: &Library, programme: &Programme) {
    let wish = programme.wish;
    out.heading(&format!("Treatment outline: {} sessions, {} minutes each", wish.sessions, wish.minutes));
    let mut phase = None;
    for step in &programme.steps {
        if phase != Some(step.phase) {
            phase = Some(step.phase);
            out.heading(&format!("{} phase", step.phase.in_words()));
        }
        print_step(out, library, step);
    }
    if let Some(waits) = &programme.waits {
        let which = if waits.from == waits.to {
            format!("Session {} is not planned", waits.from)
        } else {
            format!("Sessions {} to {} are not planned", waits.from, waits.to)
        };
        out.heading(&which);
        line!(out, "  {}", waits.why);
        for condition in &waits.goes_on_when {
            line!(out, "  Moves on when: {}{}", condition.text, shown(&condition.by));
        }
    }
    if !programme.beyond.is_empty() {
        let phases: Vec<&str> = programme.beyond.iter().map(|phase| phase.in_words()).collect();
        out.heading("Not reached in these sessions");
        line!(out, "  {}. It needs more sessions, or another outline.", phases.join(", "));
    }
}

fn print_step(out: &mut Out, library: &Library, step: &Step) {
    let purpose = match step.purpose {
        Purpose::Work => "",
        Purpose::Pause => " · safety first",
        Purpose::Review => " · review (R36)",
        Purpose::LookBack => " · review before the end (R36, R37)",
        Purpose::Ending => " · ending (R37)",
    };
    let provisional = if step.standing == StepStatus::Provisional { " · provisional" } else { "" };
    line!(out, "\n  Session {} · {}{purpose}{provisional}", step.number, step.session);
    for condition in &step.goes_on_when {
        line!(out, "    Moves on when: {}{}", condition.text, shown(&condition.by));
    }
    line!(out, "    {}", step.why.replace('\n', "\n    "));
    for aside in &step.alone {
        let what =
            aside.item.as_ref().map_or("Each alone".to_owned(), |id| format!("Each alone: {}", title(library, id)));
        line!(out, "    {what}. {}", aside.why);
    }
    for exercise in &step.exercises {
        print_exercise(out, library, exercise);
    }
}

fn print_exercise(out: &mut Out, library: &Library, exercise: &Planned) {
    line!(out, "    - {} min {} [{}]", exercise.minutes, title(library, &exercise.item), exercise.item);
    for reason in &exercise.because {
        line!(out, "        {reason}");
    }
    for (id, number) in &exercise.after {
        let when = number.map_or("done before".to_owned(), |number| format!("session {number}"));
        line!(out, "        after {} ({when})", title(library, id));
    }
    for (id, number) in &exercise.opens {
        line!(out, "        prepares {} (session {number})", title(library, id));
    }
    for condition in &exercise.confirm {
        line!(out, "        □ {condition}");
    }
}

fn title(library: &Library, id: &domain::vocabulary::ItemId) -> String {
    library.item(id).map_or_else(|| id.to_string(), |item| format!("“{}”", item.title.as_str().trim_matches('"')))
}

fn shown(by: &Shown) -> String {
    match by {
        Shown::Asked => " (ask or observe)".into(),
        Shown::Exercise(id, number) => format!(" ({id}, session {number})"),
        Shown::Answer(id) => format!(" (ask {id} again)"),
        Shown::Gate(gate) => format!(" ({gate})"),
    }
}
