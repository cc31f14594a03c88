//! `reweave library`: check it, list it, show one entry.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};
use clap::Subcommand;
use comfy_table::Cell;
use domain::{
    library::{
        ENGLISH_FILES, Library, Problem, TRANSLATED_FILES, check, english, load, load_translation,
        model::{Gate, Indicator, Item, Rule},
    },
    nearest::did_you_mean,
    words::{GateId, Language},
};

use super::table::{heading, strong, table};

/// What `reweave library` can do.
#[derive(Debug, Subcommand)]
pub enum LibraryCommand {
    /// Says what is wrong with the content, by file and line.
    Check {
        /// The content folder with all its languages, for example app/domain/content, or the English one alone, for example
        /// app/domain/content/en; otherwise the content inside this program.
        folder: Option<PathBuf>,
    },
    /// Lists the exercises.
    List,
    /// Shows an exercise, an indicator, a gate or a rule.
    Show {
        /// Its id, for example negotiated-time-out, INF-01, GATE-STI or R25.
        id: String,
    },
}

pub fn run(command: &LibraryCommand) -> anyhow::Result<()> {
    match command {
        LibraryCommand::Check { folder: None } => check_files(ENGLISH_FILES, TRANSLATED_FILES),
        LibraryCommand::Check { folder: Some(folder) } => check_folder(folder),
        LibraryCommand::List => {
            list(english());
            Ok(())
        }
        LibraryCommand::Show { id } => show(english(), id),
    }
}

/// Checks the English folder, or the folder of all languages; there, each of them must be.
fn check_folder(folder: &Path) -> anyhow::Result<()> {
    let all = folder.join(Language::English.as_str());
    if !all.is_dir() {
        return check_files(&borrowed(&collected(folder)?), &[]);
    }
    let translated = Language::ALL.iter().filter(|language| **language != Language::English);
    let translated = translated
        .map(|language| Ok((*language, collected(&folder.join(language.as_str()))?)))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let translated: Vec<_> = translated.iter().map(|(language, files)| (*language, borrowed(files))).collect();
    let translated: Vec<_> = translated.iter().map(|(language, files)| (*language, files.as_slice())).collect();
    check_files(&borrowed(&collected(&all)?), &translated)
}

/// The content files below a folder, with their text, by name.
fn collected(folder: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    collect(folder, folder, &mut files)?;
    files.sort();
    Ok(files)
}

fn borrowed(files: &[(String, String)]) -> Vec<(&str, &str)> {
    files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) -> anyhow::Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("{} could not be read", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if path.extension().is_some_and(|e| e == "toml" || e == "md") {
            let text = fs::read_to_string(&path).with_context(|| format!("{} could not be read", path.display()))?;
            files.push((path.strip_prefix(root)?.to_string_lossy().replace('\\', "/"), text));
        }
    }
    Ok(())
}

/// What is wrong with a translation, and which of its files say older words, each file named with the folder of its language.
fn check_translation(library: &Library, language: Language, files: &[(&str, &str)]) -> Vec<Problem> {
    let problems = match load_translation(library, language, files) {
        Ok(translation) => translation.older().to_vec(),
        Err(problems) => problems.0,
    };
    problems.into_iter().map(|problem| problem.below(language)).collect()
}

fn check_files(files: &[(&str, &str)], translated: &[(Language, &[(&str, &str)])]) -> anyhow::Result<()> {
    let (library, problems) = match load(files) {
        Ok(library) => {
            let mut problems = check(&library, files);
            for (language, files) in translated {
                problems.extend(check_translation(&library, *language, files));
            }
            (Some(library), problems)
        }
        Err(problems) => (None, problems.0),
    };
    for problem in &problems {
        println!("{problem}");
    }
    match (library, problems.len()) {
        (Some(library), 0) => {
            println!(
                "The library holds together: {} exercises, {} indicators, {} gates, {} rules, {} claims, {} references.",
                library.items().len(),
                library.indicators().len(),
                library.gates().len(),
                library.rules().len(),
                library.claims().len(),
                library.references().len()
            );
            for (language, files) in translated {
                println!("{} is whole: {} files.", language.name(), files.len());
            }
            Ok(())
        }
        (_, 1) => bail!("1 thing to put right"),
        (_, count) => bail!("{count} things to put right"),
    }
}

fn list(library: &Library) {
    let mut rows = table(&["Id", "Title", "Phase", "Kind", "Min", "Typ", "Max", "Paper"]);
    for item in library.items() {
        rows.add_row([
            strong(item.id.as_str()),
            Cell::new(&item.title),
            Cell::new(item.phase),
            Cell::new(item.kind),
            Cell::new(item.minutes.min),
            Cell::new(item.minutes.typical),
            Cell::new(item.minutes.max),
            Cell::new(item.paper),
        ]);
    }
    println!("{rows}");
}

fn show(library: &Library, id: &str) -> anyhow::Result<()> {
    if let Some(item) = id.parse().ok().and_then(|id| library.item(&id)) {
        show_item(library, item);
    } else if let Some(indicator) = id.parse().ok().and_then(|id| library.indicator(&id)) {
        show_indicator(indicator);
    } else if let Ok(gate) = id.parse::<GateId>() {
        show_gate(library.gate(gate));
    } else if let Some(rule) = id.parse().ok().and_then(|id| library.rule(&id)) {
        show_rule(rule);
    } else {
        let items = library.items().iter().map(|item| item.id.as_str());
        let indicators = library.indicators().iter().map(|indicator| indicator.id.as_str());
        let gates = GateId::BUILT_IN.iter().map(|gate| gate.as_str());
        let rules = library.rules().iter().map(|rule| rule.id.as_str());
        let near = did_you_mean(id, items.chain(indicators).chain(gates).chain(rules));
        bail!("“{id}” is not in the library{near}");
    }
    Ok(())
}

fn show_item(library: &Library, item: &Item) {
    heading(&format!("{} ({})", item.title, item.id));
    println!(
        "  {} · {} phase · {}/{}/{} minutes (expert defaults)",
        item.kind, item.phase, item.minutes.min, item.minutes.typical, item.minutes.max
    );
    heading("Steps");
    for (number, step) in item.steps.iter().enumerate() {
        println!("  {}. {step}", number + 1);
    }
    heading("For clients");
    for paragraph in &item.client_text {
        println!("  {paragraph}");
    }
    if let Some(homework) = &item.homework {
        heading("Homework");
        println!("  {homework}");
    }
    heading("Needs");
    let needs = item.needs.items.iter().map(ToString::to_string).chain(item.needs.conditions.iter().cloned());
    let needs: Vec<String> = needs
        .chain(item.needs.any_of.iter().map(|choice| {
            let items: Vec<&str> = choice.items.iter().map(domain::ids::ItemId::as_str).collect();
            format!("{} or {}", items.join(" or "), choice.or_else)
        }))
        .collect();
    println!("  {}", if needs.is_empty() { "nothing".into() } else { needs.join("; ") });
    heading("Held while open");
    let gates: Vec<&str> = item.blocked_by.iter().map(|gate| gate.as_str()).collect();
    println!("  {}", if gates.is_empty() { "no gate holds it".into() } else { gates.join(", ") });
    heading("Cautions");
    println!("  {}", item.cautions);
    heading("Evidence");
    println!("  {}", item.evidence);
    for reference in library.references_in(&item.evidence) {
        let checked =
            if reference.checked { "checked against a public record" } else { "cited from knowledge, not checked" };
        println!("  [{}] {} ({checked})", reference.key, reference.citation);
    }
}

fn show_indicator(indicator: &Indicator) {
    heading(&format!("{} · {}", indicator.id, indicator.text));
    let own = indicator.challenge.zip(indicator.weight).map(|(c, w)| format!("{c}: {w}, {} points", w.points()));
    println!("  applies to {}", indicator.applies_to);
    println!("  {}", own.unwrap_or_else(|| "a general flag without points".into()));
    for (challenge, weight) in &indicator.cross {
        println!("  also {challenge}: {weight}, {} points", weight.points());
    }
    for gate in &indicator.opens {
        println!("  opens {gate}");
    }
}

fn show_gate(gate: &Gate) {
    heading(&format!("{} · {}", gate.id, gate.name));
    println!("  Opens when: {}", gate.opens_when);
    println!("  Closes when: {}", gate.closes_when);
    println!("  Plan: {}", gate.effect_on_plan);
    println!("  Paper: {}", gate.effect_on_handouts);
    println!("  Basis: {}", gate.basis);
}

fn show_rule(rule: &Rule) {
    heading(&format!("{} · {}", rule.id, rule.area));
    println!("  If {}: {}.", rule.when, rule.then);
    println!("  Why: {} ({})", rule.why, rule.source);
    if let Some(reminder) = &rule.reminder {
        println!("  Reminder: {}", reminder.text);
    }
}
