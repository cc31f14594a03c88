//! The full text of holds, steps and reminders, on pages after the first.

use domain::{
    paper::run_sheet::{OpenGate, RunBlock, RunSheet},
    planning::planner::Warning,
};

use super::wording::{named, present};
use crate::{
    document::{ContentBlock, Emphasis, HeadingLevel, ListMarker, ParagraphKind, Text},
    quotes,
    sheets::{labels as say, small_print, words},
};

/// Returns the full text, beginning on a page of its own.
pub(super) fn blocks(sheet: &RunSheet) -> Vec<ContentBlock> {
    let mut blocks = vec![ContentBlock::NewPage];
    blocks.extend(gates(&sheet.gates));
    blocks.push(ContentBlock::Heading(HeadingLevel::Part, say::BLOCK_BY_BLOCK.into()));
    blocks.extend(sheet.blocks.iter().flat_map(|block| block_by_block(sheet, block)));
    if !sheet.reminders.is_empty() {
        blocks.push(ContentBlock::Heading(HeadingLevel::Part, say::KEEP_IN_MIND.into()));
        blocks.push(reminders(&sheet.reminders));
    }
    blocks
}

fn gates(gates: &[OpenGate]) -> Option<ContentBlock> {
    let gate = |gate: &OpenGate| {
        let name = Text::bold(quotes::curled(&format!("{} ({}).", gate.name, gate.gate)));
        let overridden = if gate.overridden { format!(" ({})", say::OVERRIDDEN) } else { String::new() };
        let meaning = format!(" {} {} {}{overridden}", gate.effect, say::CLOSES_WHEN, gate.closes_when);
        name.then(quotes::curled(&meaning), Emphasis::Regular)
    };
    let blocks = vec![ContentBlock::List(ListMarker::Bullet, gates.iter().map(gate).collect())];
    (!gates.is_empty()).then(|| ContentBlock::Callout { title: say::OPEN_TODAY.into(), blocks })
}

fn at_hand(text: &str) -> ContentBlock {
    let words = Text::bold(say::AT_HAND).then(format!(" {}", quotes::curled(text)), Emphasis::Regular);
    ContentBlock::Paragraph(ParagraphKind::Body, words)
}

fn block_by_block(sheet: &RunSheet, block: &RunBlock) -> Vec<ContentBlock> {
    let heading = format!("{} · {}", sheet.clock(block.begins), named(block));
    let mut facts = vec![say::minutes(block.minutes.0.into()), present(block.present)];
    if block.part != block.title {
        facts.push(block.part.clone());
    }
    let mut blocks = vec![ContentBlock::Heading(HeadingLevel::Point, words(&heading)), small_print(&facts.join(" · "))];
    if !block.held.is_empty() {
        blocks.push(ContentBlock::Paragraph(ParagraphKind::Body, Text::bold(say::HELD_TODAY)));
        blocks.push(ContentBlock::List(ListMarker::Bullet, block.held.iter().map(|held| words(held)).collect()));
    }
    if !block.confirm.is_empty() {
        blocks.push(ContentBlock::Paragraph(ParagraphKind::Body, Text::bold(say::CONFIRM_FIRST)));
        blocks.extend(block.confirm.iter().map(|confirm| ContentBlock::Checkbox(words(confirm))));
    }
    blocks.extend(Some(&block.at_hand).filter(|text| !text.is_empty()).map(|text| at_hand(text)));
    if !block.steps.is_empty() {
        blocks.push(ContentBlock::List(ListMarker::Number, block.steps.iter().map(|step| words(step)).collect()));
    }
    if !block.reminders.is_empty() {
        blocks.push(reminders(&block.reminders));
    }
    if !block.note.trim().is_empty() {
        let note = ContentBlock::Paragraph(ParagraphKind::Body, words(&block.note));
        blocks.push(ContentBlock::Callout { title: say::NOTE.into(), blocks: vec![note] });
    }
    blocks
}

fn reminders(warnings: &[Warning]) -> ContentBlock {
    let text_in = |warning: &Warning| {
        Text::bold(warning.rule.clone()).then(format!(" {}", quotes::curled(&warning.text)), Emphasis::Regular)
    };
    ContentBlock::List(ListMarker::Bullet, warnings.iter().map(text_in).collect())
}
