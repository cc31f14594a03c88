//! `reweave programme`: an arc of sessions from a case.

use std::{collections::BTreeSet, path::PathBuf};

use anyhow::bail;
use domain::{
    library::Library,
    minutes::Minutes,
    plan::{LONGEST, SHORTEST},
    programme::{FEWEST, Ground, MOST, Planned, Programme, Purpose, Shown, Standing, Step, Wish, draft},
};

use super::{Read, read, table::heading};

/// How many sessions a programme has when nobody says.
const USUAL: u16 = 8;

/// What `reweave programme` takes.
#[derive(Debug, clap::Args)]
pub struct ProgrammeArguments {
    /// The case file; `-` reads standard input.
    case: PathBuf,
    /// How many sessions, 4 to 16.
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
    let read = read(&arguments.case)?;
    let programme = make(&read, arguments)?;
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&programme)?);
    } else {
        print(read.library, &programme);
    }
    Ok(())
}

fn make(read: &Read, arguments: &ProgrammeArguments) -> anyhow::Result<Programme> {
    let sessions = u8::try_from(arguments.sessions).ok().filter(|n| (FEWEST..=MOST).contains(n));
    let Some(sessions) = sessions else {
        bail!("a programme has {FEWEST} to {MOST} sessions, not {}", arguments.sessions)
    };
    let wanted = arguments.minutes.unwrap_or(read.case.minutes.0.into());
    let minutes = u8::try_from(wanted).ok().map(Minutes).filter(|minutes| (SHORTEST..=LONGEST).contains(minutes));
    let Some(minutes) = minutes else { bail!("a session has {SHORTEST} to {LONGEST} minutes, not {wanted}") };
    let wish = Wish { sessions, minutes, first: 1 };
    let unsaid = BTreeSet::new();
    let (course, chosen, booked) = (&read.case.course, read.case.phase, read.case.session);
    Ok(draft(Ground { library: read.library, course, chosen, booked, unsaid: &unsaid }, wish))
}

fn print(library: &Library, programme: &Programme) {
    let wish = programme.wish;
    heading(&format!("Programme of {} sessions, {} minutes each", wish.sessions, wish.minutes));
    let mut phase = None;
    for step in &programme.steps {
        if phase != Some(step.phase) {
            phase = Some(step.phase);
            heading(&format!("{} phase", step.phase));
        }
        print_step(library, step);
    }
    if let Some(waits) = &programme.waits {
        let which = if waits.from == waits.to {
            format!("Session {} is not planned", waits.from)
        } else {
            format!("Sessions {} to {} are not planned", waits.from, waits.to)
        };
        heading(&which);
        println!("  {}", waits.why);
        for condition in &waits.goes_on_when {
            println!("  Goes on when: {}{}", condition.text, shown(&condition.by));
        }
    }
    if !programme.beyond.is_empty() {
        let phases: Vec<&str> = programme.beyond.iter().map(|phase| phase.as_str()).collect();
        heading("Beyond these sessions");
        println!("  Not reached: {}. More sessions would be needed, or the next programme.", phases.join(", "));
    }
}

fn print_step(library: &Library, step: &Step) {
    let purpose = match step.purpose {
        Purpose::Work => "",
        Purpose::Pause => " · safety first",
        Purpose::Review => " · look back (R36)",
        Purpose::LookBack => " · look back before the end (R36, R37)",
        Purpose::Ending => " · ending (R37)",
    };
    let provisional = if step.standing == Standing::Provisional { " · provisional" } else { "" };
    println!("\n  Session {} · {}{purpose}{provisional}", step.number, step.session);
    for condition in &step.goes_on_when {
        println!("    Goes on when: {}{}", condition.text, shown(&condition.by));
    }
    println!("    {}", step.why.replace('\n', "\n    "));
    for aside in &step.alone {
        let what =
            aside.item.as_ref().map_or("Each alone".to_owned(), |id| format!("Each alone: {}", title(library, id)));
        println!("    {what}. {}", aside.why);
    }
    for exercise in &step.exercises {
        print_exercise(library, exercise);
    }
}

fn print_exercise(library: &Library, exercise: &Planned) {
    println!("    - {} min {} [{}]", exercise.minutes, title(library, &exercise.item), exercise.item);
    for reason in &exercise.because {
        println!("        {reason}");
    }
    for (id, number) in &exercise.after {
        let when = number.map_or("done before".to_owned(), |number| format!("session {number}"));
        println!("        after {} ({when})", title(library, id));
    }
    for (id, number) in &exercise.opens {
        println!("        opens {} (session {number})", title(library, id));
    }
    for condition in &exercise.confirm {
        println!("        □ {condition}");
    }
}

fn title(library: &Library, id: &domain::ids::ItemId) -> String {
    library.item(id).map_or_else(|| id.to_string(), |item| format!("“{}”", item.title.as_str().trim_matches('"')))
}

fn shown(by: &Shown) -> String {
    match by {
        Shown::Asked => " (ask, or see it)".into(),
        Shown::Exercise(id, number) => format!(" ({id}, session {number})"),
        Shown::Answer(id) => format!(" (ask {id} again)"),
        Shown::Gate(gate) => format!(" ({gate})"),
    }
}
