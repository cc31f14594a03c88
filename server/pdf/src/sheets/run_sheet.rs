//! From a run sheet to a document.

use domain::{
    course::Partner,
    plan::{Present, Warning},
    run_sheet::{OpenGate, RunBlock, RunSheet},
};

use super::{body, quiet, words};
use crate::{
    document::{Block, Column, Document, Level, Marker, Prose, Room, Table, Text, Voice},
    labels, labels_sheets as say, quotes,
};

/// The run sheet as blocks, in English like the steps, gates and reminders on it: what could stop the session comes first, then the whole at a glance, then block by block.
pub(crate) fn document(sheet: &RunSheet) -> Document {
    let title = title(sheet);
    let mut blocks = vec![
        Block::Heading(Level::Title, words(&title)),
        Block::Paragraph(Prose::Lead, words(&facts(sheet))),
        quiet(say::PRIVATE),
    ];
    blocks.extend(gates(&sheet.gates));
    let sentences = [(say::WHY, &sheet.why), (say::STOP_IF, &sheet.stop_if), (say::OWN_NOTE, &sheet.note)];
    blocks.extend(sentences.into_iter().filter_map(|(label, text)| labelled(label, text)));
    if !sheet.blocks.is_empty() {
        blocks.push(Block::Heading(Level::Part, say::AT_A_GLANCE.into()));
        blocks.push(Block::Table(glance(sheet)));
        blocks.push(Block::Heading(Level::Part, say::BLOCK_BY_BLOCK.into()));
        blocks.extend(sheet.blocks.iter().flat_map(|block| block_by_block(sheet, block)));
    }
    blocks.extend(at_home(sheet));
    if !sheet.reminders.is_empty() {
        blocks.push(Block::Heading(Level::Part, say::KEEP_IN_MIND.into()));
        blocks.push(reminders(&sheet.reminders));
    }
    blocks.push(Block::FillIn(say::ROOM_FOR_NOTES.into(), Room::Below(4)));
    Document { title: quotes::curled(&title), language: labels::LANGUAGE, blocks }
}

fn title(sheet: &RunSheet) -> String {
    match (sheet.title.as_str(), sheet.number) {
        ("", None) => say::RUN_SHEET.into(),
        ("", Some(number)) => format!("{}: {}", say::RUN_SHEET, say::session(number)),
        (title, None) => title.into(),
        (title, Some(number)) => format!("{}: {title}", say::session(number)),
    }
}

/// When, how long, who comes, which phase.
fn facts(sheet: &RunSheet) -> String {
    let length = u16::from(sheet.minutes.0);
    let from_to = sheet.start.map(|start| format!("{start}–{}", start.later(length)));
    let day = sheet.on.map(domain::desk::Day::in_words);
    let rest = [say::minutes(length), sheet.session.to_string(), say::phase(sheet.phase.as_str())];
    day.into_iter().chain(from_to).chain(rest).collect::<Vec<_>>().join(" · ")
}

fn gates(gates: &[OpenGate]) -> Option<Block> {
    let gate = |gate: &OpenGate| {
        let name = Text::bold(quotes::curled(&format!("{} ({}).", gate.name, gate.gate)));
        let overridden = if gate.overridden { format!(" {}", say::OVERRIDDEN) } else { String::new() };
        let meaning = format!(" {} {} {}{overridden}", gate.effect, say::CLOSES_WHEN, gate.closes_when);
        name.then(quotes::curled(&meaning), Voice::Regular)
    };
    let blocks = vec![Block::List(Marker::Bullet, gates.iter().map(gate).collect())];
    (!gates.is_empty()).then(|| Block::Callout { title: say::OPEN_TODAY.into(), blocks })
}

/// A paragraph that begins with its label; nothing where there is nothing to say.
fn labelled(label: &str, text: &str) -> Option<Block> {
    let said = || Text::bold(label).then(format!(" {}", quotes::curled(text)), Voice::Regular);
    (!text.trim().is_empty()).then(|| Block::Paragraph(Prose::Body, said()))
}

fn glance(sheet: &RunSheet) -> Table {
    let column = |head: &str, share| Column { head: head.into(), share };
    let time = if sheet.start.is_some() { say::TIME } else { say::AFTER };
    let row = |block: &RunBlock| -> Vec<Text> {
        vec![
            words(&sheet.clock(block.begins).to_string()),
            words(&block.minutes.0.to_string()),
            words(&named(block)),
            words(&present(block.present)),
        ]
    };
    Table {
        columns: vec![column(time, 3), column(say::MINUTES_SHORT, 2), column(say::WHAT, 14), column(say::WHO, 5)],
        rows: sheet.blocks.iter().map(|block| row(block).into_iter().map(Into::into).collect()).collect(),
        row_heads: true,
        lines: 0,
    }
}

/// What happens in a block, with its part of the session where that says more.
fn named(block: &RunBlock) -> String {
    let intense = if block.high_intensity { format!(" ({})", say::INTENSE) } else { String::new() };
    format!("{}{intense}", block.title)
}

fn present(present: Present) -> String {
    match present {
        Present::Both => say::BOTH.into(),
        Present::Each => say::EACH.into(),
        Present::One(_, Some(Partner::A)) | Present::Turn(Partner::A) => say::alone("A"),
        Present::One(_, Some(Partner::B)) | Present::Turn(Partner::B) => say::alone("B"),
        Present::One(role, None) => say::alone(role.as_str()),
    }
}

fn block_by_block(sheet: &RunSheet, block: &RunBlock) -> Vec<Block> {
    let heading = format!("{} · {}", sheet.clock(block.begins), named(block));
    let mut facts = vec![say::minutes(block.minutes.0.into()), present(block.present)];
    if block.part != block.title {
        facts.push(block.part.clone());
    }
    let mut blocks = vec![Block::Heading(Level::Point, words(&heading)), quiet(&facts.join(" · "))];
    if !block.held.is_empty() {
        blocks.push(Block::Paragraph(Prose::Body, Text::bold(say::HELD_TODAY)));
        blocks.push(Block::List(Marker::Bullet, block.held.iter().map(|held| words(held)).collect()));
    }
    if !block.confirm.is_empty() {
        blocks.push(Block::Paragraph(Prose::Body, Text::bold(say::CONFIRM_FIRST)));
        blocks.extend(block.confirm.iter().map(|confirm| Block::Checkbox(words(confirm))));
    }
    blocks.extend(labelled(say::AT_HAND, &block.at_hand));
    if !block.steps.is_empty() {
        blocks.push(Block::List(Marker::Number, block.steps.iter().map(|step| words(step)).collect()));
    }
    if !block.reminders.is_empty() {
        blocks.push(reminders(&block.reminders));
    }
    if !block.note.trim().is_empty() {
        let note = Block::Paragraph(Prose::Body, words(&block.note));
        blocks.push(Block::Callout { title: say::NOTE.into(), blocks: vec![note] });
    }
    blocks
}

fn reminders(warnings: &[Warning]) -> Block {
    let said = |warning: &Warning| {
        Text::bold(warning.rule.clone()).then(format!(" {}", quotes::curled(&warning.text)), Voice::Regular)
    };
    Block::List(Marker::Bullet, warnings.iter().map(said).collect())
}

fn at_home(sheet: &RunSheet) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(Level::Part, say::AT_HOME.into())];
    if sheet.homework.is_empty() {
        blocks.push(body(say::NOTHING_AT_HOME));
    }
    for task in &sheet.homework {
        let text = Text::bold(quotes::curled(&format!("{}:", task.title)));
        let withheld = if task.withheld { format!(" {}", say::WITHHELD) } else { String::new() };
        let dose = format!(" {}{withheld}", quotes::curled(&task.dose));
        blocks.push(Block::Paragraph(Prose::Body, text.then(dose, Voice::Regular)));
    }
    blocks
}
