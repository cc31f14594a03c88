//! `reweave plan`: a timed plan for the next session.

use std::path::PathBuf;

use anyhow::bail;
use comfy_table::Cell;
use domain::{
    minutes::Minutes,
    plan::{LONGEST, Plan, SHORTEST, plan},
};

use super::{
    Read, read,
    shape::{self, PlanShape},
    table::{heading, strong, table},
};

/// What `reweave plan` takes.
#[derive(Debug, clap::Args)]
pub struct PlanArguments {
    /// The case file; `-` reads standard input.
    case: PathBuf,
    /// Length of the session, 30 to 120; otherwise the case says, or it is 60.
    #[arg(long)]
    minutes: Option<u16>,
    /// Print JSON for scripts.
    #[arg(long)]
    json: bool,
}

pub fn run(arguments: &PlanArguments) -> anyhow::Result<()> {
    let read = read(&arguments.case)?;
    let plan = make(&read, arguments.minutes)?;
    let shape = shape::plan(&plan, read.case.start);
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&shape)?);
    } else {
        print(&shape, read.case.start.is_some());
    }
    Ok(())
}

/// The plan of a case, with another length than it gives where `minutes` says so.
pub fn make(read: &Read, minutes: Option<u16>) -> anyhow::Result<Plan> {
    let wanted = minutes.unwrap_or(read.case.minutes.0.into());
    let possible = u8::try_from(wanted).ok().map(Minutes).filter(|minutes| (SHORTEST..=LONGEST).contains(minutes));
    let Some(minutes) = possible else { bail!("a session has {SHORTEST} to {LONGEST} minutes, not {wanted}") };
    Ok(plan(&read.picture.moment(read.library, &read.case.course), minutes))
}

fn print(plan: &PlanShape, clock: bool) {
    heading(&format!("Session of {} minutes · {} · {} phase", plan.minutes, plan.session, plan.phase.id));
    println!("  {}", plan.phase.because);
    println!("  {}", plan.why);
    let mut rows =
        table(&[if clock { "Time" } else { "After" }, "Min", "Part", "What", "Who", "Confirm and keep in mind"]);
    for block in &plan.blocks {
        let what = match &block.item {
            Some(item) => {
                strong(&format!("{}\n{item}{}", block.title, if block.high_intensity { " · intense" } else { "" }))
            }
            None if block.title == block.part => Cell::new(""),
            None => Cell::new(&block.title),
        };
        let mut mind: Vec<String> = block.confirm.iter().map(|text| format!("□ {text}")).collect();
        mind.extend(block.reminders.iter().map(|reminder| format!("{} {}", reminder.rule, reminder.text)));
        rows.add_row([
            Cell::new(&block.start),
            Cell::new(block.minutes),
            Cell::new(&block.part),
            what,
            Cell::new(&block.audience),
            Cell::new(mind.join("\n")),
        ]);
    }
    println!("{rows}");
    at_home(plan);
    heading("Stop if");
    println!("  {}", plan.stop_if);
    heading("Keep in mind");
    for warning in &plan.warnings {
        println!("  {:4} {}", warning.rule, warning.text);
    }
}

fn at_home(plan: &PlanShape) {
    heading("At home");
    if plan.homework.is_empty() {
        println!("  Nothing to do at home.");
    }
    for task in &plan.homework {
        println!("  {} ({}): {}", task.item, task.audience, task.dose);
    }
    for sheet in &plan.sheets {
        let items: Vec<&str> = sheet.items.iter().map(domain::ids::ItemId::as_str).collect();
        println!("  Sheet for {}: {}", sheet.audience, items.join(", "));
    }
}
