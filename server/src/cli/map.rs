//! `reweave map`: the findings of a case, with reasons.

use std::path::PathBuf;

use comfy_table::Cell;
use domain::{assess::Finding, vocabulary::Phase};

use super::{
    assessed_case::{AssessedCase, read},
    input::Inputs,
    output::{Out, line},
    shape::{self, MapShape},
    table::{alert, strong, table},
};

/// Number of suggestions printed for people; JSON has all.
const SHOWN: usize = 8;

/// Arguments of `reweave map`.
#[derive(Debug, clap::Args)]
pub struct MapArguments {
    /// The case file; `-` reads standard input.
    case: PathBuf,
    /// Print JSON for scripts.
    #[arg(long)]
    json: bool,
}

pub fn run(arguments: &MapArguments) -> anyhow::Result<()> {
    let read = read(&Inputs::default(), &arguments.case)?;
    let shape = shape::map(&read);
    let mut out = Out::default();
    if arguments.json {
        line!(out, "{}", serde_json::to_string_pretty(&shape)?);
    } else {
        print(&mut out, &read, &shape);
    }
    out.send()
}

fn print(out: &mut Out, read: &AssessedCase, shape: &MapShape) {
    read.lead(out);
    phase(out, shape);
    findings(out, &read.picture.findings, read);
    gates(out, read, shape);
    suggestions(out, shape);
    out.heading("On hold and not asked");
    line!(
        out,
        "  {} exercises are blocked by an active hold, {} more wait for a rule or an earlier exercise.",
        shape.blocked.len(),
        shape.held.len()
    );
    line!(
        out,
        "  {} of {} questions have not been asked yet. An unasked question does not count as a no.",
        shape.not_asked.len(),
        read.library.indicators().len()
    );
    line!(out, "  Points suggest where to start; they are not a diagnosis. Weights are expert defaults.");
}

fn phase(out: &mut Out, shape: &MapShape) {
    let place = Phase::ALL.iter().position(|phase| *phase == shape.phase.id).map_or(0, |at| at + 1);
    out.heading(&format!("Phase {place} of {}: {}", Phase::ALL.len(), shape.phase.id.in_words()));
    line!(out, "  {}", shape.phase.because);
}

fn findings(out: &mut Out, findings: &[Finding], read: &AssessedCase) {
    out.heading("What the answers point to");
    if findings.is_empty() {
        line!(out, "  Nothing yet: no signs recorded.");
        return;
    }
    let mut rows = table(&["Challenge", "Points", "Band", "Because"]);
    for finding in findings {
        let because: Vec<String> = finding
            .evidence
            .iter()
            .map(|evidence| {
                let cross = if evidence.kind == domain::assess::EvidenceKind::Cross { ", also" } else { "" };
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
    line!(out, "{rows}");
}

fn gates(out: &mut Out, read: &AssessedCase, shape: &MapShape) {
    out.heading("Safety holds");
    if shape.gates.is_empty() {
        line!(out, "  No holds so far.");
        return;
    }
    let mut rows = table(&["Hold", "State", "Activated by", "Can be lifted when"]);
    for (shape, (gate, _)) in shape.gates.iter().zip(read.case.course.gates.iter()) {
        let entry = read.library.gate(gate);
        let state = if shape.open { alert("active") } else { Cell::new("lifted") };
        let closes =
            shape.closed_because.as_ref().map_or_else(|| entry.closes_when.clone(), |why| format!("Lifted: {why}"));
        rows.add_row([
            Cell::new(format!("{}\n{}", shape.id, entry.name)),
            state,
            Cell::new(shape.opened_by.join(", ")),
            Cell::new(closes),
        ]);
    }
    line!(out, "{rows}");
}

fn suggestions(out: &mut Out, shape: &MapShape) {
    out.heading("Suggested next");
    let mut rows = table(&["Exercise", "Minutes", "Because", "Check first"]);
    for suggestion in shape.suggested.iter().take(SHOWN) {
        rows.add_row([
            Cell::new(format!("{}\n{}", suggestion.title, suggestion.item)),
            Cell::new(suggestion.minutes),
            Cell::new(suggestion.because.join("\n")),
            Cell::new(suggestion.confirm.join("\n")),
        ]);
    }
    line!(out, "{rows}");
}
