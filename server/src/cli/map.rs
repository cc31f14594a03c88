//! `reweave map`: what the answers point to, and why.

use std::path::PathBuf;

use comfy_table::Cell;
use domain::{map::Finding, words::Phase};

use super::{
    Read, read,
    shape::{self, MapShape},
    table::{alert, heading, strong, table},
};

/// How many suggestions people see; scripts get all.
const SHOWN: usize = 8;

/// What `reweave map` takes.
#[derive(Debug, clap::Args)]
pub struct MapArguments {
    /// The case file; `-` reads standard input.
    case: PathBuf,
    /// Print JSON for scripts.
    #[arg(long)]
    json: bool,
}

pub fn run(arguments: &MapArguments) -> anyhow::Result<()> {
    let read = read(&arguments.case)?;
    let shape = shape::map(&read);
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&shape)?);
    } else {
        print(&read, &shape);
    }
    Ok(())
}

fn print(read: &Read, shape: &MapShape) {
    phase(shape);
    findings(&read.picture.findings, read);
    gates(read, shape);
    suggestions(shape);
    heading("Held back and not asked");
    println!(
        "  {} exercises are blocked by an open gate, {} more wait for a rule or an earlier exercise.",
        shape.blocked.len(),
        shape.held.len()
    );
    println!(
        "  {} of {} questions have not been asked yet. Not asked is not no.",
        shape.not_asked.len(),
        read.library.indicators().len()
    );
    println!("  Points order a conversation. They are expert defaults and never a diagnosis.");
}

fn phase(shape: &MapShape) {
    let place = Phase::ALL.iter().position(|phase| *phase == shape.phase.id).map_or(0, |at| at + 1);
    heading(&format!("Phase {place} of {}: {}", Phase::ALL.len(), shape.phase.id));
    println!("  {}", shape.phase.because);
}

fn findings(findings: &[Finding], read: &Read) {
    heading("What the answers point to");
    if findings.is_empty() {
        println!("  Nothing yet: no sign was recorded.");
        return;
    }
    let mut rows = table(&["Challenge", "Points", "Band", "Because"]);
    for finding in findings {
        let because: Vec<String> = finding
            .evidence
            .iter()
            .map(|evidence| {
                let cross = if evidence.kind == domain::map::EvidenceKind::Cross { ", also" } else { "" };
                format!("+{} {} ({}{cross})", evidence.points, evidence.text, evidence.indicator)
            })
            .collect();
        rows.add_row([
            strong(&read.library.challenge(finding.challenge).title),
            Cell::new(finding.points),
            Cell::new(finding.band),
            Cell::new(because.join("\n")),
        ]);
    }
    println!("{rows}");
}

fn gates(read: &Read, shape: &MapShape) {
    heading("Safety gates");
    if shape.gates.is_empty() {
        println!("  None was opened.");
        return;
    }
    let mut rows = table(&["Gate", "State", "Opened by", "Closes when"]);
    for (shape, (gate, _)) in shape.gates.iter().zip(read.case.course.gates.iter()) {
        let entry = read.library.gate(gate);
        let state = if shape.open { alert("open") } else { Cell::new("closed") };
        let closes =
            shape.closed_because.as_ref().map_or_else(|| entry.closes_when.clone(), |why| format!("Closed: {why}"));
        rows.add_row([
            Cell::new(format!("{}\n{}", shape.id, entry.name)),
            state,
            Cell::new(shape.opened_by.join(", ")),
            Cell::new(closes),
        ]);
    }
    println!("{rows}");
}

fn suggestions(shape: &MapShape) {
    heading("Suggested next");
    let mut rows = table(&["Exercise", "Minutes", "Because", "Confirm before you start"]);
    for suggestion in shape.suggested.iter().take(SHOWN) {
        rows.add_row([
            Cell::new(format!("{}\n{}", suggestion.title, suggestion.item)),
            Cell::new(suggestion.minutes),
            Cell::new(suggestion.because.join("\n")),
            Cell::new(suggestion.confirm.join("\n")),
        ]);
    }
    println!("{rows}");
}
