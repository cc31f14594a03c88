//! `reweave plan`: a timed plan of the next session.

use std::path::PathBuf;

use anyhow::bail;
use comfy_table::Cell;
use domain::{
    planning::planner::{LONGEST, Plan, SHORTEST, plan},
    vocabulary::Minutes,
};

use super::{
    assessed_case::{AssessedCase, read},
    input::Inputs,
    output::{Out, line},
    shape::{self, PlanShape},
    table::{strong, table},
};

/// Arguments of `reweave plan`.
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
    let read = read(&Inputs::default(), &arguments.case)?;
    let plan = make(&read, arguments.minutes)?;
    let shape = shape::plan(&read, &plan);
    let mut out = Out::default();
    if arguments.json {
        line!(out, "{}", serde_json::to_string_pretty(&shape)?);
    } else {
        read.lead(&mut out);
        print(&mut out, &shape, read.case.start.is_some());
    }
    out.send()
}

/// Plans a case; `minutes` overrides the length given in it.
pub fn make(read: &AssessedCase, minutes: Option<u16>) -> anyhow::Result<Plan> {
    let wanted = minutes.unwrap_or(read.case.minutes.0.into());
    let possible = u8::try_from(wanted).ok().map(Minutes).filter(|minutes| (SHORTEST..=LONGEST).contains(minutes));
    let Some(minutes) = possible else { bail!("a session has {SHORTEST} to {LONGEST} minutes, not {wanted}") };
    Ok(plan(&read.picture.moment(read.library, &read.case.course), minutes))
}

fn print(out: &mut Out, plan: &PlanShape, clock: bool) {
    out.heading(&format!(
        "Session of {} minutes · {} · {} phase",
        plan.minutes,
        plan.session,
        plan.phase.id.in_words()
    ));
    line!(out, "  {}", plan.phase.because);
    line!(out, "  {}", plan.why);
    let mut rows =
        table(&[if clock { "Time" } else { "After" }, "Min", "Part", "What", "Who", "Check first, and reminders"]);
    for block in &plan.blocks {
        let what = match &block.item {
            Some(item) => strong(&format!(
                "{}\n{item}{}",
                block.title,
                if block.high_intensity { " · high intensity" } else { "" }
            )),
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
    line!(out, "{rows}");
    at_home(out, plan);
    out.heading("Stop if");
    line!(out, "  {}", plan.stop_if);
    out.heading("Reminders");
    for warning in &plan.warnings {
        line!(out, "  {:4} {}", warning.rule, warning.text);
    }
}

fn at_home(out: &mut Out, plan: &PlanShape) {
    out.heading("Homework");
    if plan.homework.is_empty() {
        line!(out, "  No homework.");
    }
    for task in &plan.homework {
        line!(out, "  {} ({}): {}", task.item, task.audience, task.dose);
    }
    for sheet in &plan.sheets {
        let items: Vec<&str> = sheet.items.iter().map(domain::vocabulary::ItemId::as_str).collect();
        line!(out, "  Sheet for {}: {}", sheet.audience, items.join(", "));
    }
}
