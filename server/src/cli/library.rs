//! `reweave library`: checks the library, lists it, shows one entry.

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
        model::{Gate, Indicator, Item, Reference, Rule},
    },
    vocabulary::{GateId, Language, did_you_mean},
};

use super::{
    input::{self, Inputs},
    output::{Out, line},
    table::{strong, table},
};

/// The subcommands of `reweave library`.
#[derive(Debug, Subcommand)]
pub enum LibraryCommand {
    /// Reports problems in the content, by file and line.
    Check {
        /// The content folder with all its languages, for example app/domain/content, or the English one alone, for example
        /// app/domain/content/en; otherwise the content inside this program.
        folder: Option<PathBuf>,
    },
    /// Lists the exercises.
    List,
    /// Shows an exercise, an indicator, a safety hold, a rule or a publication.
    Show {
        /// Its id, for example negotiated-time-out, INF-01, GATE-STI, R25 or Glass2008.
        id: String,
    },
}

pub fn run(command: &LibraryCommand) -> anyhow::Result<()> {
    match command {
        LibraryCommand::Check { folder: None } => check_files(ENGLISH_FILES, TRANSLATED_FILES),
        LibraryCommand::Check { folder: Some(folder) } => check_folder(folder),
        LibraryCommand::List => {
            let mut out = Out::default();
            list(&mut out, english());
            out.send()
        }
        LibraryCommand::Show { id } => {
            let mut out = Out::default();
            show(&mut out, english(), id)?;
            out.send()
        }
    }
}

/// Checks the English folder, or the folder of all languages, which must then be complete.
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

/// Returns the content files below a folder, pairs of name and text.
fn collected(folder: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    collect(&Inputs::default(), folder, folder, &mut files)?;
    files.sort();
    Ok(files)
}

fn borrowed(files: &[(String, String)]) -> Vec<(&str, &str)> {
    files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

fn collect(inputs: &Inputs, root: &Path, folder: &Path, files: &mut Vec<(String, String)>) -> anyhow::Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("{} could not be read", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            collect(inputs, root, &path, files)?;
        } else if path.extension().is_some_and(|e| e == "toml" || e == "md") {
            let text = inputs.text(&path, input::CONTENT)?;
            files.push((path.strip_prefix(root)?.to_string_lossy().replace('\\', "/"), text));
        }
    }
    Ok(())
}

/// The result of checking a translation: its language, the number of its files, and the ids of pending exercises.
struct Checked {
    language: Language,
    files: usize,
    pending: Vec<String>,
}

/// Checks a translation. Its problems, including outdated files, name each file with the folder of the language.
fn check_translation(
    library: &Library,
    language: Language,
    files: &[(&str, &str)],
    problems: &mut Vec<Problem>,
) -> Checked {
    let (found, pending) = match load_translation(library, language, files) {
        Ok(translation) => (translation.older().to_vec(), translation.pending().to_vec()),
        Err(found) => (found.0, Vec::new()),
    };
    problems.extend(found.into_iter().map(|problem| problem.below(language)));
    Checked { language, files: files.len(), pending: pending.iter().map(ToString::to_string).collect() }
}

fn check_files(files: &[(&str, &str)], translated: &[(Language, &[(&str, &str)])]) -> anyhow::Result<()> {
    let mut out = Out::default();
    let problems = match load(files) {
        Ok(library) => {
            let mut problems = check(&library, files);
            let check = |(language, files): &(_, &[_])| check_translation(&library, *language, files, &mut problems);
            let translations: Vec<Checked> = translated.iter().map(check).collect();
            if problems.is_empty() {
                say_whole(&mut out, &library, &translations);
            }
            problems
        }
        Err(problems) => problems.0,
    };
    for problem in &problems {
        line!(out, "{problem}");
    }
    out.send()?;
    match problems.len() {
        0 => Ok(()),
        1 => bail!("1 thing to correct"),
        count => bail!("{count} things to correct"),
    }
}

/// Prints the summary of a library without problems. Pending translations are listed and are not problems.
fn say_whole(out: &mut Out, library: &Library, translations: &[Checked]) {
    line!(
        out,
        "The library is sound: {} exercises, {} indicators, {} holds, {} rules, {} claims, {} references.",
        library.items().len(),
        library.indicators().len(),
        library.gates().len(),
        library.rules().len(),
        library.claims().len(),
        library.references().len()
    );
    for Checked { language, files, pending } in translations {
        let count = pending.len();
        let pending =
            if count == 0 { "none pending".into() } else { format!("{count} pending: {}", pending.join(", ")) };
        line!(out, "{}: {files} files, {pending}.", language.name());
    }
}

fn list(out: &mut Out, library: &Library) {
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
    line!(out, "{rows}");
}

fn show(out: &mut Out, library: &Library, id: &str) -> anyhow::Result<()> {
    if let Some(item) = id.parse().ok().and_then(|id| library.item(&id)) {
        show_item(out, library, item);
    } else if let Some(indicator) = id.parse().ok().and_then(|id| library.indicator(&id)) {
        show_indicator(out, indicator);
    } else if let Ok(gate) = id.parse::<GateId>() {
        show_gate(out, library.gate(gate));
    } else if let Some(rule) = id.parse().ok().and_then(|id| library.rule(&id)) {
        show_rule(out, rule);
    } else if let Some(reference) = library.references().iter().find(|one| one.key == *id) {
        show_reference(out, reference);
    } else {
        let items = library.items().iter().map(|item| item.id.as_str());
        let indicators = library.indicators().iter().map(|indicator| indicator.id.as_str());
        let gates = GateId::BUILT_IN.iter().map(|gate| gate.as_str());
        let rules = library.rules().iter().map(|rule| rule.id.as_str());
        let keys = library.references().iter().map(|reference| reference.key.as_str());
        let near = did_you_mean(id, items.chain(indicators).chain(gates).chain(rules).chain(keys));
        bail!("“{id}” is not in the library{near}");
    }
    Ok(())
}

fn show_item(out: &mut Out, library: &Library, item: &Item) {
    out.heading(&format!("{} ({})", item.title, item.id));
    line!(
        out,
        "  {} · {} phase · {}/{}/{} minutes (expert defaults)",
        item.kind,
        item.phase,
        item.minutes.min,
        item.minutes.typical,
        item.minutes.max
    );
    out.heading("Steps");
    for (number, step) in item.steps.iter().enumerate() {
        line!(out, "  {}. {step}", number + 1);
    }
    out.heading("For clients");
    for paragraph in &item.client_text {
        line!(out, "  {paragraph}");
    }
    if let Some(homework) = &item.homework {
        out.heading("Homework");
        line!(out, "  {homework}");
        if !item.homework_note.is_empty() {
            line!(out, "  For you, never printed: {}", item.homework_note);
        }
    }
    out.heading("Needs");
    let needs = item.needs.items.iter().map(ToString::to_string).chain(item.needs.conditions.iter().cloned());
    let needs: Vec<String> = needs
        .chain(item.needs.any_of.iter().map(|choice| {
            let items: Vec<&str> = choice.items.iter().map(domain::vocabulary::ItemId::as_str).collect();
            format!("{} or {}", items.join(" or "), choice.or_else)
        }))
        .collect();
    line!(out, "  {}", if needs.is_empty() { "nothing".into() } else { needs.join("; ") });
    out.heading("Blocked by");
    let gates: Vec<&str> = item.blocked_by.iter().map(|gate| gate.as_str()).collect();
    line!(out, "  {}", if gates.is_empty() { "no hold blocks it".into() } else { gates.join(", ") });
    out.heading("Cautions");
    line!(out, "  {}", item.cautions);
    out.heading("Evidence");
    line!(out, "  {}", item.evidence);
    for reference in library.references_in(&item.evidence) {
        line!(out, "  [{}] {} ({})", reference.key, reference.citation, verified(reference));
        for notice in reference.notices_in_words() {
            line!(out, "    {notice}");
        }
    }
}

fn verified(reference: &Reference) -> String {
    reference.checked.map_or_else(
        || "cited from memory, not verified".to_owned(),
        |day| format!("verified in a public record on {}", day.with_year()),
    )
}

fn show_reference(out: &mut Out, reference: &Reference) {
    out.heading(&format!("[{}]", reference.key));
    line!(out, "  {}", reference.citation);
    line!(out, "  {}", verified(reference));
    let notices = reference.notices_in_words();
    if notices.is_empty() {
        line!(out, "  Nobody looked for a retraction.");
    }
    for notice in notices {
        line!(out, "  {notice}");
    }
}

fn show_indicator(out: &mut Out, indicator: &Indicator) {
    out.heading(&format!("{} · {}", indicator.id, indicator.text));
    let own = indicator.challenge.zip(indicator.weight).map(|(c, w)| format!("{c}: {w}, {} points", w.points()));
    line!(out, "  applies to {}", indicator.applies_to);
    line!(out, "  {}", own.unwrap_or_else(|| "a general flag without points".into()));
    for (challenge, weight) in &indicator.cross {
        line!(out, "  also {challenge}: {weight}, {} points", weight.points());
    }
    for gate in &indicator.opens {
        line!(out, "  activates {gate}");
    }
}

fn show_gate(out: &mut Out, gate: &Gate) {
    out.heading(&format!("{} · {}", gate.id, gate.name));
    line!(out, "  Activated when: {}", gate.opens_when);
    line!(out, "  Can be lifted when: {}", gate.closes_when);
    line!(out, "  Plan: {}", gate.effect_on_plan);
    line!(out, "  Handouts: {}", gate.effect_on_handouts);
    line!(out, "  Basis: {}", gate.basis);
}

fn show_rule(out: &mut Out, rule: &Rule) {
    out.heading(&format!("{} · {}", rule.id, rule.area));
    line!(out, "  If {}: {}.", rule.when, rule.then);
    line!(out, "  Why: {} ({})", rule.why, rule.source);
    if let Some(reminder) = &rule.reminder {
        line!(out, "  Reminder: {}", reminder.text);
    }
}
